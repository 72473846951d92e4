"""What everybody may read of a screening: findings with reasons, rules read aloud, the guide."""

from __future__ import annotations

import pytest
from django.test import Client

from tequio.screening.tests import hearing

pytestmark = pytest.mark.django_db
PUBLIC = (
    "",
    "packs/",
    "packs/un-ilo@1",
    "packs/fr-esus@1",
    "compare?pack=un-ilo@1&pack=fr-esus@1",
    "guide",
)


def place(slug: str, page: str = "") -> str:
    return f"/o/{slug}/screening/{page}"


def test_everybody_reads_what_was_found_and_by_which_rules(client: Client) -> None:
    found = hearing.applied().decided()
    pages = (*PUBLIC, f"findings/{found.finding}", f"organisations/{found.listed}")
    for page in pages:
        assert client.get(place(found.here.group.slug, page)).status_code == 200, page
