"""What a reader of a Pabulib file should know beside the count: prose and small disagreements.

Nothing here changes a count.  A ballot outside the limits that META states is counted as it stands
in the file: whether it was valid, those who held the vote have decided before they published it.
"""

from __future__ import annotations

from tequio.governance.rules.counting.ballots import Ballot, BudgetVote
from tequio.governance.rules.counting.greedy import scores
from tequio.governance.rules.counting.pabulib import PabulibFile
from tequio.governance.rules.counting.pabulib_fields import minor, sum_of_money, whole
from tequio.governance.rules.counting.result import Stage, StageKind
from tequio.kernel import gettext_noop as _

CUSTOM_RULE = StageKind(
    "custom_rule",
    _(
        "The file states a rule of its own, {rule}, and explains it in its comments. Counted is "
        "what the method says; what was paid with money from elsewhere is not part of the count."
    ),
)
SCORE_DIFFERS = StageKind(
    "score_differs", _("The file prints {published} for {project}; the ballots give {counted}.")
)
OUTSIDE_LIMIT = StageKind(
    "outside_limit",
    _("{ballots} ballots are outside the limit {limit};{bound} of META. They are counted."),
)


def remarks(file: PabulibFile) -> tuple[Stage, ...]:
    """Everything worth a remark, in a fixed order; empty for most files."""
    found = [CUSTOM_RULE.with_(rule=file.rule)] if file.rule == "greedy-custom" else []
    ids = (project.id for project in file.vote.projects)
    counted = dict(zip(ids, scores(file.vote), strict=True))
    found += [
        SCORE_DIFFERS.with_(project=project, published=said, counted=counted[project])
        for project, said in file.published
        if counted[project] != said
    ]
    return (*found, *_outside_limits(file))


def _outside_limits(file: PabulibFile) -> list[Stage]:
    """How many ballots are outside each limit that META states and that can be read."""
    vote = file.vote
    found = []
    for limit, is_least, measure in _LIMITS:
        bound = _bound(vote, limit, file.value(limit))
        if bound is None:
            continue
        outside = sum(
            pile.voters
            for pile in vote.piles
            if (
                measure(vote, pile.ballot) < bound
                if is_least
                else measure(vote, pile.ballot) > bound
            )
        )
        if outside:
            text = file.value(limit)
            found.append(OUTSIDE_LIMIT.with_(ballots=outside, limit=limit, bound=text))
    return found


def _bound(vote: BudgetVote, limit: str, text: str) -> int | None:
    if limit != "max_sum_cost":
        return whole(text)
    found = sum_of_money(text)
    if found is None or found[1] > vote.exponent:
        return None
    return minor(*found, vote.exponent)


def _length(_vote: BudgetVote, ballot: Ballot) -> int:
    return len(ballot.choices)


def _points(_vote: BudgetVote, ballot: Ballot) -> int:
    return sum(ballot.points)


def _cost(vote: BudgetVote, ballot: Ballot) -> int:
    return sum(vote.projects[choice].cost for choice in ballot.choices)


_LIMITS = (
    ("min_length", True, _length),
    ("max_length", False, _length),
    ("min_sum_points", True, _points),
    ("max_sum_points", False, _points),
    ("min_sum_cost", True, _cost),
    ("max_sum_cost", False, _cost),
)
