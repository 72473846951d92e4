"""What was said of places and of what would stand there: ids, codes, days, digests; never names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ContextDescribed:
    """A place of which it is asked what would stand there; `name`: digest."""

    context: int
    name: str
    country: str
    listed: int | None
    party: int | None
    is_public: bool


@dataclass(frozen=True)
class ValueSaid:
    """One thing was said of a place; `content` and `source` are digests, `text` says whom."""

    value: int
    context: int
    variable: str
    content: str
    unit: str
    source: str
    asked: str
    text: int | None
    proof: str
    confidence: str
    day: date


@dataclass(frozen=True)
class ValueWithdrawn:
    """What was said counts no more."""

    value: int
    context: int
    variable: str


@dataclass(frozen=True)
class ValueSettled:
    """The community settled which of several values holds; `text` says how."""

    settlement: int
    context: int
    variable: str
    value: int
    present_count: int
    text: int
    proof: str
    day: date


@dataclass(frozen=True)
class PracticeAssessed:
    """A practice was held beside a place.

    source               whose practice, with its number and version; a ready case has a code
    title, design, known digests of what went in
    result, content      digests of what came out: of its text, and as it is told
    """

    assessment: int
    context: int
    source: int | None
    innovation: int | None
    version: int | None
    code: str
    title: str
    design: str
    known: str
    result: str
    content: str
    verdict: str
    assessed_on: date


@dataclass(frozen=True)
class OutcomeRecorded:
    """What happened after an assessment."""

    happened: int
    assessment: int
    outcome: str
    text: int | None
    proof: str
    day: date
