"""Pages of federations, of a person who is written down, and of one who wants to be forgotten."""

from __future__ import annotations

import pytest

from tequio.membership import queries, service
from tequio.membership.queries import federating
from tequio.membership.tests import groups


@pytest.fixture
def group(db) -> groups.Group:
    return groups.found()


@pytest.fixture
def union(db) -> groups.Group:
    return groups.found("union")


def federations(group: groups.Group) -> str:
    return f"/o/{group.slug}/members/federations"


def test_the_secretary_asks_a_federation_and_takes_it_back(group, union):
    asha, page = group.browser("asha"), federations(group)
    answer = asha.post(page, {"key": "ask", "name": "union"}, follow=True)
    assert "Its members decide." in answer.content.decode()
    asha.post(page, {"key": "ask", "name": "union"})
    (asked,) = federating.applicants(union.id)
    there = union.browser("chand").get(federations(union)).content.decode()
    assert group.facts.name in there
    asha.post(page, {"key": "back", "application": asked.id})
    assert not federating.applicants(union.id)


@pytest.mark.parametrize(
    ("who", "name", "status", "code"),
    [
        ("asha", "nobody", 422, "no_such_federation"),
        ("asha", "sakhi", 422, "no_such_federation"),
        ("bina", "union", 403, "office_not_held"),
        ("asha", "not a name", 422, "Enter a valid"),
    ],
)
def test_what_stands_against_asking_is_said_above_the_form(group, union, who, name, status, code):
    answer = group.browser(who).post(federations(group), {"key": "ask", "name": name})
    assert (answer.status_code, code in answer.content.decode()) == (status, True)
    assert not federating.applicants(union.id)


def test_a_stranger_does_not_see_the_federations_of_a_group(group):
    assert groups.stranger().get(federations(group)).status_code == 404


def written_down(group: groups.Group) -> int:
    act = group.act("asha", "write")
    return int(service.register_person(act, name="Gtia", phone="+919876500099").facts["person"])


def test_whoever_was_written_down_is_corrected_on_her_page_by_who_keeps_the_roll(group):
    person = written_down(group)
    page = f"/o/sakhi/members/{person}/"
    asha = group.browser("asha")
    assert f'href="{page}"' in asha.get("/o/sakhi/members/").content.decode()
    assert "not yet admitted" in asha.get(page).content.decode()
    sent = {"key": "mend", "name": "Gita", "phone": "", "email": ""}
    assert asha.post(page + "correct", sent).status_code == 302
    found = queries.person(person)
    assert found is not None
    assert found.name == "Gita"
    assert group.browser("chand").get(page).status_code == 404


def test_who_has_no_sign_in_is_forgotten_after_the_secretary_said_how_she_asked(group):
    chand = group.people["chand"]
    page = f"/o/sakhi/members/{chand}/erase"
    asha = group.browser("asha")
    shown = asha.get(page).content.decode()
    assert "Chand Rani" in shown
    assert "Give her savings back first" in shown
    given = {"key": "go", "asked": "spoken", "witness": str(group.people["bina"]), "sure": "on"}
    for field in ("asked", "witness", "sure"):
        sent = {name: value for name, value in given.items() if name != field}
        assert asha.post(page, sent).status_code == 422
    for not_she in ("asha", "chand"):
        sent = given | {"witness": str(group.people[not_she])}
        assert asha.post(page, sent).status_code == 422
    assert queries.person(chand) is not None
    answer = asha.post(page, given, follow=True).content.decode()
    assert "She stays on the roll, without her name." in answer
    assert queries.person(chand) is None
    hers = asha.get(f"/o/sakhi/members/{chand}/").content.decode()
    assert "The membership lasts until the members decide that it ends." in hers
    assert asha.get(page).status_code == 409


def test_who_has_a_sign_in_is_not_forgotten_by_others(group):
    chand = group.people["chand"]
    group.browser("chand")
    page = f"/o/sakhi/members/{chand}/erase"
    given = {"key": "go", "asked": "spoken", "witness": str(group.people["bina"]), "sure": "on"}
    answer = group.browser("asha").post(page, given)
    assert answer.status_code == 403
    assert "has_her_own_sign_in" in answer.content.decode()
    assert queries.person(chand) is not None
