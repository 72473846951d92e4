"""`/start/`: what the first steps say and offer, and the first codes after the founding."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from tequio.governance.tests import hall
from tequio.governance.tests.pressing import Form, codes, words
from tequio.governance.tests.test_pages_founding import START, asha, go, to_members, twelve
from tequio.membership import queries as members
from tequio.membership import service as membership

__all__ = ["asha"]
pytestmark = pytest.mark.django_db


def test_who_founds_without_chair_or_secretary_is_stopped_at_the_members(asha: Client) -> None:
    assert Form(to_members(asha)).fields["m-0-offices"] == "secretary"
    rows = twelve(**{"m-0-offices": "treasurer", "m-1-offices": "", "m-2-offices": ""})
    stayed = go(asha, to_members(asha), **rows)
    assert (stayed.status_code, codes(stayed)) == (422, ["nobody_keeps_the_roll"])


def test_a_founder_without_office_gives_the_chair_her_code_and_nobody_after_that(
    asha: Client,
) -> None:
    rows = twelve(**{"m-0-offices": "", "m-1-offices": "chair", "m-2-offices": "treasurer"})
    page = go(asha, to_members(asha), **rows)
    go(asha, go(asha, go(asha, page)), go="found")
    assert "Now give chair and secretary their codes" in words(asha.get("/o/sakhi-mandal/"))
    (group,) = members.organisations()
    held = {term.office: term.person for term in members.terms(group.id, timezone.localdate())}
    listed = asha.get("/o/sakhi-mandal/members/")
    address = f"/o/sakhi-mandal/members/{held['chair']}/invite"
    assert address in listed.content.decode()
    other = f"/o/sakhi-mandal/members/{held['treasurer']}/invite"
    refused = asha.post(other, Form(asha.get(address)).fields)
    assert (refused.status_code, codes(refused)) == (403, ["office_not_held"])
    shown = asha.post(address, Form(asha.get(address)).fields)
    spoken = re.search(r"\d{4} \d{4} \d{4} \d{4}", words(shown))
    assert spoken
    chair = Client()
    new = membership.create_person(membership.NewPerson("On her phone"))
    chair.force_login(membership.open_account(new), backend=hall.BACKEND)
    sure = chair.post("/code/", {"code": spoken[0]})
    assert chair.post("/code/", Form(sure).fields | {"sure": "1"}).status_code == 302
    assert address not in asha.get("/o/sakhi-mandal/members/").content.decode()
    late = asha.post(other, Form(asha.get(other)).fields)
    assert codes(late) == ["office_not_held"]


def test_a_name_that_is_taken_is_said_at_the_first_step(asha: Client) -> None:
    hall.found("Sakhi Mandal")
    stayed = to_members(asha, name="Sakhi  Mandal")
    assert (stayed.status_code, codes(stayed)) == (409, ["name_taken"])
    assert "What is your group called?" in words(stayed)


def test_only_countries_and_money_of_today_are_offered_the_likely_ones_first(
    asha: Client,
) -> None:
    form = asha.get(START).content.decode()
    parts = {
        name: form.split(f'name="{name}"')[1].split("</sel")[0] for name in ("country", "unit")
    }
    option = re.compile(r'<option value="([A-Z]+)"')
    listed = {name: option.findall(part) for name, part in parts.items()}
    assert (listed["country"][0], listed["unit"][0]) == ("IN", "INR")
    assert {"KE", "MX", "GB"} < {*listed["country"]}
    assert not {"XA", "XB", "QO", "EU", "ZZ"} & {*listed["country"]}
    assert 240 < len(listed["country"]) == len({*listed["country"]}) <= 250
    assert {"KES", "EUR", "MXN"} < {*listed["unit"]}
    assert not {"DEM", "XTS", "ESP", "XAU"} & {*listed["unit"]}
    assert 100 < len(listed["unit"]) < 200
