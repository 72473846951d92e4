"""What happened, in the past tense: ids, counts, days, digests; never names.

Every row of governance can be held against these facts (`retold`).  An event that files a proposal
carries `proposal`, `body`, `effect` and `text`, also in the rooms above; one that takes a proposal
back with something else carries `taken_back`; one that opens bodies, or changes their offices,
carries `bodies`; one by which somebody stands aside from a proposal carries `proposal` and
`excused`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class GroupFounded:
    """`identity` is the digest of the group's names, kind, country, unit and day of foundation."""

    organisation: int
    uid: str
    identity: str
    kind: str
    members: tuple[int, ...]
    assembly: int
    statutes: str
    mandates: tuple[int, ...]
    journal: int | None
    board: int
    resolution: int
    resolved_on: date


@dataclass(frozen=True)
class BodyOfOffices:
    """What a line of a room above tells of a body: see `service.body_of_offices`."""

    body: int
    code: str
    offices: tuple[str, ...]


@dataclass(frozen=True)
class MeetingCalled:
    meeting: int
    body: int
    call: int
    held_on: date
    agenda: tuple[int, ...]
    place: str


@dataclass(frozen=True)
class MeetingOpened:
    meeting: int
    body: int
    call: int
    is_ad_hoc: bool
    present: tuple[int, ...]
    held_on: date


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
class InterestDeclared:
    """`excused`: who stands aside from the proposal from now on."""

    proposal: int
    excused: tuple[int, ...]


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
    closes_on: date | None


@dataclass(frozen=True)
class VoteCast:
    ballot: int
    choice: str
    vote: int


@dataclass(frozen=True)
class HandsCounted:
    ballot: int
    yes: int
    no: int
    abstain: int
    witnesses: tuple[int, ...]
    photo: str
    hands: int


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
    resolved_on: date


@dataclass(frozen=True)
class OfficeHandedOver:
    office: str
    person: int
    replaces: int | None
    meeting: int
    body: int
    present: tuple[int, ...]
    minutes: str
    proposal: int
    effect: str
    text: str
    ballot: int
    roll: str
    entitled: int
    rule: str
    hands: int
    yes: int
    no: int
    abstain: int
    witnesses: tuple[int, ...]
    photo: str
    resolution: int
    certificate: str
    resolved_on: date


@dataclass(frozen=True)
class BudgetOpened:
    """`listed`: digest of the projects with their costs, as they stand on the ballot."""

    ballot: int
    proposal: int
    decided: int
    method: str
    minor: int
    unit: str
    projects: int
    roll: str
    entitled: int
    body: int
    effect: str
    text: str
    rule: str
    closes_on: date
    listed: str


@dataclass(frozen=True)
class ProjectsApproved:
    ballot: int
    projects: tuple[int, ...]
    vote: int


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
    proposal: int
    effect: str
    text: str
    rule: str
    listed: str
    outcome: str
    resolved_on: date
