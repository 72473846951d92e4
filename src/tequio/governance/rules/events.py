"""What happened, in the past tense: ids, counts, days, digests; never names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class GroupFounded:
    organisation: int
    uid: str
    kind: str
    members: tuple[int, ...]
    assembly: int
    statutes: str
    mandates: tuple[int, ...]
    journal: int | None


@dataclass(frozen=True)
class MeetingCalled:
    meeting: int
    body: int
    call: int
    held_on: date
    agenda: tuple[int, ...]


@dataclass(frozen=True)
class MeetingOpened:
    meeting: int
    body: int
    call: int
    is_ad_hoc: bool
    present: tuple[int, ...]


@dataclass(frozen=True)
class AttendanceRecorded:
    meeting: int
    came: tuple[int, ...]
    left: tuple[int, ...]


@dataclass(frozen=True)
class MeetingClosed:
    meeting: int
    minutes: str


@dataclass(frozen=True)
class ProposalMade:
    proposal: int
    body: int
    decision_type: str
    effect: str
    text: str


@dataclass(frozen=True)
class ProposalWithdrawn:
    proposal: int


@dataclass(frozen=True)
class BallotOpened:
    ballot: int
    proposal: int
    meeting: int | None
    way: str
    roll: str
    entitled: int
    rule: str


@dataclass(frozen=True)
class VoteCast:
    ballot: int
    choice: str


@dataclass(frozen=True)
class HandsCounted:
    ballot: int
    yes: int
    no: int
    abstain: int
    witnesses: tuple[int, ...]
    photo: str


@dataclass(frozen=True)
class BallotClosed:
    """How a ballot ended.

    outcome  adopted, rejected, no_quorum, or impossible: adopted, but it can no longer be done
    result   the number that the effect gave, if any
    """

    ballot: int
    proposal: int
    resolution: int
    outcome: str
    certificate: str
    result: int | None


@dataclass(frozen=True)
class OfficeHandedOver:
    office: str
    person: int
    replaces: int | None
    meeting: int
    resolution: int
    certificate: str


@dataclass(frozen=True)
class BudgetOpened:
    ballot: int
    proposal: int
    decided: int
    method: str
    minor: int
    unit: str
    projects: int
    roll: str
    entitled: int


@dataclass(frozen=True)
class ProjectsApproved:
    ballot: int
    projects: tuple[int, ...]


@dataclass(frozen=True)
class BudgetImported:
    body: int
    ballot: int
    resolution: int
    certificate: str
    roll: str
    ballots: str
    voters: int
    journal: int
    mandates: tuple[int, ...]
