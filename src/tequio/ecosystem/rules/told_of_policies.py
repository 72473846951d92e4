"""What happened to recommendations, effects and programmes: ids, codes, days, digests; never names.

`text` and `proof`: number of somebody's words and their digest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ProcessBegun:
    """A policy is made together; `title`: digest of what it is called, `framework`: whose blocks it
    touches."""

    process: int
    title: str
    framework: str
    text: int | None
    proof: str
    since: date


@dataclass(frozen=True)
class RecommendationRecorded:
    """A recommendation of a process, with the blocks that it touches; `numbered`: as its report
    numbers it."""

    recommendation: int
    process: int
    numbered: int
    blocks: tuple[str, ...]
    text: int
    proof: str


@dataclass(frozen=True)
class RecommendationUpdated:
    """How it stands now.

    has_owner  somebody has taken it on; owner: digest of who, in words; owner_listed: or which
               organisation
    source     digest of what shows it, "" if only the owner changed
    """

    recommendation: int
    status_row: int
    status: str
    has_owner: bool
    owner: str
    owner_listed: int | None
    source: str
    text: int | None
    proof: str
    day: date


@dataclass(frozen=True)
class PartTaken:
    """Somebody takes part in a process, from one side."""

    process: int
    part: int
    actor_kind: str
    role: str
    listed: int | None
    text: int | None
    proof: str
    day: date


@dataclass(frozen=True)
class EffectArgued:
    """Somebody argues what something does; `subject_id`: its number."""

    effect: int
    subject: str
    subject_id: int
    domain: str
    direction: str
    actor_kind: str
    listed: int | None
    text: int
    proof: str
    day: date


@dataclass(frozen=True)
class EffectWithdrawn:
    """Whoever argued it took it back."""

    effect: int
    subject: str
    subject_id: int
    withdrawn_on: date


@dataclass(frozen=True)
class ProgrammeDrafted:
    """A programme is to be checked before it opens; `title`: digest of what it is called."""

    programme: int
    title: str
    text: int
    proof: str


@dataclass(frozen=True)
class AffectedNamed:
    """Somebody whom a programme would touch.

    who, benefits, harms  numbers of the words that say it, each with the digest of these
    """

    programme: int
    affected: int
    actor_kind: str
    listed: int | None
    who: int
    benefits: int
    harms: int
    who_proof: str
    benefits_proof: str
    harms_proof: str
    part: str


@dataclass(frozen=True)
class AffectedReplied:
    """Those affected answered; `present_count`: so many were there."""

    programme: int
    affected: int
    reply: int
    answer: str
    is_own: bool
    present_count: int | None
    text: int
    proof: str
    day: date


@dataclass(frozen=True)
class ProgrammeOpened:
    """Everything was recorded, and those affected have answered.

    affected_count  so many are named; refusing: so many of them said no
    own_count       so many answered themselves; for the others it was written down
    """

    programme: int
    affected_count: int
    refusing: int
    own_count: int
    opened_on: date
