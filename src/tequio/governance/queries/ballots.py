"""Ballots: open and closed, who voted how (for those who may see it), projects of a budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tequio.governance.models import (
    BallotRow,
    HandsRow,
    ProjectRow,
    ResolutionRow,
    RollRow,
    VoteRow,
)
from tequio.membership import queries as members


@dataclass(frozen=True)
class BallotView:
    """A ballot as a page shows it.

    cast     persons who have voted by phone so far
    hands    the count entered last, with witnesses, for a vote by hands
    outcome  empty while it is open
    """

    id: int
    proposal: int
    meeting: int | None
    kind: str
    way: str
    rule: Mapping[str, Any]
    roll: str
    entitled: int
    cast: int
    opened_at: datetime
    closes_on: date | None
    is_open: bool
    hands: Mapping[str, Any] | None
    outcome: str
    resolution: int | None


@dataclass(frozen=True)
class ProjectView:
    """A project on a ballot; `minor` is its cost."""

    id: int
    code: str
    title: str
    text: str
    minor: int


@dataclass(frozen=True)
class Vote:
    """How a person voted; `projects` on the ballot of a budget."""

    person: int
    choice: str
    projects: tuple[int, ...]
    at: datetime


def ballots_of(
    organisation: int,
    *,
    ids: Iterable[int] | None = None,
    proposals: Iterable[int] | None = None,
    meeting: int | None = None,
    only_open: bool = False,
) -> list[BallotView]:
    """Ballots, newest first, at most 200.  Four queries."""
    rows = BallotRow.objects.filter(organisation_id=organisation).order_by("-id")
    if ids is not None:
        rows = rows.filter(id__in=set(ids))
    if proposals is not None:
        rows = rows.filter(proposal_id__in=set(proposals))
    if meeting is not None:
        rows = rows.filter(meeting_id=meeting)
    if only_open:
        rows = rows.filter(closed_at=None)
    listed = list(rows[:200])
    numbers = [row.id for row in listed]
    cast = _cast(organisation, numbers)
    hands = _hands(organisation, numbers)
    ended = ResolutionRow.objects.filter(organisation_id=organisation, ballot_id__in=numbers)
    resolved = {row.ballot_id: row for row in ended}
    return [
        _view(row, cast.get(row.id, 0), hands.get(row.id), resolved.get(row.id)) for row in listed
    ]


def _cast(organisation: int, ballots: list[int]) -> Counter[int]:
    votes = VoteRow.objects.filter(organisation_id=organisation, ballot_id__in=ballots)
    return Counter(ballot for ballot, _ in set(votes.values_list("ballot_id", "person_id")))


def _hands(organisation: int, ballots: list[int]) -> dict[int, HandsRow]:
    rows = HandsRow.objects.filter(organisation_id=organisation, ballot_id__in=ballots)
    return {row.ballot_id: row for row in rows.order_by("id")}


def _view(
    row: BallotRow, cast: int, hands: HandsRow | None, resolved: ResolutionRow | None
) -> BallotView:
    counted = (
        {
            "yes": hands.yes,
            "no": hands.no,
            "abstain": hands.abstain,
            "witnesses": list(hands.witnesses),
            "photo": hands.photo,
            "entered_by": hands.entered_by_id,
        }
        if hands
        else None
    )
    return BallotView(
        row.id,
        row.proposal_id,
        row.meeting_id,
        row.kind,
        row.way,
        row.rule,
        row.roll,
        row.entitled,
        cast,
        row.opened_at,
        row.closes_on,
        row.closed_at is None,
        counted,
        resolved.outcome if resolved else "",
        resolved.id if resolved else None,
    )


def ballot(organisation: int, number: int) -> BallotView | None:
    """One ballot, or None."""
    found = ballots_of(organisation, ids=[number])
    return found[0] if found else None


def open_ballots(organisation: int) -> list[BallotView]:
    """Ballots on which one can vote now, newest first."""
    return ballots_of(organisation, only_open=True)


def rolls_of(organisation: int, person: int | None, ballots: Iterable[int]) -> set[int]:
    """On which of these ballots' rolls a person stands."""
    rows = RollRow.objects.filter(organisation_id=organisation, ballot_id__in=set(ballots))
    if person is None:
        return set()
    return set(rows.filter(person_id=person).values_list("ballot_id", flat=True))


def roll_of(organisation: int, ballot: int) -> frozenset[int]:
    """Everybody on the frozen roll of a ballot.  One query."""
    rows = RollRow.objects.filter(organisation_id=organisation, ballot_id=ballot)
    return frozenset(rows.values_list("person_id", flat=True))


def rolls_about(organisation: int, proposals: Iterable[int]) -> set[int]:
    """Everybody who stood on the roll of any vote on these proposals.  Two queries."""
    rows = BallotRow.objects.filter(organisation_id=organisation, proposal_id__in=set(proposals))
    numbers = list(rows.values_list("id", flat=True))
    rolls = RollRow.objects.filter(organisation_id=organisation, ballot_id__in=numbers)
    return set(rolls.values_list("person_id", flat=True))


def votes(organisation: int, ballot: int) -> list[Vote]:
    """Each person's latest vote, by number.  `privacy.votes` says who may see it."""
    rows = VoteRow.objects.filter(organisation_id=organisation, ballot_id=ballot).order_by("id")
    latest = {row.person_id: row for row in rows}
    return [
        Vote(person, row.choice, tuple(row.projects), row.at)
        for person, row in sorted(latest.items())
    ]


def my_votes(organisation: int, person: int | None, ballots: Iterable[int]) -> dict[int, Vote]:
    """A person's own latest vote by ballot."""
    if person is None:
        return {}
    rows = VoteRow.objects.filter(
        organisation_id=organisation, person_id=person, ballot_id__in=set(ballots)
    )
    return {
        row.ballot_id: Vote(person, row.choice, tuple(row.projects), row.at)
        for row in rows.order_by("id")
    }


def projects_of_budget(organisation: int, ballot: int) -> list[ProjectView]:
    """The projects of a budget in their order.  Two queries."""
    rows = list(
        ProjectRow.objects.filter(organisation_id=organisation, ballot_id=ballot).order_by("place")
    )
    texts = members.texts(organisation, [row.text_id for row in rows])
    return [
        ProjectView(row.id, row.code, texts[row.text_id].title, texts[row.text_id].body, row.minor)
        for row in rows
    ]


def project_titles(organisation: int, ids: Iterable[int]) -> dict[int, str]:
    """Titles of projects by number, for the pages of mandates and books."""
    rows = list(ProjectRow.objects.filter(organisation_id=organisation, id__in=set(ids)))
    texts = members.texts(organisation, [row.text_id for row in rows])
    return {row.id: texts[row.text_id].title for row in rows}


def has_photo(organisation: int, digest: str) -> bool:
    """Whether a count of hands in this organisation names this photograph."""
    return HandsRow.objects.filter(organisation_id=organisation, photo=digest).exists()
