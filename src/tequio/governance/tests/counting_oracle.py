"""Equal shares with Add1 once more: slow, voter by voter, in `Fraction`, every unit a new run.

Written from the rule (reference in `equal_shares`), sharing no code with it, so that the fast
count has somebody to disagree with.
"""

from __future__ import annotations

from fractions import Fraction

from tequio.governance.rules.counting.ballots import BudgetVote


def selected(vote: BudgetVote) -> tuple[tuple[str, ...], int]:
    """The project ids in the order chosen, and the units added."""
    voters = [set(pile.ballot.choices) for pile in vote.piles for _voter in range(pile.voters)]
    if not voters:
        return (), 0
    allowed = [
        place
        for place, project in enumerate(vote.projects)
        if project.cost <= vote.budget
        and not project.withdrawn
        and any(place in ballot for ballot in voters)
    ]
    kept, units = one_run(vote, voters, allowed, 0), 0
    while len(kept) < len(allowed):
        further = one_run(vote, voters, allowed, units + 1)
        if sum(vote.projects[place].cost for place in further) > vote.budget:
            break
        kept, units = further, units + 1
    return tuple(vote.projects[place].id for place in kept), units


def one_run(vote: BudgetVote, voters: list[set[int]], allowed: list[int], units: int) -> list[int]:
    """The places of the projects chosen when each voter holds budget ÷ voters + units."""
    purses = [Fraction(vote.budget, len(voters)) + units * 10**vote.exponent for _ in voters]
    turn = vote.ranks()
    chosen: list[int] = []
    while True:
        best = None
        for place in allowed:
            supporters = [voter for voter, ballot in enumerate(voters) if place in ballot]
            price = price_of(vote.projects[place].cost, [purses[voter] for voter in supporters])
            if place in chosen or price is None:
                continue
            cost = vote.projects[place].cost
            key = (price / cost, -len(supporters), cost, turn[place])
            if best is None or key < best[0]:
                best = (key, place, price, supporters)
        if best is None:
            return chosen
        _key, place, price, supporters = best
        for voter in supporters:
            purses[voter] -= min(purses[voter], price)
        chosen.append(place)


def price_of(cost: int, purses: list[Fraction]) -> Fraction | None:
    """The smallest price with which these purses pay the cost; None if they cannot."""
    if sum(purses) < cost:
        return None
    rest = Fraction(cost)
    for place, purse in enumerate(sorted(purses)):
        share = rest / (len(purses) - place)
        if purse >= share:
            return share
        rest -= purse
    raise AssertionError("enough money and no price")
