"""Rounds as they are held: everybody pays, one receives; what is missed, covered, made good."""

from __future__ import annotations

import hashlib

import pytest

from tequio.chronicle import queries as chronicle
from tequio.circles import queries
from tequio.circles import service as circles
from tequio.circles.models import SealRow
from tequio.circles.tests import turning
from tequio.circles.tests.turning import FIVE
from tequio.kernel import Refused
from tequio.ledger import queries as books
from tequio.lending.tests.stage import everything_holds
from tequio.mandates import queries as mandates

pytestmark = pytest.mark.django_db


def agrees(turns: turning.Turning) -> bool:
    organisation = turns.group.organisation
    checks = (queries.check, books.check, mandates.check, chronicle.check)
    assert [str(one) for check in checks for one in check(organisation)] == []
    return everything_holds(turns.group)


def test_everybody_receives_the_pot_once_in_the_order_that_was_agreed():
    turns = turning.found().starts()
    received = [turns.closes() for _round in FIVE]
    assert [turns.number(who) for who in FIVE] == [one["person"] for one in received]
    assert {one["paid_out"] for one in received} == {5_000}
    assert turns.holds("cash", "turns") == turns.holds("pot") == 0
    turns.does("Bina", circles.end_turns)
    assert turns.wheel.ended_on == turns.group.today
    assert agrees(turns)


def test_what_is_put_aside_pays_for_a_missed_turn_and_is_filled_again():
    turns = turning.found().starts(aside=500)
    turns.closes()
    assert turns.holds("circle-reserve") == 2_500
    facts = turns.closes(short={"Asma": 0})
    assert facts["paid_out"] == 5_000
    assert turns.holds("turn-due") == turns.owes("Asma") == 1_500
    assert turns.holds("circle-reserve") == 5_000
    assert turns.holds("cash", "turns") == 3_500
    turns.makes_good("Asma", 1_500)
    assert turns.holds("turn-due") == turns.owes("Asma") == 0
    assert turns.holds("cash", "turns") == turns.holds("circle-reserve") == 5_000
    assert agrees(turns)


def test_the_reserve_does_not_give_twice_what_it_is_owed():
    turns = turning.found().starts(aside=100)
    turns.closes()
    turns.closes(short={"Asma": 0})
    facts = turns.closes(short={"Asma": 0})
    ways = [(way, minor) for _id, _seat, way, _person, minor in facts["covers"]]
    assert ways == [("reserve", 400), ("open", 600), ("aside", 100)]
    assert facts["paid_out"] == 4_400
    assert turns.holds("cash", "turns") == 400
    assert agrees(turns)


def test_who_received_the_pot_is_stood_for_in_the_order_of_the_list():
    stand = {"Asma": [("Esha", 300), ("Indu", 2_000)]}
    turns = turning.found().starts(stand=stand)
    first = turns.closes(short={"Esha": 0})
    assert first["paid_out"] == 4_000
    second = turns.closes(short={"Asma": 0})
    covers = [(way, person, minor) for _id, _seat, way, person, minor in second["covers"]]
    assert covers == [
        ("guarantor", turns.number("Esha"), 300),
        ("guarantor", turns.number("Indu"), 700),
    ]
    assert second["paid_out"] == 5_000
    assert turns.holds("turn-due") == 1_000
    third = turns.closes(short={"Asma": 0}, unable=(turns.number("Indu"),))
    assert [way for _id, _seat, way, _p, _m in third["covers"]] == ["open"]
    assert agrees(turns)


def test_what_is_made_good_goes_to_people_before_the_reserve_and_to_the_oldest_round_first():
    stand = {"Asma": [("Indu", 600)]}
    turns = turning.found().starts(stand=stand)
    turns.closes()
    turns.closes(short={"Asma": 0})
    turns.closes(short={"Asma": 0})
    paid = turns.holds("cash")
    parts = turns.makes_good("Asma", 1_100)["parts"]
    assert [minor for _id, minor in parts] == [400, 600, 100]
    assert turns.holds("cash") == paid
    assert turns.owes("Asma") == 900
    turns.makes_good("Asma", 900)
    assert turns.holds("pot") == turns.holds("turn-due") == turns.owes("Asma") == 0
    assert agrees(turns)


def test_all_others_share_what_nobody_covers_if_they_decided_so():
    turns = turning.found(turn__covered_by_all=True).starts()
    facts = turns.closes(short={"Hema": 0, "Gita": 400})
    covers = [(seat, way, minor) for _id, seat, way, _person, minor in facts["covers"]]
    assert covers == [
        *[(4, "all", minor) for minor in (134, 133, 133)],
        *[(5, "all", minor) for minor in (334, 333, 333)],
    ]
    assert facts["paid_out"] == 5_000
    assert turns.holds("turn-due") == 0
    turns.makes_good("Hema", 1_000)
    assert turns.owes("Hema") == 0
    assert agrees(turns)


def test_another_takes_the_place_with_its_right_and_its_debt():
    turns = turning.found().starts(aside=1_000)
    turns.closes()
    turns.closes(short={"Hema": 0})
    assert turns.replaces("Hema", "Jaya", "Chand", "Deepa")["minor"] == 2_000
    assert turns.holds("turn-due", f"person:{turns.number('Hema')}") == 0
    assert turns.owes("Jaya") == 2_000
    turns.makes_good("Jaya", 2_000)
    assert [turns.closes()["person"] for _round in range(3)][-1] == turns.number("Jaya")
    assert agrees(turns)


