"""Members take turns: a tanda with a missed turn, a chit with bids, a lot that all can compute."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest

from tequio.circles import queries
from tequio.circles import service as circles
from tequio.circles.queries.turns import owed_in
from tequio.circles.rules.reckoning import Bid, Short
from tequio.circles.rules.turns import sealed
from tequio.circles.rules.wheel import Guarantor, Taker
from tequio.governance.rules.founding import Founder, NewGroup, Opening
from tests.stories.telling import everything_holds, refused

ALLOWED = [
    "member.save",
    "ledger.claim",
    "ledger.opening",
    "circle.turn",
    "circle.turn_due",
    "circle.pot",
    "circle.reserve",
]
FIVE = ("Ama", "Dede", "Efua", "Fati", "Gifty")


def begin(group, names, guarantors=None, **more):
    """The bookkeeper writes down who takes part; the number of these turns."""
    takers = tuple(
        Taker(
            group.person[name],
            tuple(Guarantor(group.person[g], most) for g, most in (guarantors or {}).get(name, ())),
        )
        for name in names
    )
    return group.does("Caro", circles.start_turns, takers=takers, **more)["turns"]


def close(group, turns, short=(), bids=(), **more):
    missed = tuple(Short(group.person[name]) for name in short)
    asked = tuple(Bid(group.person[name], minor) for name, minor in bids)
    return group.does("Caro", circles.close_round, turns=turns, short=missed, bids=asked, **more)


def owed_by(group, turns, name):
    wheel = queries.wheel_by_number(group.organisation, turns)
    seat = wheel.seat_of(group.person[name])
    return sum(one.left for one in owed_in(group.organisation, [wheel]) if one.seat == seat.number)


@pytest.fixture
def tanda(found):
    """Ten cedis a month, in the order that was agreed."""
    return found(
        **{"turn.contribution": 10_00, "turn.order": "fixed", "standing.purposes": ALLOWED}
    )


def test_who_received_the_pot_and_misses_a_turn_is_stood_for_and_makes_it_good(tanda):
    turns = begin(tanda, FIVE, guarantors={"Ama": [("Hawa", 6_00), ("Ines", 20_00)]})
    first = close(tanda, turns)
    assert (first["person"], first["paid_out"]) == (tanda.person["Ama"], 50_00)

    second = close(tanda, turns, short=["Ama"])
    covered = [(way, person, minor) for _id, _seat, way, person, minor in second["covers"]]
    assert covered == [
        ("guarantor", tanda.person["Hawa"], 6_00),
        ("guarantor", tanda.person["Ines"], 4_00),
    ]
    assert second["paid_out"] == 50_00
    assert owed_by(tanda, turns, "Ama") == 10_00

    with refused("more_than_missed"):
        good(tanda, turns, "Ama", 10_01)
    good(tanda, turns, "Ama", 10_00)
    assert owed_by(tanda, turns, "Ama") == 0
    for _round in range(3):
        close(tanda, turns)
    with refused("all_rounds_held"):
        close(tanda, turns)
    tanda.does("Caro", circles.end_turns, turns=turns)
    assert everything_holds()


def good(group, turns, name, minor):
    return group.does(
        "Caro", circles.make_good, turns=turns, person=group.person[name], minor=minor
    )


def test_for_what_nobody_covers_the_receiver_waits_and_gets_it_later(tanda):
    turns = begin(tanda, FIVE)
    first = close(tanda, turns, short=["Gifty"])
    assert first["paid_out"] == 40_00
    good(tanda, turns, "Gifty", 10_00)
    assert owed_by(tanda, turns, "Gifty") == 0
    assert everything_holds()


def a_chit(stage, members, contribution):
    """So many members, each paying so much in a round; the foreman keeps a twentieth."""
    names = [f"Member {number}" for number in range(1, members - 1)] + ["Bea", "Caro"]
    offices = {"Bea": ("secretary",), "Caro": ("treasurer", "bookkeeper")}
    group = stage.found(
        NewGroup("Chit", "association", "GHS"),
        [Founder(name, offices=offices.get(name, ())) for name in names],
        opening=[Opening("cash", 100)],
        values={
            "turn.contribution": contribution,
            "turn.order": "bid",
            "turn.highest_bid": "2/5",
            "turn.commission": "1/20",
            "standing.purposes": ALLOWED,
        },
    )
    return group, begin(group, names)


def test_fifty_bid_for_five_hundred_thousand(stage):
    group, turns = a_chit(stage, 50, 10_000)
    with refused("bid_over_the_limit"):
        close(group, turns, bids=[("Member 7", 200_001)])
    told = close(group, turns, bids=[("Member 3", 25_000), ("Member 7", 175_000)])
    assert told["person"] == group.person["Member 7"]
    assert (told["commission"], told["prize"], told["paid_out"]) == (25_000, 325_000, 325_000)
    assert {due for _seat, _person, due, *_rest in told["lines"]} == {7_000}
    assert everything_holds()


def test_what_does_not_divide_among_twelve_goes_to_one_of_them(stage):
    group, turns = a_chit(stage, 12, 83_333)
    told = close(group, turns, bids=[("Member 2", 200_000)])
    assert (told["commission"], told["prize"]) == (49_999, 799_996)
    left = Counter(83_333 - due for _seat, _person, due, *_rest in told["lines"])
    assert left == {12_501: 1, 12_500: 11}
    assert everything_holds()


def test_a_lot_drawn_on_one_shared_phone_can_be_computed_at_home(found):
    group = found(**{"turn.contribution": 10_00, "turn.order": "lot", "standing.purposes": ALLOWED})
    turns = begin(group, FIVE)
    words = dict(zip(FIVE, ("mango", "river", "drum", "maize", "moon"), strict=True))
    with refused("order_not_drawn"):
        close(group, turns)
    for name, word in words.items():
        given = {"turns": turns, "person": group.person[name]}
        group.does("Caro", circles.lay_down_word, **given, seal=sealed(word))
    for name, word in words.items():
        group.does("Caro", circles.open_word, turns=turns, person=group.person[name], word=word)
    drawn = [
        person for _seat, person in group.does("Ama", circles.draw_order, turns=turns)["order"]
    ]

    lines = "drum\nmaize\nmango\nmoon\nriver\n"
    seed = hashlib.sha256(lines.encode()).hexdigest()
    numbers = [group.person[name] for name in FIVE]
    assert drawn == sorted(
        numbers, key=lambda number: hashlib.sha256(f"{seed}|{number}".encode()).hexdigest()
    )
    assert [close(group, turns)["person"] for _round in FIVE] == drawn
    assert everything_holds()
