"""What stands against adopting values; every refusal of the room appears here."""

from datetime import date
from fractions import Fraction

import pytest

from tequio.statutes.rules import (
    NO_LAW,
    OF_ADOPTION,
    in_force,
    load_rulebook,
    objections_to_adopt,
    warnings_to_adopt,
)

TODAY = date(2026, 5, 1)
LAW = """
rulebook: test
title: Testland
country: TL
parameters:
  test.reserve:
    law: Law on testing
    title: Part for the reserve
    kinds: []
    bounds: {provision: surplus.reserve, at: least}
    values:
      - since: 2020-01-01
        dated: day
        value: "1/4"
        unit: part
        source: art. 5
        read: official
        verified: true
      - since: 2026-06-01
        dated: day
        value: "1/3"
        unit: part
        source: art. 5b
        read: official
        verified: true
  test.members:
    law: Custom of testing
    title: Most members
    kinds: []
    bounds: {provision: members.most, at: most}
    values:
      - since: 2020-01-01
        dated: reading
        value: 20
        unit: persons
        source: hearsay
        read: "no"
        verified: false
"""
BOOK = load_rulebook(LAW, where="test.yaml")


def codes(values, *, rulebook=NO_LAW, day=TODAY, **more):
    refusals = objections_to_adopt(values, rulebook=rulebook, day=day, **more)
    assert all(str(refusal) for refusal in refusals), "every sentence has its fields"
    return [refusal.code for refusal in refusals]


LAWFUL = {"decision.money.quorum": "2/3", "keys.pay": 2, "offices.pay": ["treasurer"]}


def test_lawful_values_meet_no_objection():
    assert codes(LAWFUL) == []


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, "nothing_to_adopt"),
        ({"quorum": "1/2"}, "no_such_provision"),
        ({"decision.money.quorum": 0.5}, "value_unreadable"),
        ({"decision.money.quorum": "3/2"}, "value_out_of_range"),
        ({"notice.days": -1}, "value_out_of_range"),
        ({"hands.witnesses": 1}, "value_out_of_range"),
        ({"offices.pay": []}, "value_out_of_range"),
        ({"lending.largest": 10**15 + 1}, "value_out_of_range"),
        ({"decision.money.base": "the loudest"}, "no_such_choice"),
        ({"privacy.books": "self"}, "no_such_choice"),
        ({"standing.purposes": ["ledger.claim", "lending.loan"]}, "no_such_purpose"),
        ({"standing.purposes": ["ledger.receive"]}, "claim_missing"),
        ({"decision.money.majority": "1"}, "majority_unreachable"),
        ({"members.least": 12, "members.most": 11}, "fewest_above_most"),
    ],
)
def test_values_that_cannot_hold_are_refused(values, code):
    assert codes({**LAWFUL, **values} if values else values) == [code]


def test_unanimity_is_at_least_the_whole():
    unanimous = {"decision.money.majority": "1", "decision.money.strict": False}
    assert codes(unanimous) == []


def test_what_only_makes_sense_together_is_seen_with_the_statutes_in_force():
    now = in_force({"decision.money.majority": "1", "decision.money.strict": False}, TODAY)
    assert codes({"decision.money.strict": True}, now=now) == ["majority_unreachable"]
    now = in_force({"members.least": 12}, TODAY)
    assert codes({"members.most": 11}, now=now) == ["fewest_above_most"]
    assert codes({"members.most": 0}, now=now) == []


def test_statutes_do_not_work_backward():
    yesterday = date(2026, 4, 30)
    assert codes(LAWFUL, day=yesterday, decided_on=TODAY) == ["statutes_work_backward"]
    assert codes(LAWFUL, day=TODAY, decided_on=TODAY) == []
    assert codes(LAWFUL, day=yesterday) == []


def test_a_verified_bound_of_the_law_refuses_and_a_reason_does_not_help():
    below = {"surplus.reserve": "1/5"}
    assert codes(below, rulebook=BOOK) == ["against_the_law"]
    reasons = {"surplus.reserve": "We need it."}
    assert codes(below, rulebook=BOOK, reasons=reasons) == ["against_the_law"]
    assert codes({"surplus.reserve": "1/4"}, rulebook=BOOK) == []


def test_the_refusal_names_law_bound_and_source():
    (refusal,) = objections_to_adopt({"surplus.reserve": "1/5"}, rulebook=BOOK, day=TODAY)
    told = dict(refusal.fields)
    assert (told["law"], told["source"]) == ("Law on testing", "art. 5")
    assert (told["least"], told["most"], told["value"]) == (Fraction(1, 4), 1, Fraction(1, 5))
    assert "Law on testing" in str(refusal)


def test_the_bound_is_that_of_the_day():
    stricter = date(2026, 6, 1)
    assert codes({"surplus.reserve": "1/4"}, rulebook=BOOK, day=stricter) == ["against_the_law"]
    assert codes({"surplus.reserve": "0"}, rulebook=BOOK, day=date(2019, 1, 1)) == []


@pytest.mark.parametrize("most", [21, 0])
def test_an_unverified_bound_asks_for_a_reason_and_then_lets_go_on(most):
    above = {"members.most": most}
    assert codes(above, rulebook=BOOK) == ["reason_missing"]
    assert codes(above, rulebook=BOOK, reasons={"members.most": "  "}) == ["reason_missing"]
    assert codes(above, rulebook=BOOK, reasons={"members.most": "Two villages."}) == []


def test_a_page_can_ask_for_the_reason_beforehand():
    (passed,) = warnings_to_adopt(
        {"members.most": 21, "surplus.reserve": "1/5", "keys.pay": "x"}, rulebook=BOOK, day=TODAY
    )
    assert (passed.provision, passed.most, passed.bound.law) == (
        "members.most",
        20,
        "Custom of testing",
    )


def test_every_refusal_of_adoption_is_declared_once():
    declared = [kind.code for kind in OF_ADOPTION]
    assert len(declared) == len(set(declared)) == 12
