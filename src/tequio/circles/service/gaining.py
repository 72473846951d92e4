"""Gain and loss of a cycle, put to the shares of its members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tequio.circles import rules
from tequio.kernel import Act
from tequio.ledger.rules import Transfer
from tequio.mandates import service as mandates

GAIN = "circle.gain"


def draw_gain(act: Act, flows: Sequence[rules.Flow], cycle: rules.Cycle) -> int:
    """The mandate by which gain and loss are put to the shares; 0 where there is neither."""
    if not flows:
        return 0
    moved = sum(one.minor for one in flows)
    drawn = mandates.draw(act, code=GAIN, subject="", unit=cycle.unit, minor=moved, on=act.today)
    return drawn.mandate


def transfers_of(
    flows: Sequence[rules.Flow],
    numbers: Mapping[rules.Account, int],
    mandate: int,
    cycle: rules.Cycle,
) -> list[Transfer]:
    """The flows as entries of the book; numbers: of each account by its kind and name."""
    return [
        Transfer(
            one.code, "", numbers[one.debit], numbers[one.credit], one.minor, cycle.unit, mandate
        )
        for one in flows
    ]