@pytest.mark.parametrize("both", [("Hema", "Bina"), ("Bina", "Jaya")])
def test_who_writes_the_book_takes_or_leaves_no_place_by_her_own_word(both: tuple[str, str]):
    turns = turning.found().starts(("Asma", "Bina", "Hema") if both[0] == "Bina" else FIVE)
    with pytest.raises(Refused) as raised:
        turns.replaces(*both)
    assert [one.code for one in raised.value.refusals] == ["consent_not_shown"]
    with pytest.raises(Refused) as raised:
        turns.replaces(*both, "Chand", "Bina")
    assert [one.code for one in raised.value.refusals] == ["witness_is_concerned"]
    with pytest.raises(Refused) as raised:
        turns.replaces(*both, "Chand", "Chand")
    assert [one.code for one in raised.value.refusals] == ["consent_not_shown"]
    told = turns.replaces(*both, "Chand", "Deepa")
    assert told["witnesses"] == sorted([turns.number("Chand"), turns.number("Deepa")])
    assert agrees(turns)


def test_who_writes_the_book_does_not_witness_that_others_agree():
    turns = turning.found().starts()
    with pytest.raises(Refused) as raised:
        turns.replaces("Hema", "Jaya", "Chand", "Bina")
    assert raised.value.refusals[0].code == "witness_is_concerned"


WORDS = {"Asma": "mango", "Esha": "river", "Fatima": "drum", "Gita": "maize", "Hema": "moon"}


def by_hand(words: dict[str, str], numbers: dict[str, int]) -> list[str]:
    """The order as a member computes it at home, with SHA-256 and nothing of ours."""
    lines = "".join(f"{word}\n" for word in sorted(words.values()))
    seed = hashlib.sha256(lines.encode()).hexdigest()
    return sorted(
        words, key=lambda who: hashlib.sha256(f"{seed}|{numbers[who]}".encode()).hexdigest()
    )


def test_the_lot_at_the_start_can_be_computed_by_hand():
    turns = turning.found(turn__order="lot").starts()
    drawn = turns.draws(WORDS)
    assert list(drawn) == by_hand(WORDS, turns.group.person)
    assert [turns.closes()["person"] for _round in drawn] == [turns.number(who) for who in drawn]
    assert agrees(turns)


def test_a_word_entered_for_a_member_says_who_entered_it():
    turns = turning.found(turn__order="lot").starts()
    turns.lays_down("Asma", "mango", by="Bina")
    turns.lays_down("Esha", "river")
    by = {row.seat: row.entered_by_id for row in SealRow.objects.all()}
    assert by == {1: turns.number("Bina"), 2: turns.number("Esha")}


def test_each_round_is_drawn_among_those_who_still_wait():
    turns = turning.found(turn__order="lot_each_round").starts(FIVE[:3])
    waiting, received = {*FIVE[:3]}, []
    while len(waiting) > 1:
        words = {who: f"{who} {len(received)}" for who in sorted(waiting)}
        first = turns.draws(words)[0]
        assert turns.closes()["person"] == turns.number(first)
        waiting.remove(first)
        received.append(first)
    assert turns.closes()["person"] == turns.number(waiting.pop())
    assert agrees(turns)


def test_a_word_that_is_not_opened_puts_its_owner_last_where_the_rules_say_so():
    values = {"turn.order": "lot", "turn.missing": "last"}
    turns = turning.found(**values).starts(FIVE[:3])
    for who in FIVE[:3]:
        turns.lays_down(who, WORDS[who])
    for who in ("Esha", "Fatima"):
        turns.opens(who, WORDS[who])
    order = turns.does("Asma", circles.draw_order)["order"]
    assert order[-1] == [1, turns.number("Asma")]
    assert agrees(turns)


def test_equal_bids_are_decided_by_a_lot_among_those_who_made_them():
    turns = turning.found(turn__order="bid").starts()
    turns.bids("Asma", 500)
    for who in ("Esha", "Gita"):
        turns.bids(who, 2_000)
    first = turns.draws({who: WORDS[who] for who in ("Esha", "Gita")})[0]
    facts = turns.closes()
    assert facts["person"] == turns.number(first)
    assert (facts["leaves"], facts["prize"], facts["paid_out"]) == (2_000, 3_000, 3_000)
    assert {due for _seat, _person, due, *_rest in facts["lines"]} == {600}
    assert agrees(turns)


def test_what_a_bid_leaves_goes_to_those_who_wait_where_the_rules_say_so():
    values = {"turn.order": "bid", "turn.discount_to": "waiting", "turn.commission": "1/20"}
    turns = turning.found(**values).starts(FIVE[:3])
    turns.closes(bids={"Asma": 1_000})
    facts = turns.closes(bids={"Esha": 300, "Fatima": 650})
    assert facts["commission"] == 150
    assert [line[2] for line in facts["lines"]] == [1_000, 750, 750]
    assert turns.holds("income", "turns") == 300
    last = turns.closes()
    assert (last["leaves"], last["prize"]) == (150, 2_850)
    assert agrees(turns)
