"""Eight of twelve are erased because they asked: those who stay decide no more than before."""

from __future__ import annotations

import pytest

from tequio.governance import queries, service
from tequio.governance.rules.effects import Exclude
from tequio.governance.tests import hall
from tequio.ledger import queries as books
from tequio.ledger import service as ledger
from tequio.membership import queries as members
from tequio.membership import service as membership

pytestmark = pytest.mark.django_db
THREE = ("Asha", "Bela", "Chitra")
SAVING = ["ledger.opening", "ledger.receive", "member.save", "member.withdraw", "ledger.claim"]
NOBODY_S_NAME = "a person who was erased"


def erases(group, name):
    membership.erase_on_request(
        group.act(), person=group.people[name], asked="spoken", witness=group.people["Bela"]
    )


@pytest.fixture
def group():
    return hall.found(values={"standing.purposes": SAVING}, days_ago=10)


def test_one_officer_takes_nobody_off_the_roll_by_erasing(group):
    for name in hall.NAMES[4:]:
        erases(group, name)
    group.later(days=1)
    ended = group.decides(hall.payment(), yes=3, present=THREE)
    assert ended["outcome"] == "no_quorum"
    assert len(members.member_ids(group.organisation, group.today)) == len(hall.NAMES)
    assert list(queries.check(group.organisation)) == []


def test_the_same_three_decide_once_the_members_have_ended_the_memberships(group):
    here = list(hall.NAMES)
    for name in hall.NAMES[4:]:
        group.decides(Exclude("exclusion", group.people[name]), yes=len(here), present=here)
        here.remove(name)
    assert group.decides(hall.payment(), yes=3, present=THREE)["outcome"] == "adopted"


def test_an_erased_member_still_gets_her_savings_back_and_leaves_by_a_decision(group):
    devi = group.people["Devi"]
    box = next(one.id for one in books.accounts(group.organisation) if one.kind == "cash")
    money = {"person": devi, "account": box, "minor": 500_000, "unit": "INR"}
    ledger.save(group.act("Chitra"), **money)
    erases(group, "Devi")
    group.later(days=1)
    ledger.withdraw(group.act("Chitra"), **money)
    assert group.decides(Exclude("exclusion", devi))["outcome"] == "adopted"
    assert devi not in members.member_ids(group.organisation, group.today)
    assert list(queries.check(group.organisation)) == []


def test_pages_call_an_erased_member_so_wherever_her_name_stood(group):
    devi = group.people["Devi"]
    proposal = group.proposes()
    meeting = group.opens()
    ballot = group.votes(proposal, meeting)
    erases(group, "Devi")
    asha = group.enters("Asha")
    here = f"/o/{group.slug}"
    for page in (
        f"{here}/members/",
        f"{here}/members/roll",
        f"{here}/members/{devi}/",
        f"{here}/books/passbook/{devi}/",
        f"{here}/meetings/{meeting}/attendance",
        f"{here}/decisions/new/exclusion",
        f"{here}/decisions/proposals/{proposal}/",
        f"{here}/decisions/votes/{ballot}/hands",
    ):
        answer = asha.get(page)
        assert (answer.status_code, NOBODY_S_NAME in answer.content.decode()) == (200, True), page
    group.raises(ballot, 12)
    group.closes(ballot)
    service.close_meeting(group.act(), meeting=meeting)
    minutes = asha.get(f"{here}/meetings/{meeting}/minutes").content.decode()
    assert NOBODY_S_NAME in minutes
    assert "Devi" not in minutes
    assert list(queries.check(group.organisation)) == []
