"""Every refusal that an act of taking turns declares, raised through the door."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tequio.chronicle.rules import OF_THE_DOOR
from tequio.chronicle.service import ACTS
from tequio.circles import service as circles
from tequio.circles.tests import turning
from tequio.circles.tests.scenes_of_lots import (
    BID,
    DAY_AFTER,
    DRAW,
    LAY_DOWN,
    OPEN,
    START,
    TOMORROW,
    YESTERDAY,
    Scene,
    over,
    tied,
    tied_and_laid,
)
from tequio.circles.tests.turning import FIVE, STANDING, Turning
from tequio.kernel import Refused, Unit
from tequio.ledger import service as ledger
from tequio.lending.tests import stage
from tequio.mandates import service as mandates

pytestmark = pytest.mark.django_db


def closing(**more: object) -> Scene:
    return lambda turns: turns.starts(FIVE[:3]).closes(**more)


def closed_bid(first: dict[str, int], then: dict[str, int]) -> Scene:
    def scene(turns: Turning) -> object:
        turns.starts(FIVE[:3]).closes(bids=first)
        return turns.closes(bids=then)

    return scene


def after_all(turns: Turning) -> object:
    turns.starts(FIVE[:2])
    return [turns.closes() for _round in range(3)]


def unknown_is_short(turns: Turning) -> object:
    return turns.starts(FIVE[:3]).closes(short={"Jaya": 0})


def in_a_closed_period(turns: Turning) -> Turning:
    closed = turns.group.today
    turns.group.later(1).allow("ledger.close")
    turns.group.does("Bina", ledger.close_period, through=closed)
    return turns


def closed_late(turns: Turning) -> object:
    turns.starts(FIVE[:3])
    day = turns.group.today
    return in_a_closed_period(turns).closes(held_on=day)


def with_limit(turns: Turning, kind: str, ref: str, what: object, **change: object) -> None:
    """A decision about one account."""
    group = turns.group
    account = ledger.account_for(group.organisation, unit="INR", kind=kind, ref=ref)
    group.allow("ledger.limits", subject=str(account))
    group.does("Bina", what, account=account, **change)  # type: ignore[arg-type]


def into_a_full_box(turns: Turning) -> object:
    turns.starts(FIVE[:3])
    with_limit(turns, "cash", "turns", ledger.change_limit, floor=-100, ceiling=0)
    return turns.closes()


def with_income(what: object, **change: object) -> Scene:
    def scene(turns: Turning) -> object:
        turns.starts(FIVE[:3])
        with_limit(turns, "income", "turns", what, **change)
        return turns.closes()

    return scene


def under(days: int = 0, **grant: object) -> Scene:
    """A round where `circle.turn` is not standing but granted otherwise, or not at all."""

    def scene(turns: Turning) -> object:
        turns.starts(FIVE[:3])
        if grant:
            turns.group.allow("circle.turn", **grant)
        turns.group.later(days)
        return turns.closes()

    return scene


def in_minutes(code: str, then: Scene) -> Scene:
    def scene(turns: Turning) -> object:
        mandates.open_unit(turns.group.organisation, Unit("MIN", 0, "time"))
        turns.group.allow(code, unit="MIN")
        return then(turns)

    return scene


ROUND: dict[str, Scene] = {
    "office_not_held": closing(who="Asma"),
    "no_such_turns": lambda turns: turns.closes(turns=99_999),
    "turns_are_over": lambda turns: over(turns).closes(),
    "no_bidding": closing(bids={"Asma": 500}),
    "has_received_the_pot": closed_bid({"Asma": 500}, {"Asma": 600}),
    "bids_are_closed": lambda turns: tied_and_laid(turns).closes(bids={"Fatima": 700}),
    "bid_not_higher": lambda turns: tied(turns).closes(bids={"Asma": 600}),
    "bid_over_the_limit": closing(bids={"Asma": 1_201}),
    "bid_below_the_commission": closing(bids={"Asma": 149}),
    "all_rounds_held": after_all,
    "round_too_early": closing(held_on=YESTERDAY),
    "no_bids": closing(),
    "order_not_drawn": closing(),
    "not_in_the_turns": unknown_is_short,
    "short_by_more": closing(short={"Esha": 1_001}),
    "receiver_is_short": closing(short={"Asma": 0}),
    "pot_too_small": closing(short={"Esha": 0, "Fatima": 0}),
    "no_mandate": under(),
    "mandate_not_yet_valid": under(valid_from=TOMORROW),
    "mandate_over": under(days=1, valid_until=stage.DECIDED),
    "unit_not_covered": in_minutes("circle.turn", under()),
    "keys_missing": under(keys=2),
    "over_the_ceiling": under(minor=2_999),
    "date_not_reached": closing(held_on=TOMORROW),
    "period_closed": closed_late,
    "account_closed": with_income(ledger.close_account),
    "below_the_floor": into_a_full_box,
    "above_the_limit": with_income(ledger.change_limit, ceiling=0),
}


def missed(turns: Turning) -> Turning:
    turns.starts(FIVE[:3]).closes(short={"Esha": 0})
    return turns


def good(who: str = "Esha", minor: int = 1_000, **more: object) -> Scene:
    return lambda turns: missed(turns).makes_good(who, minor, **more)


Last = Callable[[Turning], object]


def pays_it(turns: Turning) -> object:
    return turns.makes_good("Esha", 1_000)


def takes_it_over(turns: Turning) -> object:
    return turns.replaces("Esha", "Jaya", "Chand", "Deepa")


def granted(code: str, last: Last, most: int = 2_000, **grant: object) -> Scene:
    """A round under a mandate of its own that is over by tomorrow; then another, and `last`."""

    def scene(turns: Turning) -> object:
        turns.starts(FIVE[:3])
        turns.group.allow(code, most, valid_until=stage.DECIDED)
        turns.closes(short={"Esha": 0})
        turns.group.later(1)
        if grant:
            turns.group.allow(code, **grant)
        return last(turns)

    return scene


def limited(last: Last, kind: str, ref: str, what: object, **change: object) -> Scene:
    """A round with a missed turn, then a decision about an account, then `last`."""

    def scene(turns: Turning) -> object:
        missed(turns)
        with_limit(turns, kind, ref.format(**turns.group.person), what, **change)
        return last(turns)

    return scene


def good_late(turns: Turning) -> object:
    missed(turns)
    day = turns.group.today
    return in_a_closed_period(turns).makes_good("Esha", 1_000, paid_on=day)


GOOD: dict[str, Scene] = {
    "office_not_held": good(by="Asma"),
    "no_such_turns": lambda turns: missed(turns).makes_good("Esha", 1_000, turns=99_999),
    "not_in_the_turns": good("Jaya"),
    "amount_not_positive": good(minor=0),
    "nothing_to_make_good": good("Asma"),
    "more_than_missed": good(minor=1_001),
    "round_too_early": good(paid_on=YESTERDAY),
    "date_not_reached": good(paid_on=TOMORROW),
    "period_closed": good_late,
    "mandate_not_yet_valid": granted("circle.turn", pays_it, valid_from=DAY_AFTER),
    "mandate_over": granted("circle.turn", pays_it),
    "keys_missing": granted("circle.turn", pays_it, keys=2),
    "over_the_ceiling": granted("circle.turn", pays_it, minor=999),
    "unit_not_covered": in_minutes("circle.turn", granted("circle.turn", pays_it)),
    "account_closed": limited(pays_it, "cash", "turns", ledger.close_account),
    "below_the_floor": limited(
        pays_it, "cash", "turns", ledger.change_limit, floor=-999, ceiling=0
    ),
    "above_the_limit": limited(
        pays_it, "turn-due", "person:{Esha}", ledger.change_limit, floor=-5_000, ceiling=-1_000
    ),
}


def replaces(*given: str, **more: object) -> Scene:
    return lambda turns: turns.starts(FIVE[:3]).replaces(*given, **more)


SUBSTITUTE: dict[str, Scene] = {
    "office_not_held": replaces("Asma", "Jaya", "Chand", "Deepa", who="Asma"),
    "not_in_the_turns": replaces("Indu", "Jaya", "Chand", "Deepa"),
    "no_such_turns": lambda turns: turns.replaces("Asma", "Jaya", "Chand", "Deepa"),
    "turns_are_over": lambda turns: over(turns).replaces("Asma", "Jaya", "Chand", "Deepa"),
    "twice_in_the_turns": replaces("Asma", "Esha", "Chand", "Deepa"),
    "taker_not_a_member": lambda turns: turns.starts(FIVE[:3]).does(
        "Bina", circles.substitute, leaves=turns.number("Asma"), takes_over=99_999
    ),
    "stands_for_herself": lambda turns: turns.starts(
        FIVE[:3], stand={"Asma": [("Jaya", 100)]}
    ).replaces("Asma", "Jaya", "Chand", "Deepa"),
    "witness_is_concerned": replaces("Asma", "Jaya", "Asma", "Deepa"),
    "consent_not_shown": replaces("Asma", "Jaya", "Deepa"),
    "mandate_not_yet_valid": granted("circle.turn_due", takes_it_over, valid_from=DAY_AFTER),
    "mandate_over": granted("circle.turn_due", takes_it_over),
    "keys_missing": granted("circle.turn_due", takes_it_over, keys=2),
    "over_the_ceiling": granted("circle.turn_due", takes_it_over, minor=999),
    "unit_not_covered": in_minutes("circle.turn_due", granted("circle.turn_due", takes_it_over)),
    "account_closed": limited(takes_it_over, "turn-due", "person:{Jaya}", ledger.close_account),
    "below_the_floor": limited(
        takes_it_over, "turn-due", "person:{Jaya}", ledger.change_limit, floor=-999, ceiling=0
    ),
    "above_the_limit": limited(
        takes_it_over,
        "turn-due",
        "person:{Esha}",
        ledger.change_limit,
        floor=-5_000,
        ceiling=-1_000,
    ),
}
END: dict[str, Scene] = {
    "office_not_held": lambda turns: turns.starts().does("Asma", circles.end_turns),
    "no_such_turns": lambda turns: turns.does("Bina", circles.end_turns),
    "turns_are_over": lambda turns: over(turns).does("Bina", circles.end_turns),
    "turns_not_over": lambda turns: (
        turns.starts().closes() and turns.does("Bina", circles.end_turns)
    ),
}
SCENES = {
    "circles.start_turns": START,
    "circles.lay_down_word": LAY_DOWN,
    "circles.open_word": OPEN,
    "circles.draw_order": DRAW,
    "circles.bid": BID,
    "circles.close_round": ROUND,
    "circles.make_good": GOOD,
    "circles.substitute": SUBSTITUTE,
    "circles.end_turns": END,
}
LOT = {"turn.order": "lot"}
BIDS = {"turn.order": "bid", "turn.commission": "1/20"}
KEPT = {"turn.commission": "1/20"}
OF_BIDS = {
    "has_received_the_pot",
    "bids_are_closed",
    "bid_not_higher",
    "bid_over_the_limit",
    "bid_below_the_commission",
    "no_bids",
}
OF_GRANTS = {
    "no_mandate",
    "mandate_not_yet_valid",
    "mandate_over",
    "unit_not_covered",
    "keys_missing",
    "over_the_ceiling",
}


def without(purpose: str) -> dict[str, object]:
    """Statutes by which one purpose needs a decision of its own."""
    return {"standing.purposes": [code for code in STANDING if code != purpose]}


def values_for(act: str, code: str) -> dict[str, object]:
    """Statutes that a scene needs beside the usual ones."""
    if code == "turns_off":
        return {"turn.contribution": 0}
    if code in OF_BIDS or (act, code) in (
        ("circles.lay_down_word", "not_in_the_lot"),
        ("circles.open_word", "not_in_the_lot"),
    ):
        return BIDS
    if code in OF_GRANTS:
        return without("circle.turn_due" if act == "circles.substitute" else "circle.turn")
    if code in ("account_closed", "above_the_limit"):
        return KEPT if act == "circles.close_round" else {}
    if code == "pot_too_small":
        return {"turn.commission": "1/2"}
    needs_a_lot = "word" in act or act == "circles.draw_order" or code == "order_not_drawn"
    return LOT if needs_a_lot and code != "no_lot_now" else {}


@pytest.mark.parametrize(
    ("act", "code"), [(act, code) for act, scenes in SCENES.items() for code in scenes]
)
def test_the_act_is_refused_with_this_reason_first(act: str, code: str) -> None:
    turns = turning.found(**values_for(act, code))
    with pytest.raises(Refused) as refused:
        SCENES[act][code](turns)
    assert refused.value.refusals[0].code == code
    assert all(str(one) for one in refused.value.refusals)


@pytest.mark.parametrize("act", SCENES)
def test_every_refusal_that_an_act_declares_has_its_scene(act: str) -> None:
    of_the_door = {kind.code for kind in OF_THE_DOOR}
    declared = {kind.code for kind in ACTS[act].refusals} - of_the_door
    assert declared == set(SCENES[act])
