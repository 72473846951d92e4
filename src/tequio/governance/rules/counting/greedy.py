"""The greedy rules of participatory budgets: best score first, as long as the money lasts.

Almost all cities that let residents decide a budget use one of these two rules; they are written
down with their variants in D. Faliszewski and others, "Participatory Budgeting: Data, Tools and
Analysis" (IJCAI 2023), the paper of the Pabulib format.

Score: approvals; for cumulative and scoring ballots the sum of points; for ordinal ballots with m
places m points for the first and 1 for the last.  Equal scores: more supporters, then lower cost,
then the lot or the order of the list.  With a threshold, projects below it are left out first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from tequio.governance.rules.counting.ballots import APPROVING, Ballot, BudgetVote
from tequio.governance.rules.counting.result import (
    BY_COST,
    BY_SUPPORTERS,
    WITHDRAWN,
    BudgetCount,
    Stage,
    StageKind,
    Tie,
    last_resort,
    money,
    named,
    tie_rule,
)
from tequio.kernel import gettext_noop as _

BELOW_THRESHOLD = StageKind(
    "below_threshold",
    _("{label} has a score of {score}; at least {threshold} are needed: it is left out."),
)
CHOSEN = StageKind(
    "chosen",
    _("{label}: score {score} from {supporters} supporters, costs {cost}: chosen; {left} left."),
)
PASSED_OVER = StageKind(
    "passed_over",
    _("{label}: score {score}, costs {cost}, only {left} left: passed over."),
)
STOPPED = StageKind(
    "stopped",
    _("{label}: score {score}, costs {cost}, only {left} left: the count stops here."),
)


def count_skipping(vote: BudgetVote) -> BudgetCount:
    """`budget.greedy-skip@1`: take each project that still fits, pass over those that do not."""
    return _count(vote, "budget.greedy-skip@1", stops=False)


def count_without_skipping(vote: BudgetVote) -> BudgetCount:
    """`budget.greedy-no-skip@1`: stop at the first project that does not fit."""
    return _count(vote, "budget.greedy-no-skip@1", stops=True)


def scores(vote: BudgetVote) -> tuple[int, ...]:
    """The score of each project, in the order of the list."""
    points = _points(vote)
    found = [0] * len(vote.projects)
    for pile in vote.piles:
        for choice, worth in zip(pile.ballot.choices, points(pile.ballot), strict=True):
            found[choice] += worth * pile.voters
    return tuple(found)


def _points(vote: BudgetVote) -> Callable[[Ballot], Sequence[int]]:
    """What each choice on a ballot is worth."""
    if vote.kind in APPROVING:
        return lambda ballot: (1,) * len(ballot.choices)
    if vote.kind != "ordinal":
        return lambda ballot: ballot.points
    places = vote.places or max((len(pile.ballot.choices) for pile in vote.piles), default=0)
    return lambda ballot: range(places, places - len(ballot.choices), -1)


class _Table:
    """The projects still in the count, best first, and how ties among them were decided."""

    def __init__(self, vote: BudgetVote) -> None:
        self.vote = vote
        self.scores = scores(vote)
        self.supporters = vote.supporters()
        self.ranks = vote.ranks()
        standing = [
            place
            for place, project in enumerate(vote.projects)
            if not project.withdrawn and self.scores[place] >= vote.threshold
        ]
        self.order = sorted(standing, key=self.key)

    def key(self, place: int) -> tuple[int, int, int, int]:
        """Best first: score, supporters, cost, lot."""
        cost = self.vote.projects[place].cost
        return (-self.scores[place], -self.supporters[place], cost, self.ranks[place])

    def left_out(self) -> list[Stage]:
        """The steps for those that do not take part."""
        stages = []
        for place, project in enumerate(self.vote.projects):
            if project.withdrawn:
                stages.append(WITHDRAWN.with_(**named(project)))
            elif self.scores[place] < self.vote.threshold:
                score, least = self.scores[place], self.vote.threshold
                step = BELOW_THRESHOLD.with_(**named(project), score=score, threshold=least)
                stages.append(step)
        return stages

    def ties(self, before: int, looked_at: int) -> tuple[Tie, ...]:
        """Ties among the first `looked_at` projects; `before` steps stand ahead of the first."""
        found = []
        place = 0
        for _score, equal in groupby(self.order, key=lambda each: self.scores[each]):
            tied = list(equal)
            if len(tied) > 1 and place < looked_at:
                ids = tuple(self.vote.projects[each].id for each in tied)
                found.append(Tie(before + place, ids, self.decider(tied)))
            place += len(tied)
        return tuple(found)

    def decider(self, tied: Sequence[int]) -> str:
        """The last thing that had to be looked at to put equal scores in order."""
        if len({self.supporters[place] for place in tied}) == len(tied):
            return BY_SUPPORTERS
        if len({self.key(place)[:3] for place in tied}) == len(tied):
            return BY_COST
        return last_resort(self.vote)


def _count(vote: BudgetVote, method: str, *, stops: bool) -> BudgetCount:
    """Both rules: they differ only in what a project that does not fit means."""
    table = _Table(vote)
    stages = table.left_out()
    before = len(stages)
    selected: list[str] = []
    left = vote.budget
    for place in table.order:
        project = vote.projects[place]
        fits = project.cost <= left
        left -= project.cost if fits else 0
        selected += [project.id] if fits else []
        stages.append(_step(table, place, left, CHOSEN if fits else _misfit(stops)))
        if stops and not fits:
            break
    return BudgetCount(
        method=method,
        selected=tuple(selected),
        stages=tuple(stages),
        ties=table.ties(before, len(stages) - before),
        tie_rule=tie_rule(vote),
        budget=vote.budget,
        spent=vote.budget - left,
        voters=vote.voters,
        exponent=vote.exponent,
        currency=vote.currency,
    )


def _misfit(stops: bool) -> StageKind:
    return STOPPED if stops else PASSED_OVER


def _step(table: _Table, place: int, left: int, kind: StageKind) -> Stage:
    project = table.vote.projects[place]
    return kind.with_(
        **named(project),
        score=table.scores[place],
        supporters=table.supporters[place],
        cost=money(table.vote, project.cost),
        left=money(table.vote, left),
    )
