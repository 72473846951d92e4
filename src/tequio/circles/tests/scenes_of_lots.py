"""How an act before a round is refused: beginning, sealed words, lots and bids."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tequio.circles import service as circles
from tequio.circles.rules.turns import sealed
from tequio.circles.tests import turning
from tequio.circles.tests.turning import FIVE, Turning
from tequio.lending.tests import stage

Scene = Callable[[Turning], object]
TOMORROW = stage.DECIDED + timedelta(days=1)
DAY_AFTER = stage.DECIDED + timedelta(days=2)
YESTERDAY = stage.DECIDED - timedelta(days=1)


def begins(*takers: str, **more: object) -> Scene:
    return lambda turns: turns.starts(takers or FIVE, **more)


START: dict[str, Scene] = {
    "office_not_held": begins(who="Asma"),
    "turns_off": begins(),
    "put_aside_below_zero": begins(aside=-1),
    "too_few_take_turns": begins("Asma"),
    "pot_too_large": begins(aside=10**15),
    "twice_in_the_turns": begins("Asma", "Esha", "Asma"),
    "stands_for_herself": begins(stand={"Asma": [("Asma", 100)]}),
    "guarantee_of_nothing": begins(stand={"Asma": [("Esha", 0)]}),
    "taker_not_a_member": lambda turns: turns.group.does(
        "Bina",
        circles.start_turns,
        takers=(turning.Taker(turns.number("Asma")), turning.Taker(99_999)),
    ),
    "no_place_for_the_pot": begins(box=99_999),
}


def over(turns: Turning) -> Turning:
    turns.starts(FIVE[:2])
    turns.does("Bina", circles.end_turns)
    return turns


def of_others(call: Callable[..., object], **given: object) -> dict[str, Scene]:
    """What every act of a member answers about turns and persons."""

    def doing(of: Turning, who: str = "Asma", person: str = "Asma", **more: object) -> object:
        return of.does(who, call, **{"person": of.number(person)} | given | more)

    return {
        "no_such_turns": lambda turns: doing(turns, turns=99_999),
        "turns_are_over": lambda turns: doing(over(turns)),
        "not_in_the_turns": lambda turns: doing(turns.starts(), "Bina", "Bina"),
        "not_for_her": lambda turns: doing(turns.starts(), "Esha"),
    }


def laid(turns: Turning, *takers: str) -> Turning:
    turns.starts(FIVE[:3])
    for who in takers or FIVE[:3]:
        turns.lays_down(who, f"{who} word")
    return turns


def tied(turns: Turning) -> Turning:
    turns.starts(FIVE[:3])
    for who in FIVE[:2]:
        turns.bids(who, 600)
    return turns


LAY_DOWN: dict[str, Scene] = {
    **of_others(circles.lay_down_word, seal=sealed("mango")),
    "no_lot_now": lambda turns: turns.starts().lays_down("Asma", "mango"),
    "not_in_the_lot": lambda turns: tied(turns).lays_down("Fatima", "mango"),
    "word_already_laid": lambda turns: laid(turns, "Asma").lays_down("Asma", "mango"),
}


def opened(turns: Turning) -> Turning:
    laid(turns).opens("Asma", "Asma word")
    return turns


def tied_and_laid(turns: Turning) -> Turning:
    for who in FIVE[:2]:
        tied(turns) if who == FIVE[0] else None
        turns.lays_down(who, who)
    return turns


OPEN: dict[str, Scene] = {
    **of_others(circles.open_word, word="mango"),
    "no_lot_now": lambda turns: turns.starts().opens("Asma", "mango"),
    "not_in_the_lot": lambda turns: tied_and_laid(turns).opens("Fatima", "mango"),
    "word_already_opened": lambda turns: opened(turns).opens("Asma", "Asma word"),
    "lot_not_committed": lambda turns: laid(turns, "Asma", "Esha").opens("Asma", "Asma word"),
    "reveal_differs": lambda turns: laid(turns).opens("Asma", "another"),
}


def draws(of: Turning, who: str = "Bina", **more: object) -> object:
    return of.does(who, circles.draw_order, **more)


DRAW: dict[str, Scene] = {
    "no_such_turns": lambda turns: draws(turns, turns=99_999),
    "turns_are_over": lambda turns: draws(over(turns)),
    "not_for_her": lambda turns: draws(turns.starts(), "Jaya"),
    "no_lot_now": lambda turns: draws(turns.starts()),
    "lot_not_committed": lambda turns: draws(laid(turns, "Asma")),
    "lot_not_revealed": lambda turns: draws(opened(turns)),
}


def bid_after(turns: Turning) -> object:
    turns.starts().closes(bids={"Asma": 500})
    return turns.bids("Asma", 600)


BID: dict[str, Scene] = {
    **of_others(circles.bid, minor=500),
    "no_bidding": lambda turns: turns.starts().bids("Asma", 500),
    "has_received_the_pot": bid_after,
    "bids_are_closed": lambda turns: tied_and_laid(turns).bids("Fatima", 700),
    "bid_not_higher": lambda turns: tied(turns).bids("Asma", 600),
    "bid_over_the_limit": lambda turns: turns.starts().bids("Asma", 2_001),
    "bid_below_the_commission": lambda turns: turns.starts().bids("Asma", 249),
}
