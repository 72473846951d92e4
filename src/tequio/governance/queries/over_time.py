"""What was decided and where it was met, as rows to be counted: no words, nobody's choice."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef

from tequio.governance.models import (
    AttendanceRow,
    BallotRow,
    BodyRow,
    HandsRow,
    MeetingRow,
    ProposalRow,
    ResolutionRow,
    VoteRow,
)


@dataclass(frozen=True)
class Founded:
    """The resolution by which the founders adopted their statutes."""

    resolution: int
    on: date
    founders: frozenset[int]


@dataclass(frozen=True)
class Taken:
    """A decision on a proposal.

    body       to which it was made
    effect     plain facts of what it would allow, with its `kind`
    outcome    adopted, rejected, no_quorum or impossible
    entitled   how many stood on the frozen roll
    took_part  how many of them voted or were in the room
    voters     how many voted by phone, and `two_voters` two of them (one, if nobody else did):
               enough to know whether anybody voted besides a certain person
    counted_by who entered the raised hands last, if hands were counted
    """

    resolution: int
    proposal: int
    ballot: int
    meeting: int | None
    body: int
    effect: Mapping[str, Any]
    outcome: str
    on: date
    entitled: int
    took_part: int
    voters: int
    two_voters: frozenset[int]
    counted_by: int | None

    @property
    def kind(self) -> str:
        """The kind of its effect."""
        return str(self.effect.get("kind", ""))


@dataclass(frozen=True)
class Held:
    """A meeting that was opened and closed; `came`: how many were there at some time."""

    id: int
    body: int
    on: date
    came: int


@dataclass(frozen=True)
class OverTime:
    """Everything until a day, the oldest first.  `assembly`: its number and its class."""

    founded: Founded | None
    taken: tuple[Taken, ...]
    held: tuple[Held, ...]
    assembly: int | None
    member_class: str


NOBODY: tuple[int, frozenset[int]] = (0, frozenset())


def over_time(organisation: int, until: date) -> OverTime:
    """What was decided and met until a day.  Eight queries, however much it was."""
    resolutions = ResolutionRow.objects.filter(organisation_id=organisation, resolved_on__lte=until)
    listed = list(resolutions.order_by("id"))
    bodies = BodyRow.objects.filter(organisation_id=organisation, code="assembly")
    assembly = bodies.first()
    return OverTime(
        next((_founded(row) for row in listed if not row.proposal_id), None),
        tuple(_taken(organisation, [row for row in listed if row.proposal_id])),
        tuple(_held(organisation, until)),
        assembly.id if assembly else None,
        assembly.member_class if assembly else "",
    )


def _founded(row: ResolutionRow) -> Founded:
    founders = json.loads(row.certificate).get("founders", ())
    return Founded(row.id, row.resolved_on, frozenset(founders))


def _taken(organisation: int, listed: list[ResolutionRow]) -> list[Taken]:
    own = {"organisation_id": organisation}
    proposals = {row.id: row for row in ProposalRow.objects.filter(**own)}
    ballots = {row.id: row for row in BallotRow.objects.filter(**own)}
    hands = dict(
        HandsRow.objects.filter(**own).order_by("id").values_list("ballot_id", "entered_by_id")
    )
    voters = _voters(organisation)
    return [
        Taken(
            row.id,
            row.proposal_id,
            row.ballot_id,
            row.meeting_id,
            proposals[row.proposal_id].body_id,
            proposals[row.proposal_id].effect,
            row.outcome,
            row.resolved_on,
            ballots[row.ballot_id].entitled,
            _took_part(row, voters.get(row.ballot_id, NOBODY)[0]),
            *voters.get(row.ballot_id, NOBODY),
            hands.get(row.ballot_id),
        )
        for row in listed
        if row.proposal_id in proposals and row.ballot_id in ballots
    ]


def _voters(organisation: int) -> dict[int, tuple[int, frozenset[int]]]:
    """How many persons voted by phone in each ballot, and two of them."""
    rows = VoteRow.objects.filter(organisation_id=organisation).values("ballot_id")
    counted = rows.annotate(
        persons=Count("person_id", distinct=True), least=Min("person_id"), most=Max("person_id")
    )
    columns = counted.values_list("ballot_id", "persons", "least", "most")
    return {ballot: (persons, frozenset({least, most})) for ballot, persons, least, most in columns}


def _took_part(row: ResolutionRow, voters: int) -> int:
    """Who voted or was in the room, as the certificate counted them; of a budget the voters."""
    result = json.loads(row.certificate).get("result")
    return int(result["tally"]["present"]) if result else voters


def _held(organisation: int, until: date) -> list[Held]:
    rows = MeetingRow.objects.filter(
        organisation_id=organisation, held_on__lte=until, closed_at__isnull=False
    ).order_by("held_on", "id")
    there = AttendanceRow.objects.filter(organisation_id=organisation, is_present=True)
    counted = there.values("meeting_id").annotate(persons=Count("person_id", distinct=True))
    came = dict(counted.values_list("meeting_id", "persons"))
    columns = rows.values_list("id", "body_id", "held_on")
    return [Held(one, body, on, came.get(one, 0)) for one, body, on in columns]


def last_assemblies(organisations: Collection[int], until: date) -> dict[int, date]:
    """The day of the last assembly of each of these until a day: opened and closed, somebody came,
    and not every vote lacked its quorum.  Where none was held, the day of its founding here; who
    was not founded here either is left out.  Two queries, however many they are."""
    founded = ResolutionRow.objects.filter(
        organisation_id__in=organisations, proposal_id=0, resolved_on__lte=until
    )
    days = dict(founded.values_list("organisation_id").annotate(first=Min("resolved_on")))
    own = {"organisation_id": OuterRef("organisation_id")}
    there = AttendanceRow.objects.filter(**own, meeting_id=OuterRef("id"), is_present=True)
    votes = ResolutionRow.objects.filter(
        **own, meeting_id=OuterRef("id"), proposal_id__gt=0, resolved_on__lte=until
    )
    held = MeetingRow.objects.filter(
        Exists(BodyRow.objects.filter(**own, id=OuterRef("body_id"), code="assembly")),
        Exists(there),
        Exists(votes.exclude(outcome="no_quorum")) | ~Exists(votes),
        organisation_id__in=organisations,
        held_on__lte=until,
        closed_at__isnull=False,
    )
    return days | dict(held.values_list("organisation_id").annotate(last=Max("held_on")))
