"""What happened to practices.  Ids, codes, days, digests; never a name or a word.

`design` is the digest of what a version says, `body` that of its text as it is kept, `title` that
of its title; `text` and `proof` are the number and the digest of what the author said besides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PracticeBegun:
    """Observations were joined into a practice, with its first version.

    role    as which the author wrote
    listed  who carries it, in the register
    """

    innovation: int
    observations: tuple[int, ...]
    design: str
    body: str
    title: str
    role: str
    listed: int | None
    text: int | None
    proof: str


@dataclass(frozen=True)
class MoreJoined:
    """More observations became part of a practice."""

    innovation: int
    observations: tuple[int, ...]


@dataclass(frozen=True)
class PracticeForked:
    """A practice of somebody else, or a ready case, was taken as the beginning of an own one.

    keeper          whose library it is in now
    origin          the organisation from which it comes, its practice there and the version;
    code            of the ready case otherwise
    """

    keeper: int
    innovation: int
    origin: int | None
    origin_practice: int | None
    origin_version: int | None
    code: str
    design: str
    body: str
    title: str
    role: str
    listed: int | None
    text: int | None
    proof: str


@dataclass(frozen=True)
class VersionWritten:
    """A practice says something new; what it said before stays."""

    innovation: int
    version: int
    design: str
    body: str
    title: str
    role: str
    text: int | None
    proof: str


@dataclass(frozen=True)
class Contributed:
    """Somebody works on a practice."""

    innovation: int
    role: str
    party: int | None
    text: int | None
    proof: str


@dataclass(frozen=True)
class SignedOff:
    """Somebody who contributed stands by a version."""

    innovation: int
    version: int
    role: str


@dataclass(frozen=True)
class Advanced:
    """A practice came into a state.

    step    number of the change
    noted   the evidence that was given with it; source: digest of where it stands
    """

    innovation: int
    state: str
    version: int
    step: int
    day: date
    text: int | None
    proof: str
    noted: int | None
    source: str


@dataclass(frozen=True)
class Published:
    """Everybody who sees the library may read a practice, or no more."""

    innovation: int
    is_public: bool


@dataclass(frozen=True)
class CarrierNamed:
    """Which organisation of the register carries a practice."""

    innovation: int
    listed: int | None


@dataclass(frozen=True)
class EvidenceNoted:
    """Something was shown about a practice; `source` is a digest."""

    noted: int
    innovation: int
    kind: str
    strength: str
    is_harm: bool
    source: str
    file: str
    day: date
    text: int
    proof: str


@dataclass(frozen=True)
class QuestionAnswered:
    """One of the seven questions was answered; `source` is a digest."""

    answered: int
    innovation: int
    question: int
    answer: str
    source: str
    text: int | None
    proof: str
