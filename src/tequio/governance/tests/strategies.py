"""Random votes on a budget, small enough to be nasty: many equal costs, supporters and rates."""

from __future__ import annotations

from random import Random

from hypothesis import settings
from hypothesis import strategies as st

from tequio.governance.rules.counting.ballots import Ballot, BudgetVote, Project, pile_up

GREEDY = ("budget.greedy-skip@1", "budget.greedy-no-skip@1")
EQUAL_SHARES = "budget.equal-shares.cost.add1@1"

unhurried = settings(deadline=None)
"""For a machine that others use too: an example may take its time."""

methods = st.sampled_from((*GREEDY, EQUAL_SHARES))


@st.composite
def projects(draw: st.DrawFn, dearest: int) -> tuple[Project, ...]:
    """One to seven projects, some of them withdrawn, some perhaps dearer than the budget."""
    costs = draw(st.lists(st.integers(1, dearest), min_size=1, max_size=7))
    return tuple(
        Project(f"p{number}", cost, withdrawn=draw(st.integers(0, 9)) == 0)
        for number, cost in enumerate(costs)
    )


@st.composite
def approvals(draw: st.DrawFn, places: int, most_voters: int = 12) -> tuple[Ballot, ...]:
    """Approval ballots, the empty one included."""
    ballot = st.sets(st.integers(0, places - 1)).map(lambda them: Ballot(tuple(sorted(them))))
    return tuple(draw(st.lists(ballot, max_size=most_voters)))


@st.composite
def approval_votes(draw: st.DrawFn, largest: int = 60, exponent: int = 0) -> BudgetVote:
    """A vote by approval; with `largest` a few times the voters, equal shares need many units."""
    budget = draw(st.integers(1, largest))
    listed = draw(projects(dearest=max(1, budget + budget // 8)))
    return BudgetVote(
        budget=budget,
        projects=listed,
        piles=pile_up(draw(approvals(len(listed)))),
        exponent=exponent,
        threshold=draw(st.sampled_from((0, 0, 0, 2))),
        lot=tuple(draw(st.permutations([project.id for project in listed])))
        if draw(st.booleans())
        else (),
    )


def drawn_vote(seed: int, largest: int = 60) -> BudgetVote:
    """A vote in which voters often run out of money between two projects that they support.

    Drawn from a seed and not by Hypothesis, which likes simple examples: here the crowded ones
    find the mistakes (tried out by making mistakes on purpose).
    """
    random = Random(seed)
    budget = random.randint(largest // 3, largest)
    places = range(random.randint(3, 8))
    costs = [random.randint(budget // 10, budget * 9 // 20) for _place in places]
    ballots = [
        Ballot(tuple(place for place in places if random.random() < 0.35))
        for _voter in range(random.randint(4, 12))
    ]
    listed = tuple(Project(f"p{place}", cost) for place, cost in enumerate(costs))
    return BudgetVote(budget, listed, pile_up(ballots))


@st.composite
def pointed_votes(draw: st.DrawFn) -> BudgetVote:
    """A vote with cumulative, scoring or ordinal ballots."""
    kind = draw(st.sampled_from(("cumulative", "scoring", "ordinal")))
    listed = draw(projects(dearest=30))
    ballots = []
    for _voter in range(draw(st.integers(0, 10))):
        order = draw(st.permutations(range(len(listed))))
        choices = tuple(order[: draw(st.integers(0, len(order)))])
        points = () if kind == "ordinal" else tuple(draw(st.integers(0, 4)) for _ in choices)
        ballots.append(Ballot(choices, points))
    return BudgetVote(
        budget=draw(st.integers(1, 60)),
        projects=listed,
        piles=pile_up(ballots),
        kind=kind,
        places=draw(st.sampled_from((0, len(listed)))),
        threshold=draw(st.sampled_from((0, 3))),
    )
