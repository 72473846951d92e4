"""Of whom the public never saw, outsiders learn nothing, not even that it is gone."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tequio.registry import service
from tequio.registry.tests.office import opened
from tequio.registry.tests.stage import Register, register

pytestmark = pytest.mark.django_db
ROW = "K1,Gremio,815,Calle 1,Lugar,ZZ9,MX,Live,-98.1,18.4,,"


def fed(held: Register) -> dict[str, bool]:
    """By uid whom the feed tells of since the beginning, and whether as gone."""
    page = Client().get(f"/o/{held.group.slug}/register/feed", {"since": "1"}).content
    return {one.get("uid") or one["id"]: "name" not in one for one in json.loads(page)["records"]}


def test_the_feed_tells_gone_only_of_whom_the_public_once_saw() -> None:
    red = register().rules(public=True).ready("shut", may_publish=False)
    red.takes_in(ROW, source="shut")
    red.later().takes_in(ROW.replace("Calle 1", "Calle 2"), source="shut")
    assert fed(red) == {}
    service.change_source(red.act(), source="shut", may_publish=True)
    assert list(fed(red).values()) == [False]
    service.change_source(red.act(), source="shut", may_publish=False)
    assert list(fed(red).values()) == [True]
    assert red.findings() == []


def test_a_number_leads_only_to_one_that_whoever_looks_may_see() -> None:
    office = opened(is_public=True)
    kept, gone = office.lists("Alpha"), office.lists("Beta")
    office.merges(kept, gone)
    home, api = f"/o/{office.group.slug}/register/{gone}/", "/api/v1/registers/{}/organisations/{}"
    over = api.format(office.group.slug, gone)
    assert [Client().get(one).status_code for one in (home, over)] == [302, 200]
    office.does(service.change_source, source="keeper", may_publish=False)
    assert [Client().get(one).status_code for one in (home, over)] == [404, 404]
    member = office.group.browser("chand")
    assert [member.get(one).status_code for one in (home, over)] == [302, 200]


def test_who_was_withdrawn_before_anybody_saw_it_is_not_there_for_outsiders() -> None:
    red = register().rules(public=True).ready("shut", may_publish=False)
    batch = red.takes_in(ROW, source="shut")["batch"]
    service.undo_batch(red.act(), batch=batch)
    page = f"/o/{red.group.slug}/register/{red.listed('K1')}/"
    assert Client().get(page).status_code == 404
    assert red.group.browser("chand").get(page).status_code == 410
