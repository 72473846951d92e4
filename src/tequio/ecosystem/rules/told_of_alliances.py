"""What happened to alliances: ids, codes, days, digests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PartnerTaken:
    """A listed organisation takes part for a sector.

    is_own  its own officer said so; else an organiser did, for it
    """

    partner: int
    listed: int
    sector: str
    is_own: bool


@dataclass(frozen=True)
class AllianceFounded:
    """An alliance began to gather.  name, territory: digests; content: SHA-256 of its rule.

    party  the organisation of the node that it is, if it is one
    """

    alliance: int
    name: str
    territory: str
    rule: str
    content: str
    party: int | None
    partners: tuple[PartnerTaken, ...]
    founded_on: date


@dataclass(frozen=True)
class AllianceJoined:
    """A listed organisation takes part from a day on."""

    alliance: int
    partner: int
    listed: int
    sector: str
    is_own: bool
    joined_on: date


@dataclass(frozen=True)
class AllianceLeft:
    """A listed organisation left.

    missing  codes of sectors that lack somebody since then
    """

    alliance: int
    partner: int
    listed: int
    left_on: date
    missing: tuple[str, ...]


@dataclass(frozen=True)
class AlliancePlanned:
    """A version of the work plan; `content`: SHA-256 of its actions."""

    alliance: int
    version: int
    text: int
    proof: str
    content: str
    actions: int
    planned_on: date


@dataclass(frozen=True)
class AllianceRegistered:
    """The folio was given, and the clock of formation runs; folio: a digest."""

    alliance: int
    step: int
    folio: str
    registered_on: date
    admits_from: date


@dataclass(frozen=True)
class AllianceFollowed:
    """Somebody looked how the formation goes."""

    alliance: int
    step: int
    text: int
    proof: str
    followed_on: date


@dataclass(frozen=True)
class AdmissionProposed:
    """Members are asked to admit an alliance as it stands; `content`: SHA-256 of how that is."""

    alliance: int
    content: str
    proposal: int
    body: int
    decision_type: str
    effect: str
    text: str


@dataclass(frozen=True)
class AllianceAdmitted:
    """An alliance is admitted by a resolution."""

    alliance: int
    step: int
    proposal: int
    resolution: int
    admitted_on: date


@dataclass(frozen=True)
class AllianceEnded:
    """An alliance ended; what it did stays."""

    alliance: int
    step: int
    text: int
    proof: str
    ended_on: date
