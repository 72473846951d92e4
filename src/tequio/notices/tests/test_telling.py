"""One entry for each kind: of whom the facts speak, and what they say."""

from __future__ import annotations

from datetime import date

from tequio.notices.rules import TELLINGS, Sum, persons_concerned
from tequio.notices.rules.telling import (
    AT_THE_MEETING,
    CAPITAL_BACK,
    CAPITAL_PAID_IN,
    FINED,
    FOR_ANOTHER,
    GIVEN_UP,
    HELPED,
    HELPED_AND_FINED,
    IN_A_ROUND,
    LEFT,
    MADE_GOOD,
    NEW_PLAN,
    NOTHING,
    NOWHERE,
    PAID_FOR_HER,
    PAID_FOR_YOU,
    SHARED_OUT,
    SURPLUS_PAID,
    THE_POT,
)

SHEET = {
    "held_on": "2026-02-14",
    "lines": [
        [1, "present", 3, 1_500, 200, "", 0, 100, 0],
        [2, "absent", 0, 0, 0, "absent", 500, 0, 0],
        [3, "late", 0, 0, 0, "late", 100, 0, 7_000],
        [4, "absent", 0, 0, 0, "", 0, 0, 0],
        [5, "present", 0, 0, 0, "", 0, 0, 7_000],
    ],
}


def test_a_circles_sheet_is_told_to_everybody_on_it():
    notes = list(TELLINGS["circles.close_meeting"].notes(SHEET, NOWHERE))
    said = (AT_THE_MEETING, FINED, HELPED_AND_FINED, NOTHING, HELPED)
    assert [(note.person, note.sentence) for note in notes] == list(enumerate(said, 1))
    assert notes[0].fields == {
        "day": date(2026, 2, 14),
        "shares": 3,
        "sum": Sum(1_500, ""),
        "social": Sum(200, ""),
        "fined": Sum(0, ""),
        "fines": Sum(100, ""),
        "helped": Sum(0, ""),
    }
    assert persons_concerned("circles.close_meeting", SHEET) == {1, 2, 3, 4, 5}


def test_a_member_is_told_of_her_share_capital_and_of_what_a_surplus_gave_her():
    moved = {"person": 7, "minor": 900, "unit": "INR", "value_date": "2026-02-14"}
    said = {
        "shares.subscribe": CAPITAL_PAID_IN,
        "shares.withdraw": CAPITAL_BACK,
        "shares.pay_due": SURPLUS_PAID,
    }
    for kind, sentence in said.items():
        (note,) = TELLINGS[kind].notes(moved, NOWHERE)
        assert (note.person, note.sentence, note.fields["sum"]) == (7, sentence, Sum(900, "INR"))
        assert persons_concerned(kind, moved) == {7}


def test_the_borrower_is_told_of_a_loan_that_was_given_up_and_of_new_days():
    lost = {"loan": 4, "person": 7, "minor": 900, "unit": "INR", "written_off_on": "2026-02-14"}
    (note,) = TELLINGS["lending.write_off"].notes(lost, NOWHERE)
    assert (note.person, note.sentence, note.fields["sum"]) == (7, GIVEN_UP, Sum(900, "INR"))
    later = {"loan": 4, "person": 7, "from_day": "2026-02-14"}
    (note,) = TELLINGS["lending.reschedule"].notes(later, NOWHERE)
    assert (note.person, note.sentence) == (7, NEW_PLAN)
    assert note.fields == {"loan": 4, "day": date(2026, 2, 14)}


def test_a_kind_that_is_not_told_concerns_nobody():
    assert persons_concerned("ledger.pay", {"payee": 7}) == frozenset()
    assert persons_concerned("governance.call_meeting", {"held_on": "2026-02-14"}) == frozenset()


def test_a_share_out_is_told_to_each_who_had_a_part():
    facts = {
        "shared_on": "2026-11-30",
        "parts": [[1, 30, 18_000, 2_000, 16_000, 0], [2, 10, 6_000, 0, 6_000, 0]],
    }
    first, second = TELLINGS["circles.share_out"].notes(facts, NOWHERE)
    assert (first.person, first.sentence, second.person) == (1, SHARED_OUT, 2)
    assert first.fields["paid"] == Sum(16_000, "")
    assert persons_concerned("circles.share_out", facts) == {1, 2}


def test_who_leaves_a_circle_is_told_what_she_took_along():
    facts = {"left_on": "2026-11-30", "person": 7, "saved": 900, "set_off": 100, "paid": 800}
    (note,) = TELLINGS["circles.leave"].notes(facts, NOWHERE)
    assert (note.person, note.sentence, note.fields["worth"]) == (7, LEFT, Sum(900, ""))


ROUND = {
    "round": 2,
    "held_on": "2026-02-14",
    "person": 1,
    "paid_out": 4_000,
    "lines": [
        [1, 1, 1_000, 100, 1_000, 100],
        [2, 2, 1_000, 100, 1_000, 100],
        [3, 3, 1_000, 100, 0, 0],
    ],
    "covers": [[9, 3, "guarantor", 2, 400], [10, 3, "reserve", None, 600]],
}


def test_a_round_is_told_to_who_paid_to_who_paid_for_another_and_to_who_got_the_pot():
    facts = ROUND | {"lines": [*ROUND["lines"], [4, 4, 1_000, 100, 1_000, 100]]}
    notes = list(TELLINGS["circles.close_round"].notes(facts, NOWHERE))
    assert [(note.person, note.sentence) for note in notes] == [
        (1, THE_POT),
        (2, FOR_ANOTHER),
        (4, IN_A_ROUND),
    ]
    assert notes[0].fields["got"] == Sum(4_000, "")
    assert (notes[1].fields["sum"], notes[1].fields["other"]) == (Sum(1_500, ""), Sum(400, ""))
    assert persons_concerned("circles.close_round", facts) == {1, 2, 4}


def test_who_makes_a_missed_turn_good_is_told_the_whole_of_it():
    facts = {"person": 3, "paid_on": "2026-03-01", "parts": [[9, 400], [10, 100]]}
    (note,) = TELLINGS["circles.make_good"].notes(facts, NOWHERE)
    assert (note.person, note.sentence, note.fields["sum"]) == (3, MADE_GOOD, Sum(500, ""))


def test_who_is_called_on_for_a_loan_and_its_borrower_are_told():
    facts = {
        "called_on": "2026-03-01",
        "loan": 5,
        "borrower": 1,
        "minor": 500,
        "unit": "INR",
        "paid": [{"person": 2, "minor": 200}, {"person": 3, "minor": 300}],
    }
    notes = list(TELLINGS["lending.call_guarantees"].notes(facts, NOWHERE))
    assert [(note.person, note.sentence, note.fields["sum"].minor) for note in notes] == [
        (2, PAID_FOR_HER, 200),
        (3, PAID_FOR_HER, 300),
        (1, PAID_FOR_YOU, 500),
    ]


def test_the_facts_of_a_reversal_name_nobody_the_book_does():
    facts = {"reverses": 44, "minor": 500, "unit": "INR", "value_date": "2026-03-01"}
    assert persons_concerned("ledger.reverse", facts) == frozenset()
    assert not list(TELLINGS["ledger.reverse"].notes(facts, NOWHERE))
