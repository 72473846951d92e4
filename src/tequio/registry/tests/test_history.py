"""The history tells no more of what was said before than may be told today."""

from __future__ import annotations

import pytest
from django.test import Client

from tequio.registry import service
from tequio.registry.queries.history import history_of
from tequio.registry.rules.saying import Value
from tequio.registry.tests.office import opened, with_member
from tequio.registry.tests.stage import register

pytestmark = pytest.mark.django_db
NAME, AGREED = Value("name.legal", "Weavers"), Value("contacts_public", True)
HOME = Value("email", "ama@home.example")


def test_an_address_of_which_the_organisation_takes_its_agreement_back_is_told_no_more():
    office = opened(is_public=True)
    group, listed = with_member(office), office.lists("Weavers")
    office.does(service.recognise, listed=listed, organisation=group.id)
    page = f"/o/{office.group.slug}/register/{listed}/history"
    office.of(group, service.describe, values=(NAME, HOME, AGREED))
    assert b"ama@home.example" in Client().get(page).content
    office.of(group, service.describe, values=(NAME,))
    assert b"ama@home.example" not in Client().get(page).content
    assert b"ama@home.example" not in office.group.browser("chand").get(page).content


def test_what_an_import_said_that_was_taken_back_is_told_to_members_at_most():
    red = register().rules(public=True).ready()
    red.takes_in("1,Right,,,,,TG,Live,,,,")
    batch = red.later().takes_in("1,Mrs Private,,7 Home Lane,,,TG,Live,,,,")["batch"]
    service.undo_batch(red.act(), batch=batch)

    def told(is_inside):
        events = history_of(red.keeper, red.listed("1"), is_inside=is_inside).events
        return [(one.kind, one.is_past) for one in events]

    assert told(False) == [("said", False)]
    assert told(True) == [("changed", True), ("said", False)]
    page = f"/o/{red.group.slug}/register/{red.listed('1')}/history"
    assert b"7 Home Lane" not in Client().get(page).content
