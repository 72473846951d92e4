"""Every reason to say no, without a database; and who sees what, said in which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.kernel import Refusal, Unit
from tequio.ledger.rules import OF_A_SEARCHED_DRAW as OF_A_DRAW
from tequio.lending import rules
from tequio.lending.rules.paying import in_order
from tequio.lending.tests.reading import A_DAY, a_loan
from tequio.mandates.rules import OVER_THE_CEILING
from tequio.membership.rules import Standing

INR = Unit("INR")
ASMA, BINA, CHAND, DEEPA = 1, 2, 3, 4
MEMBERS = frozenset({ASMA, BINA, CHAND, DEEPA})
ASKED = rules.Asked(120000, INR, 6, 0, (BINA, CHAND), A_DAY, date(2026, 5, 14))
LIMITS = rules.Limits(largest=0, multiple_of_savings=Fraction(3), longest_months=12)


def member(person=ASMA, *offices):
    return Standing(person, 1, True, frozenset({"member"}), frozenset(offices))


def stranger(person=9):
    return Standing(person, 1)


def borrower(**more):
    return replace(rules.Borrower(member(), savings=40000), **more)


def codes(refusals: list[Refusal]) -> list[str]:
    return [refusal.code for refusal in refusals]


def asked(limits=LIMITS, who=None, **more):
    wanted = replace(ASKED, **more)
    return codes(rules.objections_to_request(who or borrower(), wanted, limits, members=MEMBERS))


def test_a_request_within_the_statutes_is_not_refused():
    assert asked() == []


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"minor": 0}, "amount_not_positive"),
        ({"minor": -5}, "amount_not_positive"),
        ({"months": 0}, "term_not_one"),
        ({"weeks": 4}, "term_not_one"),
        ({"fortnights": 4}, "term_not_one"),
        ({"months": 0, "fortnights": 27}, "loan_too_long"),
        ({"months": -6}, "term_not_one"),
        ({"months": 13}, "loan_too_long"),
        ({"months": 0, "weeks": 53}, "loan_too_long"),
        ({"months": 10**12}, "loan_too_long"),
        ({"until": date(2026, 2, 13)}, "day_in_the_past"),
        ({"guarantors": (BINA, ASMA)}, "own_loan"),
        ({"guarantors": (BINA, BINA)}, "guarantor_twice"),
        ({"guarantors": (9,)}, "not_a_member_named"),
        ({"minor": 120001}, "over_own_savings"),
    ],
)
def test_a_request_is_refused_for_this_reason_alone(more, code):
    assert asked(**more) == [code]


def test_fifty_two_weeks_are_not_longer_than_twelve_months():
    assert asked(months=0, weeks=52) == []
    assert asked(months=0, fortnights=26) == []


def test_only_members_ask():
    assert asked(who=borrower(standing=stranger())) == ["not_a_member"]


def test_both_limits_hold_for_everything_that_a_member_owes():
    limits = replace(LIMITS, largest=100000)
    assert asked(limits) == ["over_the_largest_loan"]
    assert asked(limits, minor=100000) == []
    assert asked(limits, borrower(owed=1), minor=100000) == ["over_the_largest_loan"]
    assert asked(LIMITS, borrower(owed=1)) == ["over_own_savings"]
    assert asked(limits, borrower(owed=20001, savings=0)) == [
        "over_the_largest_loan",
        "over_own_savings",
    ]


def test_where_the_statutes_set_no_limit_only_what_a_book_can_hold_limits():
    free = rules.Limits(0, Fraction(0), 12)
    assert asked(free, borrower(savings=0), minor=10**15) == []
    assert asked(free, borrower(savings=0), minor=10**15 + 1) == ["over_the_largest_loan"]


def test_all_reasons_are_told_in_the_documented_order():
    everything = asked(who=borrower(standing=stranger()), minor=0, months=0, guarantors=(9,))
    order = [kind.code for kind in rules.OF_A_REQUEST]
    assert everything == sorted(everything, key=order.index)
    assert len(everything) == 4


@given(
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    st.fractions(0, 10, max_denominator=12),
    st.integers(0, 10**6),
)
def test_what_a_member_may_still_ask_is_exactly_what_is_not_refused(savings, owed, times, largest):
    limits = rules.Limits(largest, times, 12)
    who = borrower(savings=savings, owed=owed)
    most = rules.most_that_can_be_asked(who, limits)
    if most is None:
        assert not limits.largest
        assert not times
        return
    if most:
        assert asked(limits, who, minor=most) == []
    assert asked(limits, who, minor=most + 1) != []


REQUEST = rules.Request(ASMA, frozenset({BINA}))


@pytest.mark.parametrize(
    ("standing", "request_now", "code"),
    [
        (stranger(), REQUEST, ["not_a_member"]),
        (member(ASMA), REQUEST, ["own_loan"]),
        (member(BINA), REQUEST, ["already_guaranteed"]),
        (member(CHAND), replace(REQUEST, is_withdrawn=True), ["request_withdrawn"]),
        (member(CHAND), replace(REQUEST, paid_out_on=A_DAY), ["already_paid_out"]),
        (member(CHAND), REQUEST, []),
    ],
)
def test_a_guarantor_is_a_member_not_the_borrower_and_stands_once(standing, request_now, code):
    assert codes(rules.objections_to_guarantee(standing, request_now)) == code


@pytest.mark.parametrize(
    ("standing", "request_now", "code"),
    [
        (member(BINA, "treasurer"), REQUEST, ["not_herself"]),
        (member(ASMA), replace(REQUEST, is_withdrawn=True), ["request_withdrawn"]),
        (member(ASMA), replace(REQUEST, paid_out_on=A_DAY), ["already_paid_out"]),
        (member(ASMA), REQUEST, []),
    ],
)
def test_only_whoever_asked_takes_a_request_back_and_only_in_time(standing, request_now, code):
    assert codes(rules.objections_to_withdraw(standing, request_now)) == code


CASH = rules.Place(5, "cash", "INR", 120000)
PAYOUT = rules.Payout(
    request=replace(REQUEST, guaranteed=frozenset({BINA, CHAND})),
    minor=120000,
    unit=INR,
    needed=2,
    is_member=True,
    place=CASH,
)


def payout(of_draw=(), **more):
    return codes(rules.objections_to_pay_out(replace(PAYOUT, **more), list(of_draw)))


def paid(**more):
    return replace(PAYOUT.request, **more)


def test_a_decided_guaranteed_loan_is_paid_out():
    assert payout() == []


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"needed": 3}, "guarantors_missing"),
        ({"is_member": False}, "borrower_left"),
        ({"place": replace(CASH, there=119999)}, "cash_too_small"),
        ({"place": replace(CASH, kind="income")}, "not_a_place_for_money"),
        ({"place": replace(CASH, unit="USD")}, "not_a_place_for_money"),
        ({"place": rules.Place(99)}, "not_a_place_for_money"),
        ({"request": paid(is_withdrawn=True)}, "request_withdrawn"),
        ({"request": paid(paid_out_on=A_DAY)}, "already_paid_out"),
    ],
)
def test_a_payout_is_refused_for_this_reason_alone(more, code):
    assert payout(**more) == [code]


@pytest.mark.parametrize("kind", OF_A_DRAW, ids=lambda kind: kind.code)
def test_what_the_mandates_say_is_said(kind):
    assert payout([kind.because()]) == [kind.code]


def test_a_loan_that_was_paid_out_does_not_ask_for_a_higher_ceiling():
    assert payout([OVER_THE_CEILING.because()], request=paid(paid_out_on=A_DAY)) == [
        "already_paid_out"
    ]


def test_the_reasons_not_to_pay_out_stand_in_the_documented_order():
    of_draw = [kind.because() for kind in reversed(OF_A_DRAW)]
    told = payout(
        of_draw,
        request=rules.Request(ASMA, is_withdrawn=True),
        is_member=False,
        place=rules.Place(99),
    )
    order = [kind.code for kind in rules.OF_A_PAYOUT]
    assert told == sorted(told, key=order.index)
    assert told.index("no_mandate") < told.index("office_not_held") < told.index("keys_missing")
    assert told.index("keys_missing") < told.index("guarantors_missing")
    assert told.index("guarantors_missing") < told.index("over_the_ceiling")


def test_a_reason_is_told_once():
    assert len(in_order([kind.because() for kind in OF_A_DRAW] * 2, rules.OF_A_PAYOUT)) == len(
        OF_A_DRAW
    )


STANDING = rules.position(a_loan(), rules.schedule(a_loan(), A_DAY), [], date(2026, 3, 14))
REPAYMENT = rules.Repayment(21423, INR, STANDING.on, STANDING, CASH, A_DAY, "main")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, []),
        ({"minor": 0}, ["amount_not_positive"]),
        ({"minor": 122400}, []),
        ({"minor": 122401}, ["more_than_owed"]),
        ({"standing": None}, ["not_paid_out"]),
        ({"place": rules.Place(99)}, ["not_a_place_for_money"]),
        ({"place": replace(CASH, book="other")}, ["not_a_place_for_money"]),
        ({"on": date(2026, 2, 13)}, ["before_the_last_entry"]),
    ],
)
def test_a_repayment_is_at_most_what_is_owed(more, code):
    assert codes(rules.objections_to_repay(replace(REPAYMENT, **more), [])) == code


def test_too_large_a_repayment_is_told_what_is_owed():
    (refusal,) = rules.objections_to_repay(replace(REPAYMENT, minor=122401), [])
    assert str(dict(refusal.fields)["owed"]) == "1224.00 INR"


NOTHING = rules.Decision()
OPEN = rules.Decision(is_decided=True, mandate=7, over_on=date(2026, 5, 15))


@pytest.mark.parametrize(
    ("decision", "is_withdrawn", "state"),
    [
        (NOTHING, False, "asked"),
        (rules.Decision(is_decided=True), False, "declined"),
        (OPEN, False, "allowed"),
        (replace(OPEN, over_on=A_DAY), False, "lapsed"),
        (NOTHING, True, "withdrawn"),
        (OPEN, True, "withdrawn"),
    ],
)
def test_the_state_of_a_request_is_read_from_the_decision(decision, is_withdrawn, state):
    assert rules.state_of(decision, None, is_withdrawn=is_withdrawn, on=A_DAY) == state


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2026, 3, 14), "running"), (date(2026, 3, 15), "late"), (date(2027, 1, 1), "late")],
)
def test_the_state_of_a_loan_is_read_from_its_payments(day, state):
    loan = a_loan()
    standing = rules.position(loan, rules.schedule(loan, A_DAY), [], day)
    assert rules.state_of(OPEN, standing, is_withdrawn=False, on=day) == state


def test_a_loan_of_which_nothing_is_owed_is_repaid():
    loan = a_loan()
    whole = rules.Payment(A_DAY, rules.Parts(principal=loan.minor))
    standing = rules.position(loan, rules.schedule(loan, A_DAY), [whole], A_DAY)
    assert rules.state_of(OPEN, standing, is_withdrawn=False, on=A_DAY) == "repaid"


def test_every_state_has_a_word_for_the_office_and_a_kinder_one_for_the_member():
    assert all(words.office and words.member for words in rules.STATES.values())
    assert all(words.office != words.member for words in rules.STATES.values())


LOOKERS = {
    "the borrower": member(ASMA),
    "who stands for it": member(BINA),
    "another member": member(DEEPA),
    "the treasurer": member(DEEPA, "treasurer"),
    "the secretary": member(DEEPA, "secretary"),
    "a stranger": stranger(),
    "nobody": Standing(None, 1),
}
SEES = {
    "members": set(LOOKERS) - {"a stranger", "nobody"},
    "officers": {"the borrower", "who stands for it", "the treasurer", "the secretary"},
    "self": {"the borrower", "who stands for it", "the treasurer"},
}


@pytest.mark.parametrize("rule", SEES)
def test_the_statutes_say_who_sees_a_loan(rule):
    concerned = {ASMA, BINA}
    seeing = {
        name
        for name, standing in LOOKERS.items()
        if rules.sees_loan(standing, rule=rule, concerned=concerned, working=("treasurer",))
    }
    assert seeing == SEES[rule]
