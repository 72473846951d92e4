"""What happened to alliances: ids, codes, days, digests; never names.

`text` and `proof`: number of somebody's words and their digest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.governance.rules.events import BodyOfOffices


@dataclass(frozen=True)
class AllianceFounded:
    """It begins to find its partners.

    rule    key such as `nodess@1`, digest: of what it says
    name    digest of how it is called, and where
    party   the organisation of the node that it is, if it is one
    """

    alliance: int
    rule: str
    digest: str
    name: str
    party: int | None
    founded_on: date


@dataclass(frozen=True)
class AllianceJoined:
    """A listed organisation takes part, for a sector; `is_own`: its own officer said so."""

    alliance: int
    partner: int
    listed: int
    sector: str
    is_own: bool
    joined_on: date


@dataclass(frozen=True)
class AllianceLeft:
    """It takes part no more.

    missing       sectors that lack somebody since
    refill_until  last day to fill its place, where the alliance is suspended by it
    """

    alliance: int
    partner: int
    listed: int
    sector: str
    is_own: bool
    left_on: date
    missing: tuple[str, ...]
    refill_until: date | None


@dataclass(frozen=True)
class AlliancePlanned:
    """A version of its work plan; `actions`: digest of so many as `count`."""

    alliance: int
    number: int
    text: int
    proof: str
    actions: str
    count: int
    day: date


@dataclass(frozen=True)
class AllianceRegistered:
    """It has its folio, and its clock runs.

    folio        digest of the folio
    admits_from  first day on which it can be admitted
    """

    alliance: int
    step: int
    folio: str
    registered_on: date
    admits_from: date


@dataclass(frozen=True)
class AllianceFollowed:
    """Somebody looked how its formation goes."""

    alliance: int
    step: int
    text: int
    proof: str
    day: date


@dataclass(frozen=True)
class AdmissionProposed:
    """It is asked for its admission; `content`: digest of what exactly is asked, `words` of the
    words of the proposal."""

    alliance: int
    content: str
    proposal: int
    body: int
    decision_type: str
    effect: str
    words: str
    bodies: tuple[BodyOfOffices, ...]


@dataclass(frozen=True)
class AllianceAdmitted:
    """A resolution admitted it."""

    alliance: int
    step: int
    proposal: int
    resolution: int
    admitted_on: date


@dataclass(frozen=True)
class AllianceEnded:
    """It is over."""

    alliance: int
    step: int
    text: int | None
    proof: str
    ended_on: date
