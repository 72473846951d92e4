"""A chit: members bid for the pot, and the discount goes to all.  Pure.

Source: ledger reference, section 9.3.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tequio.circles.rules.refusals import BID_BELOW_THE_COMMISSION, BID_OVER_THE_LIMIT, NO_BIDS
from tequio.kernel import Refusal
from tequio.kernel.amounts import allocate


@dataclass(frozen=True)
class Chit:
    """The terms of a chit.

    value       the pot, in minor units
    members     who is in it
    highest     greatest bid as a part of the value, such as 2/5
    commission  what the foreman keeps of the value, such as 1/20; out of the bid
    """

    value: int
    members: tuple[int, ...]
    highest: Fraction
    commission: Fraction = Fraction(0)

    @property
    def foreman_keeps(self) -> int:
        """⌊commission · value⌋."""
        return int(self.value * self.commission)

    @property
    def highest_bid(self) -> int:
        """⌊highest · value⌋."""
        return int(self.value * self.highest)


@dataclass(frozen=True)
class Prize:
    """What a round of bidding gives, in minor units: value = prize + commission + discounts.

    discounts  (person, her part of the discount), in the order of who gets one
    """

    winner: int
    bid: int
    prize: int
    commission: int
    discounts: tuple[tuple[int, int], ...]

    def due(self, contribution: int) -> dict[int, int]:
        """What each member pays in this round: the contribution less her discount."""
        return {person: contribution - part for person, part in self.discounts}


def objections_to_bids(chit: Chit, bids: Mapping[int, int]) -> list[Refusal]:
    """Every reason why these bids (person → minor units) cannot decide the round."""
    if not bids:
        return [NO_BIDS.because()]
    too_high = [
        BID_OVER_THE_LIMIT.because(person=person, bid=bid, most=chit.highest_bid)
        for person, bid in sorted(bids.items())
        if bid > chit.highest_bid
    ]
    return too_high + [
        BID_BELOW_THE_COMMISSION.because(person=person, bid=bid, least=chit.foreman_keeps)
        for person, bid in sorted(bids.items())
        if bid < chit.foreman_keeps
    ]


def prize_for(
    chit: Chit, bids: Mapping[int, int], *, seed: str, among: Sequence[int] = ()
) -> Prize:
    """The round's outcome: the highest bid wins; ties by the lot of the round.

    seed   of the round's lot (see `turns.draw_lots`): SHA-256(seed | member) breaks a tie
    among  who shares the discount; all members unless the statutes say those who have not
           received yet
    """
    best = max(bids.values())
    tied = [person for person, bid in bids.items() if bid == best]
    winner = min(tied, key=lambda p: hashlib.sha256(f"{seed}|{p}".encode()).hexdigest())
    sharing = tuple(among or chit.members)
    parts = allocate(best - chit.foreman_keeps, [1] * len(sharing))
    return Prize(
        winner, best, chit.value - best, chit.foreman_keeps, tuple(zip(sharing, parts, strict=True))
    )
