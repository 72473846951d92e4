"""What happens to each row of a file: new, changed, the same, or refused.  Pure.

A row is a source record's words.  The record of the same key of the same source is the same
record; a new one is about an organisation that is listed already only where the file says so
(`about`) or where one equal register number leaves no doubt.  Everything else begins an
organisation of its own, and what looks alike waits for a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.registry.rules.facts import Spoken
from tequio.registry.rules.meaning import register_number
from tequio.registry.rules.told import Found

Outcome = Literal["new", "changed", "same", "refused"]
Key = tuple[int, str]
"""Number of the source, and the source's own key."""
Number = tuple[str, str]
"""Scheme and normal form of a register number."""

RECORD_TWICE = RefusalKind(
    "record_twice",
    _("Line {line}: the key {key} stood in an earlier row; that one was taken."),
    _("Look which of the two rows is right, and take the other one out of the file."),
    about="input",
)
SPEAKS_OF_NOBODY = RefusalKind(
    "speaks_of_nobody",
    _("Line {line}: there is no record {key} of the source {source} of which it could speak."),
    _("Take in the file of that source first."),
    about="input",
)


class Line(NamedTuple):
    """One row of a file: its place in it, itself without personal data as JSON, what it says for
    each source that it speaks for, and what of it cannot be read."""

    number: int
    raw: str
    spoken: tuple[Spoken, ...]
    problems: tuple[Refusal, ...] = ()


class Known(NamedTuple):
    """A record that is kept already, with its current statement (none where it was undone)."""

    record: int
    first_listed: int
    listed: int
    statement: int | None
    meaning: str | None
    last_batch: int | None
    vanished: int | None = None


class Planned(NamedTuple):
    """What will happen to what one row says for one source.

    outcome    new, changed, same, or refused (then `why`)
    source     number of the source
    known      the record that is kept already
    listed     the organisation that it is about; None where it begins one of its own
    linked_by  `new`, `key`, `number` or `about`
    """

    number: int
    raw: str
    spoken: Spoken | None
    outcome: Outcome
    source: int = 0
    meaning: str = ""
    known: Known | None = None
    listed: int | None = None
    linked_by: str = "new"
    why: Refusal | None = None


@dataclass(frozen=True)
class Ground:
    """What is known before some rows are planned.

    sources  number of each source by its code
    known    records that are kept already, by source and key
    batch    this import's own number, so that a key that comes twice in the file is seen
    meaning  what a record's words mean, as a digest
    """

    sources: Mapping[str, int]
    known: Mapping[Key, Known]
    batch: int
    meaning: Callable[[Spoken], str]


def plan(lines: Iterable[Line], ground: Ground, seen: set[Key]) -> Iterator[Planned]:
    """What will happen to each row, in order.

    seen  keys of these rows and, where nothing is written in between, of all rows before them; it
          is added to
    """
    for line in lines:
        for problem in line.problems:
            yield Planned(line.number, line.raw, None, "refused", why=problem)
        for spoken in line.spoken:
            yield _planned(line, spoken, ground, seen)


def _planned(line: Line, spoken: Spoken, ground: Ground, seen: set[Key]) -> Planned:
    source = ground.sources[spoken.source]
    key = (source, spoken.key)
    known = ground.known.get(key)
    number, raw = line.number, line.raw
    why = _objection(number, spoken, key, ground, seen)
    if why is not None:
        return Planned(number, raw, spoken, "refused", source, known=known, why=why)
    seen.add(key)
    means = ground.meaning(spoken)
    if known is not None:
        outcome: Outcome = "same" if known.meaning == means else "changed"
        if known.statement is None:
            outcome = "new"
        return Planned(number, raw, spoken, outcome, source, means, known, known.listed, "key")
    if spoken.of_source:
        about = ground.known.get((ground.sources[spoken.of_source], spoken.about))
        listed = about.listed if about else None
        return Planned(number, raw, spoken, "new", source, means, None, listed, "about")
    return Planned(number, raw, spoken, "new", source, means)


def _objection(
    line: int, spoken: Spoken, key: Key, ground: Ground, seen: set[Key]
) -> Refusal | None:
    known = ground.known.get(key)
    if key in seen or (known is not None and known.last_batch == ground.batch):
        return RECORD_TWICE.because(line=line, key=spoken.key)
    if spoken.of_source:
        whom = (ground.sources[spoken.of_source], spoken.about)
        if whom not in seen and whom not in ground.known:
            return SPEAKS_OF_NOBODY.because(line=line, key=spoken.about, source=spoken.of_source)
    return None


