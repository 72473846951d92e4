"""Facets are kept as one text, and what a code holds does not divide it."""

from __future__ import annotations

import pytest
from django.test import Client

from tequio.registry import service
from tequio.registry.queries.finding import find
from tequio.registry.queries.narrowing import narrowed
from tequio.registry.rules.facts import Said
from tequio.registry.rules.projecting import project_alone
from tequio.registry.rules.saying import Value
from tequio.registry.rules.words import facets_as_text, facets_in_text
from tequio.registry.tests.office import opened, with_member

pytestmark = pytest.mark.django_db
NAME = Value("name.legal", "Weavers of Lomé")


def test_facets_are_read_back_as_they_were_written() -> None:
    facets = [("region", "North;source:abc"), ("country", "GB"), ("theme", ";:;"), ("form", "a:b")]
    assert list(facets_in_text(facets_as_text(facets))) == facets
    said = (Said("address.region", "N\x1f;x"),)
    shown = project_alone(said, source=7, may_publish=True)
    assert shown is not None
    assert ("region", "N;x") in shown.facets
    assert tuple(facets_in_text(facets_as_text(shown.facets))) == shown.facets


@pytest.mark.parametrize("region", ["North;source:abc", "North;source:999;country:GB"])
def test_a_region_that_looks_like_facets_is_shown_found_and_taken_away_again(region: str) -> None:
    office = opened(is_public=True)
    group, listed = with_member(office), office.lists("Looms of Lomé")
    office.does(service.recognise, listed=listed, organisation=group.id)
    office.of(group, service.describe, values=(NAME, Value("address.region", region)))
    for asked in ({}, {"region": region}, {"q": "looms"}):
        answer = Client().get(f"/o/{office.group.slug}/register/", asked)
        assert "Looms of Lomé" in answer.content.decode()
    found = find(office.keeper, facets=[("region", region)])
    assert [row.codes("region") for row in found.rows] == [[region]]
    map_ = narrowed(office.keeper, facets=[("region", region)], closed=False)
    assert map_ is not None
    assert map_.rows.count() == 1
    office.of(group, service.describe, values=(NAME, Value("address.region", "South")))
    assert office.findings() == []
