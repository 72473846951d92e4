"""One run of the Method of Equal Shares with cost utilities, in integers.

Source: D. Peters, G. Pierczyński, P. Skowron, "Proportional Participatory Budgeting with Additive
Utilities" (NeurIPS 2021); the rule in our words stands in `equal_shares`.

Exactness.  What a purse holds is an integer over one common denominator, `scale`, which grows when
a price asks for it; voters who hold the same share one entry, so that few integers grow.
Candidates are compared by a float that is the correctly rounded quotient of two integers (Python's
`/` on integers): rounding never turns an order round, so two different floats decide rightly, and
equal floats are decided by multiplying the integers crosswise.

Laziness.  Purses only shrink, therefore the rate of a project only grows during a run: an offer
made in an earlier round is a lower bound.  Who cannot win by it is not asked again, and who is
asked begins at the old price.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from operator import itemgetter
from typing import NamedTuple

from tequio.governance.rules.counting.ballots import BudgetVote


class Line(NamedTuple):
    """A project in the count.

    tie     smaller goes first when rates are equal: more supporters, lower cost, lot or list
    groups  the groups of equal voters that support it, and how many voters each has
    purses  picks the purses of these groups out of those of all groups
    """

    place: int
    cost: int
    supporters: int
    tie: tuple[int, int, int]
    groups: tuple[int, ...]
    voters: tuple[int, ...]
    purses: Callable[[list[int]], tuple[int, ...]]


class Offer(NamedTuple):
    """What a project would cost its supporters now.

    rate    price ÷ cost as a correctly rounded float: guides, and decides where it differs
    rest    what is left for those who pay the full price, over the run's scale
    payers  how many they are; the price is rest ÷ (payers · scale)
    total   cost · payers over the run's scale: rate is exactly rest ÷ total
    """

    rate: float
    rest: int
    payers: int
    total: int
    line: Line

    def precedes(self, other: Offer) -> bool:
        """Whether this one is chosen before the other: smaller rate, then the tie rule. Exact."""
        if self.rate != other.rate:
            return self.rate < other.rate
        mine, its = self.rest * other.total, other.rest * self.total
        return mine < its if mine != its else self.line.tie < other.line.tie

    def equals(self, other: Offer) -> bool:
        """Whether both rates are exactly the same."""
        return self.rate == other.rate and self.rest * other.total == other.rest * self.total


class Field(NamedTuple):
    """The vote made ready for many runs: projects that can be chosen, equal voters as groups."""

    voters: int
    groups: int
    lines: tuple[Line, ...]


def lay_out(vote: BudgetVote) -> Field:
    """Leave out what cannot be chosen at any price and gather voters who support the same.

    Left out: the withdrawn, those dearer than the whole budget, those without a supporter.
    """
    open_to_all = [
        not project.withdrawn and project.cost <= vote.budget for project in vote.projects
    ]
    sizes: dict[frozenset[int], int] = {}
    for pile in vote.piles:
        choices = frozenset(choice for choice in pile.ballot.choices if open_to_all[choice])
        if choices:
            sizes[choices] = sizes.get(choices, 0) + pile.voters
    behind: list[list[tuple[int, int]]] = [[] for _project in vote.projects]
    for group, (choices, voters) in enumerate(sizes.items()):
        for choice in choices:
            behind[choice].append((group, voters))
    ranks = vote.ranks()
    lines = (_line(vote, place, ranks[place], behind[place]) for place in range(len(behind)))
    return Field(vote.voters, len(sizes), tuple(line for line in lines if line.supporters))


def _line(vote: BudgetVote, place: int, rank: int, behind: list[tuple[int, int]]) -> Line:
    groups = tuple(group for group, _voters in behind)
    voters = tuple(voters for _group, voters in behind)
    cost, supporters = vote.projects[place].cost, sum(voters)
    tie = (-supporters, cost, rank)
    return Line(place, cost, supporters, tie, groups, voters, _picker(groups))


def _rate(offer: Offer) -> float:
    return offer.rate


def _picker(groups: tuple[int, ...]) -> Callable[[list[int]], tuple[int, ...]]:
    """`itemgetter` for any number of places; for one place it would not give a tuple."""
    if len(groups) > 1:
        return itemgetter(*groups)
    return lambda of_all: tuple(of_all[group] for group in groups)


class Run:
    """One run: every voter starts with `money` ÷ voters, then projects are bought one by one."""

    def __init__(self, field: Field, money: int) -> None:
        self.field = field
        self.scale = field.voters
        self.contents = [0, money]
        """The different sums that purses hold; the first is nothing."""
        self.purse_of = [1] * field.groups
        """For each group of voters, which of these sums each of them holds."""
        self.bought: list[Offer] = []
        self.tied: list[tuple[Offer, ...]] = []
        """For each project bought: the offers that had exactly the same rate, first the winner."""
        self.waiting = sorted(
            (
                Offer(1 / line.supporters, 1, line.supporters, line.supporters, line)
                for line in field.lines
                if line.supporters * money >= line.cost * field.voters
            ),
            key=_rate,
        )
        """The last known offer of each project that may still be bought, smallest rate first.
        Whose supporters together lack the money now lack it always."""

    def places(self) -> list[int]:
        """The projects bought, in order."""
        return [offer.line.place for offer in self.bought]

    def cost(self) -> int:
        """What they cost together."""
        return sum(offer.line.cost for offer in self.bought)

    def held(self, line: Line) -> Fraction:
        """What the supporters of a project hold together now, in minor units."""
        held = zip(self._purses(line), line.voters, strict=True)
        return Fraction(sum(has * many for has, many in held), self.scale)

    def _purses(self, line: Line) -> tuple[int, ...]:
        """What one voter of each supporting group holds, over the scale."""
        return tuple(map(self.contents.__getitem__, line.purses(self.purse_of)))

    def finish(self) -> Run:
        """Buy until nothing is affordable."""
        while (best := self._best()) is not None:
            self._buy(best)
        return self

    def repeats(self, earlier: Run) -> bool:
        """Buy what an `earlier` run with less money bought, as long as it must be so in between.

        True if for every sum of money between the two runs a run buys the same projects in the
        same order.  Why the check below is enough: as long as the choices agree, more money means
        that each purse holds at least as much and each rate is at most as high (by induction over
        the rounds: prices fall when purses grow, so what remains grows too).  In between, the rate
        of the project that was bought is then at most that of the earlier run, and the rate of
        every other project is at least that of this run; if the first precedes the second, it is
        bought in all of them.
        """
        for expected in earlier.bought:
            mine = self._confirmed(expected)
            if mine is None:
                return False
            self._buy(mine)
        return self._best() is None

    def offer(self, earlier: Offer) -> Offer | None:
        """What this project would cost its supporters now; None if they lack the money.

        The poor pay all they have, the others the same price.  Who cannot pay the earlier price is
        poor; that raises the price, and so on until nobody new is poor.
        """
        line = earlier.line
        held = self._purses(line)
        cost = line.cost * self.scale
        rest, payers = cost, line.supporters
        # rounded up: the same integers are below it as below the exact price
        price = -(-cost * earlier.rest // earlier.total)
        known = len(held) if min(held) < price else 0
        while known:
            poor = [(has, many) for has, many in zip(held, line.voters, strict=True) if has < price]
            rest = cost - sum([has * many for has, many in poor])
            payers = line.supporters - sum([many for _has, many in poor])
            if not payers:
                return None
            known = 0 if len(poor) == known else len(poor)
            price = -(-rest // payers)
        total = cost * payers
        return Offer(rest / total, rest, payers, total, line)

    def _best(self) -> Offer | None:
        """The offer that is chosen next; None if nothing is affordable."""
        found = self._look(math.inf, narrowing=True)
        if not found:
            return None
        best = found[0]
        for offer in found[1:]:
            if offer.precedes(best):
                best = offer
        equal = [offer for offer in found if offer.equals(best)]
        self.tied.append(tuple(sorted(equal, key=lambda offer: offer.line.tie)))
        return best

    def _confirmed(self, expected: Offer) -> Offer | None:
        """The offer of the expected project, if no other can come before it; see `repeats`."""
        mine = None
        for offer in self._look(expected.rate, narrowing=False):
            if offer.line is expected.line:
                mine = offer
            elif not expected.precedes(offer):
                return None
        return mine

    def _look(self, limit: float, *, narrowing: bool) -> list[Offer]:
        """The offers of all whose earlier offer is within the limit; they replace the earlier.

        narrowing: the smallest rate found becomes the limit.
        """
        found = []
        looked_at = 0
        for earlier in self.waiting:
            if earlier.rate > limit:
                break
            looked_at += 1
            offer = self.offer(earlier)
            if offer is not None:
                found.append(offer)
                if narrowing and offer.rate < limit:
                    limit = offer.rate
        self.waiting = sorted(found + self.waiting[looked_at:], key=_rate)
        return found

    def _buy(self, offer: Offer) -> None:
        """Let the supporters pay: each the price, the poor all they have."""
        divisor = math.gcd(offer.rest, offer.payers)
        finer = offer.payers // divisor
        if finer > 1:
            self.scale *= finer
            self.contents = [content * finer for content in self.contents]
        price = offer.rest // divisor
        contents, purse_of = self.contents, self.purse_of
        after = {0: 0}
        for group in offer.line.groups:
            before = purse_of[group]
            if before not in after:
                left = contents[before] - price
                after[before] = len(contents) if left > 0 else 0
                if left > 0:
                    contents.append(left)
            purse_of[group] = after[before]
        self.waiting = [each for each in self.waiting if each.line is not offer.line]
        self.bought.append(offer)
