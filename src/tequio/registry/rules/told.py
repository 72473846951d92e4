"""What happened in a register, in the past tense: ids, codes, days, digests; never names.

An event that is told in two chains names the `register` (its keeper) whose matter it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SourceAdded:
    """Somebody whose word the register takes.  `words`: digest of title, attribution, links."""

    source: int
    source_code: str
    source_kind: str
    licence: str
    scheme: str
    is_complete: bool
    may_publish: bool
    words: str


@dataclass(frozen=True)
class SourceChanged:
    """What is known of a source now, whole."""

    source: int
    source_code: str
    source_kind: str
    licence: str
    scheme: str
    is_complete: bool
    may_publish: bool
    words: str


@dataclass(frozen=True)
class Spoken:
    """A statement that a person wrote: whose record it is, and a digest of what it says.

    opened  the source, if it was opened with this statement; its kind is `keeper` or `own`
    """

    listed: int
    record: int
    statement: int
    source: int
    said: str
    opened: str = ""


@dataclass(frozen=True)
class Found:
    """Candidates that were found, in the order of their numbers from `first` on.

    root  over each one's number, pair, score, reading and reasons
    """

    first: int
    candidates: int
    root: str


@dataclass(frozen=True)
class OrganisationListed:
    """One organisation was written into the register by hand."""

    listed: int
    uid: str
    spoken: Spoken
    found: Found


@dataclass(frozen=True)
class ValueAsserted:
    """The office said something of a listed organisation; `reason` is the digest of its words."""

    listed: int
    property: str
    spoken: Spoken
    text: int | None
    reason: str


@dataclass(frozen=True)
class PlaceGuarded:
    """How much of a place may be seen from now on: `hidden`, `coarse` or `open`.

    whose  the organisation and those that were merged into it
    """

    listed: int
    exposure: str
    whose: tuple[int, ...]


@dataclass(frozen=True)
class OrganisationsMerged:
    """Two were found to be one; `records`: those of the one that is gone, which moved."""

    merge: int
    kept: int
    gone: int
    records: tuple[int, ...]
    party: int | None
    text: int | None
    reason: str


@dataclass(frozen=True)
class MergeUndone:
    """They are two again, as before; `party` goes back with the one that was gone.

    hidden, coarse  whose place is guarded again as it was before the merge
    """

    merge: int
    kept: int
    gone: int
    party: int | None
    text: int | None
    reason: str
    hidden: tuple[int, ...] = ()
    coarse: tuple[int, ...] = ()


@dataclass(frozen=True)
class DeclaredNotSame:
    """These two are not one, and are not proposed again.  first < second"""

    first: int
    second: int
    text: int | None
    reason: str


@dataclass(frozen=True)
class Related:
    """One stands to another from a day, until a day, where these are known."""

    relation: int
    listed: int
    type: str
    other: int
    since: date | None
    until: date | None


@dataclass(frozen=True)
class RelationEnded:
    """They do not stand like this to each other any more since this day."""

    relation: int
    until: date


@dataclass(frozen=True)
class MatchesSought:
    """Some organisations were compared with the others.

    after, until  behind which number it began, and up to which it came; 0 when all were looked at
    """

    after: int
    until: int
    looked_at: int
    found: Found


@dataclass(frozen=True)
class RecognitionAsked:
    """An organisation of this node says that a listed one is itself."""

    register: int
    suggestion: int
    listed: int
    organisation: int


@dataclass(frozen=True)
class OrganisationRecognised:
    """A listed organisation is this one of the node; none where that was taken back.

    suggestion  with which the organisation itself had asked for it
    silenced    statements of its own that count no more since that was taken back
    """

    register: int
    listed: int
    organisation: int | None
    suggestion: int | None
    silenced: tuple[int, ...] = ()


@dataclass(frozen=True)
class OrganisationDescribed:
    """An organisation wrote its own record: all that it says of itself in this register; and how
    much of its place may be seen, empty where it did not say."""

    register: int
    organisation: int
    listed: int
    spoken: Spoken
    exposure: str
    whose: tuple[int, ...]


@dataclass(frozen=True)
class SuggestionMade:
    """Somebody says that something is wrong or missing; digests of what and of the words."""

    suggestion: int
    listed: int
    said: str
    text: int | None
    words: str


@dataclass(frozen=True)
class SuggestionAnswered:
    """It was taken, then with a statement of the keeper's, or declined."""

    suggestion: int
    listed: int
    state: str
    spoken: Spoken | None
    text: int | None
    words: str
