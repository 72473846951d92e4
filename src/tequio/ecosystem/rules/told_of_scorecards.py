"""What happened to frameworks and scorecards: ids, codes, days, digests; never what was answered.

Of a sheet the chain says that it came, and who sent it; not for which group, and not what was
answered.  Group and answers are sealed together under a random salt, so that nobody finds out what
somebody answered by trying all that she could have.  The salt stands in the table with the sheet:
whoever may read that table can read the answers as well, and nobody else can.
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
    title, territory  digests of what the scorecard is called and of where it is about
    """

    scorecard: int
    framework: str
    digest: str
    title: str
    territory: str
    groups: tuple[str, ...]
    opened_on: date
    until: date


@dataclass(frozen=True)
class ScorecardAnswered:
    """A sheet came; `answers`: salted digest of what it says (`scorecards.proof_of_sheet`)."""

    scorecard: int
    number: int
    is_paper: bool
    answers: str


@dataclass(frozen=True)
class ScorecardClosed:
    """Nobody answers any more; now its results are shown."""

    scorecard: int
    sheets: int
    closed_on: date
