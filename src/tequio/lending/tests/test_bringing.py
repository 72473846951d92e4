"""Loans that ran before the book was kept here come in with what is left of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tequio.chronicle.rules import OF_THE_DOOR
from tequio.chronicle.service import ACTS
from tequio.governance import service as governance
from tequio.governance.rules.founding import Founder, NewGroup
from tequio.kernel import Act, Refused, Unit
from tequio.ledger import service as ledger
from tequio.lending import queries
from tequio.lending import service as lending
from tequio.lending.queries.loans import loan as find_loan
from tequio.lending.tests import stage
from tequio.lending.tests.scenes_of_losses import closed, limited
from tequio.lending.tests.test_tables import nothing_waits, without_guards
from tequio.mandates import service as mandates

pytestmark = pytest.mark.django_db
OPENING = "ledger.opening"


def brings(group, who="Bina", **more):
    given = {"person": group.person["Asma"], "minor": 40_000, "months": 4} | more
    return group.does(who, lending.bring, **given)


@pytest.fixture
def group():
    """Before anybody saved: the book holds what was there before, and nothing else."""
    return stage.found(saved=0)


def test_what_is_left_stands_in_the_book_and_is_repaid_by_the_rest_of_the_schedule(group):
    cash = group.holds("cash")
    told = brings(group, begins_on=date(2026, 1, 31), purpose_text="Seeds")
    loan = find_loan(group.organisation, told["loan"])
    assert loan.is_brought
    assert (group.holds("member-loan"), group.holds("cash")) == (40_000, cash), "no money moved"
    assert loan.instalments[0].due_on == date(2026, 2, 28)
    group.later(20)
    standing = loan.position(group.today)
    assert standing.days_late == (group.today - date(2026, 2, 28)).days
    group.repays(told["loan"], standing.due_now)
    assert find_loan(group.organisation, told["loan"]).position(group.today).days_late == 0
    assert stage.everything_holds(group)


def test_a_loan_that_was_brought_wrongly_and_taken_back_comes_in_again(group):
    loan = find_loan(group.organisation, brings(group)["loan"])
    group.does("Bina", ledger.reverse, transfer=loan.payout.transfer)
    again = find_loan(group.organisation, brings(group, minor=30_000)["loan"])
    assert again.position(group.today).principal_left == 30_000


def test_another_book_does_not_open_the_door_again(group):
    group.saves("Esha", 100)
    with pytest.raises(Refused, match="book_has_begun"):
        brings(group, book="other")


def without_openings():
    """A group in whose statutes opening balances are no routine, and that began with nothing."""
    at = datetime(2026, 1, 5, 9, tzinfo=UTC)
    receipt = governance.found(
        Act(None, None, at, f"found-{next(stage.KEYS)}"),
        group=NewGroup("Ujala", "self-help-group", "INR", country="IN", slug="ujala"),
        members=tuple(Founder(one, offices=stage.OFFICES.get(one, ())) for one in stage.NAMES),
        values={"offices.pay": ["treasurer"], "standing.purposes": ["ledger.claim"]},
    )
    people = dict(zip(stage.NAMES, receipt.facts["members"], strict=True))
    return stage.Group(receipt.facts["organisation"], "ujala", people)


def tomorrow(group):
    return group.today + timedelta(days=1)


SCENES = {
    "book_has_begun": lambda group: [group.saves("Esha", 100), brings(group)],
    "not_a_member_named": lambda group: brings(group, person=99_999),
    "amount_not_positive": lambda group: brings(group, minor=0),
    "term_not_one": lambda group: brings(group, months=4, weeks=4),
    "rest_begins_later": lambda group: brings(group, begins_on=tomorrow(group)),
    "office_not_held": lambda group: brings(group, who="Esha"),
    "account_closed": lambda group: [closed(group, "opening", ""), brings(group)],
}


def limit(group):
    account = ledger.account_for(group.organisation, unit="INR", kind="opening")
    limited(group, account, floor=None, ceiling=1_000_001)
    brings(group, minor=1_000_002)


SCENES["above_the_limit"] = limit


def in_minutes(group):
    mandates.open_unit(group.organisation, Unit("MIN", 0, "time"))
    group.allow(OPENING, unit="MIN")
    brings(group)


UNDER = {
    "no_mandate": brings,
    "mandate_not_yet_valid": lambda group: [
        group.allow(OPENING, valid_from=tomorrow(group)),
        brings(group),
    ],
    "mandate_over": lambda group: [
        group.allow(OPENING, valid_until=group.today - timedelta(days=1)),
        brings(group),
    ],
    "unit_not_covered": in_minutes,
    "keys_missing": lambda group: [group.allow(OPENING, keys=2), brings(group)],
    "over_the_ceiling": lambda group: [group.allow(OPENING, minor=1), brings(group)],
}


@pytest.mark.parametrize("code", [*SCENES, *UNDER])
def test_it_is_refused_with_this_reason(code: str) -> None:
    group = stage.found(saved=0) if code in SCENES else without_openings()
    with pytest.raises(Refused) as refused:
        (SCENES | UNDER)[code](group)
    assert code in [one.code for one in refused.value.refusals]


def test_every_refusal_that_the_act_declares_has_its_scene():
    declared = {kind.code for kind in ACTS["lending.bring"].refusals}
    assert declared - {kind.code for kind in OF_THE_DOOR} == {*SCENES, *UNDER}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE lending_loanrow SET minor = minor - 1",
        "UPDATE lending_loanrow SET proposal_id = 7",
        "UPDATE lending_loanrow SET payment_order = 'principal_first'",
        "UPDATE lending_payoutrow SET paid_out_on = '2026-01-01'",
        "UPDATE lending_payoutrow SET transfer_id = transfer_id - 1",
    ],
)
def test_a_change_past_the_guards_is_found(group, change):
    brings(group)
    assert list(queries.check(group.organisation)) == []
    nothing_waits()
    without_guards(change)
    assert list(queries.check(group.organisation))
