"""May the vote on a participatory budget be opened like this?  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tequio.chronicle.rules.inputs import Minor, Words
from tequio.governance.rules import refusals as no
from tequio.governance.rules.counting import methods
from tequio.governance.rules.counting.ballots import Ballot, BudgetVote, Project, pile_up
from tequio.governance.rules.effects import ShareBudget
from tequio.governance.rules.meetings import LONGEST_TITLE
from tequio.kernel import Amount, Refusal, canonical, digest, merkle_root
from tequio.kernel.amounts import LARGEST_MINOR
from tequio.ledger.rules import AMOUNT_NOT_POSITIVE, AMOUNT_TOO_LARGE

REFUSALS = (
    no.NO_BUDGET_DECIDED,
    no.BUDGET_ALREADY_SHARED,
    no.BUDGET_TAKEN_BACK,
    no.BUDGET_OVER_BY_THEN,
    no.OVER_THE_BUDGET,
    no.TITLE_MISSING,
    AMOUNT_NOT_POSITIVE,
    no.PROJECTS_MISSING,
    no.PROJECT_TWICE,
    no.NOTICE_TOO_SHORT,
    no.TOO_LONG,
    AMOUNT_TOO_LARGE,
)
LONGEST_CODE = 60


@dataclass(frozen=True)
class NewProject:
    """Something that the budget could pay for; `minor`: its cost in minor units."""

    code: Words
    title: Words
    minor: Minor
    text: Words = ""


@dataclass(frozen=True)
class Decided:
    """A budget that the assembly adopted: the sum, how it is counted, until when it is paid.

    ballot         the vote in which it is shared or was; None while it can be put to one
    is_voting      whether that vote is open
    taken_back_by  the resolution by which the assembly took it back
    """

    resolution: int
    title: str
    amount: Amount
    method: str
    until: date
    ballot: int | None = None
    is_voting: bool = False
    taken_back_by: int | None = None


@dataclass(frozen=True)
class Asked:
    """The vote that somebody wants to open on a decided budget."""

    title: str
    closes_on: date
    projects: Sequence[NewProject]


@dataclass(frozen=True)
class Listed:
    """A project as it stands on the ballot."""

    id: int
    code: str
    minor: int


@dataclass(frozen=True)
class Cast:
    """A voter's latest ballot: the numbers of projects, and points where the ballot has any."""

    person: int
    projects: tuple[int, ...]
    points: tuple[int, ...]


def vote_of(
    effect: ShareBudget, projects: Sequence[Listed], votes: Iterable[Cast], *, exponent: int
) -> BudgetVote:
    """What the counting method sees: projects in their order and piles of equal ballots."""
    place = {project.id: index for index, project in enumerate(projects)}
    return BudgetVote(
        budget=effect.minor,
        projects=tuple(Project(project.code, project.minor) for project in projects),
        piles=pile_up(
            Ballot(tuple(place[project] for project in vote.projects), vote.points)
            for vote in votes
        ),
        kind=effect.ballots,
        exponent=exponent,
        currency=effect.unit,
        threshold=effect.threshold,
        places=effect.places,
    )


def digest_of_ballots(votes: Sequence[Cast]) -> str:
    """What the certificate keeps of the ballots, in order of the voters' numbers."""
    return digest([[vote.person, vote.projects, vote.points] for vote in votes])


def digest_of_projects(projects: Iterable[tuple[int, str, int, str]]) -> str:
    """Over the projects of a ballot in their order: number, code, cost, digest of the text."""
    return digest([list(project) for project in projects])


def root_of_ballots(votes: Iterable[tuple[int, int, list[int], list[int]]]) -> str:
    """The Merkle root over imported ballots: number, person, projects, points each."""
    return merkle_root([canonical(list(vote)).encode() for vote in votes])


def objections_to_open_budget(
    decided: Decided, asked: Asked, *, today: date, notice_days: int
) -> list[Refusal]:
    """Everything that is wrong with a vote on a budget, at once."""
    objections = objections_to_share(decided)
    if not all(project.title.strip() for project in asked.projects):
        objections.append(no.TITLE_MISSING.because())
    for title in (asked.title, *(project.title for project in asked.projects)):
        objections += no.objections_to_length(title.strip(), most=LONGEST_TITLE)
    objections += objections_to_sums([project.minor for project in asked.projects])
    objections += objections_to_projects(asked.projects)
    objections += objections_to_costs(decided, asked.projects)
    first = today + timedelta(days=notice_days)
    if asked.closes_on < first:
        objections.append(no.NOTICE_TOO_SHORT.because(days=notice_days, first=first))
    if asked.closes_on >= decided.until:
        objections.append(no.BUDGET_OVER_BY_THEN.because(until=decided.until))
    return objections


def objections_to_share(decided: Decided) -> list[Refusal]:
    """One decision, one vote: unless that one allowed nothing, for want of a quorum or because
    it had become impossible.  None after the assembly took it back."""
    if decided.taken_back_by is not None:
        return objections_to_pay(decided.resolution, taken_back_by=decided.taken_back_by)
    if decided.ballot is None:
        return []
    fields = {"resolution": decided.resolution, "ballot": decided.ballot}
    return [no.BUDGET_ALREADY_SHARED.because(**fields)]


def objections_to_take_back(decided: Decided) -> list[Refusal]:
    """The assembly takes a budget back until the vote on it is closed; whoever opens that vote
    does not take this from her."""
    return (
        [] if decided.is_voting and decided.taken_back_by is None else objections_to_share(decided)
    )


def objections_to_pay(resolution: int, *, taken_back_by: int | None) -> list[Refusal]:
    """No winner is paid of a budget that was taken back while members voted."""
    if taken_back_by is None:
        return []
    return [no.BUDGET_TAKEN_BACK.because(resolution=resolution, by=taken_back_by)]


def objections_to_costs(decided: Decided, projects: Sequence[NewProject]) -> list[Refusal]:
    """No project that the budget could never pay."""
    most, unit = decided.amount.minor, decided.amount.unit
    return [
        no.OVER_THE_BUDGET.because(
            project=one.title.strip()[:LONGEST_CODE],
            cost=Amount(one.minor, unit),
            decided=decided.amount,
        )
        for one in projects
        if most < one.minor <= LARGEST_MINOR
    ]


def objections_to_method(method: str) -> list[Refusal]:
    """It is one of those that count budgets."""
    if method in methods.METHODS:
        return []
    return [no.METHOD_UNKNOWN.because(method=method, methods=", ".join(methods.METHODS))]


def objections_to_sums(sums: Sequence[int]) -> list[Refusal]:
    """Each more than nothing, and none beyond what a book can bear."""
    if min(sums, default=1) <= 0:
        return [AMOUNT_NOT_POSITIVE.because()]
    return [AMOUNT_TOO_LARGE.because()] if max(sums, default=0) > LARGEST_MINOR else []


def objections_to_projects(projects: Sequence[NewProject]) -> list[Refusal]:
    """At least one project, each with a code of its own."""
    if not projects:
        return [no.PROJECTS_MISSING.because()]
    codes = [project.code for project in projects]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    long = [one for code in codes for one in no.objections_to_length(code, most=LONGEST_CODE)]
    return [*(no.PROJECT_TWICE.because(project=code) for code in twice), *long]
