"""What happened to frameworks and scorecards: ids, codes, days, digests; never what was answered.

Who answered stands in the table alone: the chain says that a sheet came, and of which group.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class FrameworkKept:
    """A framework of one's own is kept; `digest`: SHA-256 of its text to the letter."""

    framework: int
    code: str
    version: int
    digest: str


@dataclass(frozen=True)
class ScorecardOpened:
    """Several groups are asked by a framework, until a day.

    framework  key such as `seed-blocks@1`, digest: of what it says
    title      digest of what the scorecard is called
    """

    scorecard: int
    framework: str
    digest: str
    title: str
    groups: tuple[str, ...]
    opened_on: date
    until: date


@dataclass(frozen=True)
class ScorecardAnswered:
    """A sheet came; `answers`: salted digest of what it says (`scorecards.proof_of_sheet`)."""

    scorecard: int
    number: int
    group: str
    is_paper: bool
    answers: str


@dataclass(frozen=True)
class ScorecardClosed:
    """Nobody answers any more; now its results are shown."""

    scorecard: int
    sheets: int
    closed_on: date
