"""The tables of governance as one organisation has them, each read once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from tequio.governance.models import (
    AttendanceRow,
    BallotRow,
    BodyRow,
    ExcusedRow,
    HandsRow,
    MeetingRow,
    ProjectRow,
    ProposalRow,
    ResolutionRow,
    RollRow,
    VoteRow,
)
from tequio.governance.rules.budgets import digest_of_projects
from tequio.kernel import digest
from tequio.membership import queries as membership


@dataclass(frozen=True)
class Event:
    """Somebody came or left."""

    id: int
    person: int
    is_present: bool
    at: datetime


@dataclass(frozen=True)
class Tables:
    """Rows by number; attendance by meeting; rolls, votes, hands and projects by ballot.

    excused  proposal → who stood aside, in order
    texts    number → digest
    """

    bodies: dict[int, BodyRow]
    meetings: dict[int, MeetingRow]
    attendance: dict[int, list[Event]]
    proposals: dict[int, ProposalRow]
    excused: dict[int, list[ExcusedRow]]
    ballots: dict[int, BallotRow]
    rolls: dict[int, list[int]]
    votes: dict[int, list[VoteRow]]
    hands: dict[int, list[HandsRow]]
    projects: dict[int, list[ProjectRow]]
    resolutions: dict[int, ResolutionRow]
    texts: dict[int, str]

    def certificate(self, resolution: int) -> dict[str, Any] | None:
        """The certificate of a resolution; None where it cannot be read."""
        row = self.resolutions.get(resolution)
        try:
            read = json.loads(row.certificate) if row else None
        except ValueError:
            return None
        return read if isinstance(read, dict) else None

    def listed(self, ballot: int) -> str:
        """The digest of the projects on a ballot, as they stand here."""
        order = sorted(self.projects.get(ballot, ()), key=lambda row: row.place)
        told = ((row.id, row.code, row.minor, self.texts.get(row.text_id, "")) for row in order)
        return seal_of(digest_of_projects, told)

    def present(self, meeting: int, *, before: int) -> set[int]:
        """Who was in the room when the row of this number was written."""
        events = [one for one in self.attendance.get(meeting, ()) if one.id < before]
        latest = {one.person: one.is_present for one in events}
        return {person for person, is_present in latest.items() if is_present}

    def aside(self, ballot: BallotRow) -> set[int]:
        """Who stood aside from the proposal when the roll of this ballot was frozen."""
        rows = self.excused.get(ballot.proposal_id, ())
        return {row.person_id for row in rows if row.id < ballot.id}

    def latest_votes(self, ballot: int) -> dict[int, VoteRow]:
        """Each person's latest vote, in order of the persons' numbers."""
        latest = {vote.person_id: vote for vote in self.votes.get(ballot, ())}
        return dict(sorted(latest.items()))


def seal(facts: Any) -> str:
    """The digest of what a row holds; empty for what no act could have written there."""
    return seal_of(digest, facts)


def seal_of(sealing: Callable[[Any], str], facts: Any) -> str:
    """The same by another digest."""
    try:
        return sealing(facts)
    except (TypeError, ValueError):
        return ""


def tables_of(organisation: int) -> Tables:
    """Twelve queries."""
    attendance: dict[int, list[Event]] = defaultdict(list)
    came = _rows(AttendanceRow, organisation).values_list(
        "meeting_id", "id", "person_id", "is_present", "at"
    )
    for meeting, *event in came.iterator():
        attendance[meeting].append(Event(*event))
    rolls: dict[int, list[int]] = defaultdict(list)
    frozen = RollRow.objects.filter(organisation_id=organisation).order_by("ballot_id", "person_id")
    for ballot, person in frozen.values_list("ballot_id", "person_id").iterator():
        rolls[ballot].append(person)
    return Tables(
        bodies=_by_number(BodyRow, organisation),
        meetings=_by_number(MeetingRow, organisation),
        attendance=attendance,
        proposals=_by_number(ProposalRow, organisation),
        excused=_by("proposal_id", ExcusedRow, organisation),
        ballots=_by_number(BallotRow, organisation),
        rolls=rolls,
        votes=_by("ballot_id", VoteRow, organisation),
        hands=_by("ballot_id", HandsRow, organisation),
        projects=_by("ballot_id", ProjectRow, organisation),
        resolutions=_by_number(ResolutionRow, organisation),
        texts=membership.digests_of_texts(organisation),
    )


def _rows(table: type[Model], organisation: int) -> Any:
    return table._default_manager.filter(organisation_id=organisation).order_by("id")


def _by_number(table: type[Model], organisation: int) -> dict[int, Any]:
    return {row.id: row for row in _rows(table, organisation).iterator()}


def _by(column: str, table: type[Model], organisation: int) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in _rows(table, organisation).iterator():
        found[getattr(row, column)].append(row)
    return found
