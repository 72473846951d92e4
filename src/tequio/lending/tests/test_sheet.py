"""Lending inside another act: the sheet of a meeting asks, pays out and takes in many at once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.chronicle.rules import WITH_STEPS, Step
from tequio.chronicle.service import ACTS, act
from tequio.governance import queries as governance
from tequio.kernel import Act, Amount, Refused, Unit
from tequio.ledger import service as ledger
from tequio.lending import queries, rules
from tequio.lending.queries.loans import loan as find_loan
from tequio.lending.queries.objections import Wish
from tequio.lending.service import sheet
from tequio.lending.tests import stage
from tequio.lending.tests.test_tables import nothing_waits, without_guards
from tequio.mandates.queries import Draw, choose_each, mandates_about
from tequio.mandates.rules import Asked
from tequio.mandates.service import turn_key

pytestmark = pytest.mark.django_db

OF_A_SHEET = (*rules.OF_A_REQUEST, *rules.OF_PAYOUTS, *rules.OF_REPAYMENTS)


@dataclass(frozen=True)
class SheetWritten:
    journal: int
    root: str
    steps: tuple[Step, ...]


@pytest.fixture(scope="module")
def meeting():
    """An act of a room above: repayments come in, then loans go out, in one journal."""

    @act("tests.sheet", may="anyone", has_steps=True, refusals=OF_A_SHEET)
    def meeting(
        act: Act,
        /,
        *,
        account: int,
        repaid: tuple[tuple[int, int], ...] = (),
        paid_out: tuple[int, ...] = (),
        asked: tuple[tuple[int, int], ...] = (),
    ):
        steps = [sheet.ask(act, Wish(minor, 6), person=who)[1] for who, minor in asked]
        on, coming = act.today, sum(minor for _loan, minor in repaid)
        prepared = [
            sheet.prepare_repayments(act, repaid, account=account, on=on),
            sheet.prepare_payouts(act, paid_out, account=account, on=on, coming=coming),
        ]
        posted, told = ledger.post_together(act, value_date=on, prepared=prepared, book="main")
        return SheetWritten(posted.journal, posted.root, (*steps, *told))

    yield meeting
    WITH_STEPS.discard("tests.sheet")
    del ACTS["tests.sheet"]


@pytest.fixture
def group():
    return stage.found(**{"lending.guarantors": 0, "lending.multiple_of_savings": "0"})


def loans(group, *, many, stage="paid out", minor=6_000):
    return [group.a_loan(guarantors=(), minor=minor, stage=stage) for _ in range(many)]


def write(group, meeting, **given):
    return meeting(group.act("Bina"), account=group.account(), **given).facts


def test_one_act_takes_in_several_repayments_and_pays_several_loans_out(group, meeting):
    running = loans(group, many=3)
    waiting = loans(group, many=2, stage="decided", minor=9_000)
    before = group.later(30).holds()
    told = write(
        group,
        meeting,
        repaid=tuple((loan, 1_000 + place) for place, loan in enumerate(running)),
        paid_out=tuple(waiting),
    )
    assert [one["kind"] for one in told["steps"]] == ["lending.repay"] * 3 + ["lending.pay_out"] * 2
    assert group.holds() == before + 3_003 - 18_000
    for place, loan in enumerate(running):
        (received,) = find_loan(group.organisation, loan).received
        assert (received.minor, received.journal) == (1_000 + place, told["journal"])
    for loan in waiting:
        found = find_loan(group.organisation, loan)
        assert found.payout.paid_out_on == group.today
        assert len(found.instalments) == 6
    assert stage.everything_holds(group)


def test_a_member_asks_in_the_meeting_in_her_own_name(group, meeting):
    told = write(group, meeting, asked=((group.person["Gita"], 5_000),), repaid=running(group))
    (asked,) = (one for one in told["steps"] if one["kind"] == "lending.request")
    loan = find_loan(group.organisation, asked["facts"]["loan"])
    assert (asked["by"], loan.person, loan.minor) == (*[group.person["Gita"]] * 2, 5_000)
    assert governance.proposal(group.organisation, loan.proposal).by == group.person["Gita"]
    assert stage.everything_holds(group)


def running(group):
    return ((group.a_loan(guarantors=(), minor=6_000), 500),)


def test_what_the_sheet_did_is_found_when_it_was_changed(group, meeting):
    pairs = tuple((loan, 1_000) for loan in loans(group, many=2))
    write(group.later(30), meeting, repaid=pairs, paid_out=loans(group, many=1, stage="decided"))
    assert list(queries.check(group.organisation)) == []
    nothing_waits()
    without_guards(
        "UPDATE lending_paymentrow SET interest = interest - 1, principal = principal + 1"
        f" WHERE loan_id = {pairs[0][0]}"
    )
    found = {finding.code for finding in queries.check(group.organisation)}
    assert {"repayment_differs", "told_otherwise"} <= found
    assert not any(str(pairs[1][0]) in str(one) for one in queries.check(group.organisation))


def statements(group, meeting, **given):
    """How many statements a sheet takes but for rows written together."""
    with CaptureQueriesContext(connection) as told:
        write(group, meeting, **given)
    return len(told)


def test_ten_repayments_cost_the_statements_of_one(group, meeting):
    listed = loans(group, many=12, minor=2_000)
    group.later(30).repays(listed.pop(), 100)  # where interest goes is opened once
    one = statements(group, meeting, repaid=((listed[0], 100),))
    ten = statements(group, meeting, repaid=tuple((loan, 100) for loan in listed[1:]))
    assert ten == one


def test_ten_payouts_cost_the_statements_of_one(group, meeting):
    listed = loans(group, many=11, stage="decided", minor=2_000)
    one = statements(group, meeting, paid_out=tuple(listed[:1]))
    ten = statements(group, meeting, paid_out=tuple(listed[1:]))
    assert ten == one


def refusals(group, meeting, **given):
    with pytest.raises(Refused) as caught:
        write(group, meeting, **given)
    return [(one.code, dict(one.fields).get("loan")) for one in caught.value.refusals]


def test_each_reason_says_whose_loan_it_is_and_nothing_is_written(group, meeting):
    first, second = loans(group, many=2)
    asked = group.asks(guarantors=(), minor=1_000)
    before = group.later(1).holds()
    given = {"repaid": ((first, 100), (second, 99_999))}
    assert refusals(group, meeting, **given) == [("more_than_owed", second)]
    assert refusals(group, meeting, repaid=((first, 100), (asked, 100))) == [
        ("not_paid_out", asked)
    ]
    assert refusals(group, meeting, paid_out=(asked, first)) == [
        ("no_mandate", asked),
        ("already_paid_out", first),
    ]
    assert refusals(group, meeting, repaid=((first, 100), (9_999, 100))) == [
        ("no_such_loan", 9_999)
    ]
    assert group.holds() == before


def test_a_loan_stands_on_a_sheet_once(group, meeting):
    (loan,), waiting = loans(group, many=1), loans(group, many=1, stage="decided")
    given = {"repaid": ((loan, 100), (loan, 200))}
    assert refusals(group.later(30), meeting, **given) == [("loan_twice", loan)]
    assert refusals(group, meeting, paid_out=(*waiting, *waiting)) == [("loan_twice", waiting[0])]


def test_what_comes_in_goes_out_again_and_each_payout_leaves_less(group, meeting):
    first = loans(group, many=1, minor=510_000)
    listed = loans(group, many=3, stage="decided", minor=15_000)
    group.later(30)
    assert group.holds() == 30_000
    assert refusals(group, meeting, paid_out=tuple(listed)) == [("cash_too_small", listed[2])]
    write(group, meeting, repaid=((first[0], 15_000),), paid_out=tuple(listed))
    assert group.holds() == 0
    assert stage.everything_holds(group)


def test_keys_are_asked_of_each_payout_as_its_own_decision_says(meeting):
    group = stage.found(
        **{"lending.guarantors": 0, "keys.pay": 2, "offices.pay": ["treasurer", "chair"]}
    )
    one, other = loans(group, many=2, stage="decided")
    turned = sheet.payments_of(group.act("Deepa"), [one, other], account=group.account())
    mandate = find_mandate(group, one)
    group.does("Deepa", turn_key, mandate=mandate, payment_hash=turned[one])
    assert refusals(group, meeting, paid_out=(one, other)) == [("keys_missing", other)]
    group.does("Deepa", turn_key, mandate=find_mandate(group, other), payment_hash=turned[other])
    write(group, meeting, paid_out=(one, other))
    assert stage.everything_holds(group)


def find_mandate(group, loan):
    (granted,) = mandates_about(group.organisation, "lending.loan", [str(loan)])
    return granted.id


def test_each_draw_finds_spent_what_those_before_it_would_draw(group):
    mandate = group.allow("lending.loan", 10_000)
    act, unit = group.act("Bina"), Unit("INR", 2)
    asked = [Asked("lending.loan", name, unit, 6_000, act.today, act.today) for name in "xy"]
    first, second = choose_each(act, [Draw(one) for one in asked])
    assert (first.mandate, first.objections) == (mandate, ())
    assert [one.code for one in second.objections] == ["over_the_ceiling"]
    assert dict(second.objections[0].fields)["left"] == Amount(4_000, unit)