def numbers_of(spoken: Spoken) -> frozenset[Number]:
    """The register numbers that a record says, in their normal form."""
    found = (one.value for one in spoken.said if one.property == "identifier")
    pairs = (
        (str(value["scheme"]), register_number(str(value["raw"]))[:60])
        for value in found
        if isinstance(value, Mapping)
    )
    return frozenset((scheme, normal) for scheme, normal in pairs if normal)


@dataclass(frozen=True)
class Neighbour:
    """An organisation of the register that has one of these numbers: all its numbers, and which
    sources speak of it under keys of their own."""

    listed: int
    numbers: frozenset[Number]
    sources: frozenset[int]


def linked(
    spoken: Spoken, *, source: int, neighbours: Iterable[Neighbour], once: Callable[[Number], bool]
) -> int | None:
    """The one organisation that this new record is about without any doubt, else None.

    By an equal register number alone, if that number stands once in the file (`once`) and with one
    organisation here, if no other number of the two contradicts, and if this source does not speak
    of that organisation under another key: then its publisher says that they are two.
    """
    own = numbers_of(spoken)
    found = [one for one in neighbours if own & one.numbers]
    if len(found) != 1 or not all(once(number) for number in own):
        return None
    other = found[0]
    ours, theirs = _by_scheme(own), _by_scheme(other.numbers)
    agree = all(ours[scheme] == theirs[scheme] for scheme in ours.keys() & theirs.keys())
    return other.listed if agree and source not in other.sources else None


def _by_scheme(numbers: Iterable[Number]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for scheme, normal in numbers:
        found[scheme] = found.get(scheme, frozenset()) | {normal}
    return found


@dataclass(frozen=True)
class BatchTakenIn:
    """A file was taken in.

    sources      numbers of the sources for which it speaks, the main one first
    whole        what was missing in it counts as vanished; missing is not closed
    root         hash over its statements, in the order of their ids
    missing      digest of the numbers of the records that vanished, in order
    words        digest of the file's name and of the report
    found        who of the new ones may be listed already: candidates for a person
    """

    batch: int
    sources: tuple[int, ...]
    mapping: int
    file: str
    format: str
    edition: date
    whole: bool
    rows: int
    new: int
    changed: int
    same: int
    vanished: int
    refused: int
    root: str
    missing: str
    words: str
    found: Found


@dataclass(frozen=True)
class BatchUndone:
    """A batch counts as never said: its statements are no longer current."""

    batch: int
    statements: int


@dataclass(frozen=True)
class MappingSaved:
    """How the columns of a file are read was written down; `digest`: SHA-256 of the text."""

    mapping: int
    code: str
    digest: str


NO_SUCH_SOURCE = RefusalKind(
    "no_such_source",
    _("There is no source called {source} in this register."),
    _("Write the source down first: who it is, and under which licence it may be used."),
    about="input",
)
NO_SUCH_MAPPING = RefusalKind(
    "no_such_mapping",
    _("There is no mapping called {mapping} in this register."),
    _("Save the mapping first."),
    about="input",
)
MAPPING_OF_OTHER_SOURCE = RefusalKind(
    "mapping_of_other_source",
    _("The mapping {mapping} does not speak for the source {source}."),
    _("Choose the source for which it was made: {sources}."),
    about="input",
)
FILE_NOT_HERE = RefusalKind(
    "file_not_here",
    _("The file does not wait here any more."),
    _("Send the file again."),
    about="input",
)
EDITION_BEFORE = RefusalKind(
    "edition_before",
    _("This edition is of {edition}; one of {later} was taken in already."),
    _("Undo the later one first, or write the right day of the edition."),
)
NO_SUCH_BATCH = RefusalKind(
    "no_such_batch",
    _("There is no import with the number {batch} here."),
    _("Look at the list of imports."),
    about="input",
)
ALREADY_UNDONE = RefusalKind(
    "batch_already_undone",
    _("This import was already undone."),
    _("Nothing is left to do."),
)
LATER_BATCH = RefusalKind(
    "later_batch",
    _("A later import of the same source, number {batch}, stands on this one."),
    _("Undo that one first."),
)
