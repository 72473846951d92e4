"""Rows of a file under a mapping: what each source says, and what of the row is kept.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date

from tequio.kernel import Refusal, Refused
from tequio.registry.rules.facts import Said, Spoken
from tequio.registry.rules.mapping.days import day_reader
from tequio.registry.rules.mapping.faults import KEY_COLUMN_MISSING, ROW_WITHOUT_KEY
from tequio.registry.rules.mapping.plan import Mapping, Part, Saying, Spell
from tequio.registry.rules.mapping.reports import ColumnReport, Counting, State
from tequio.registry.rules.mapping.scrubbing import may_hold_address, scrubbed
from tequio.registry.rules.mapping.speaking import Around, Cells, Turn, holds_of, says_of
from tequio.registry.rules.mapping.values import Countries
from tequio.registry.rules.properties import CONTACTS
from tequio.registry.rules.reading.table import Row

LONGEST_KEY = 200


@dataclass(frozen=True)
class Mapped:
    """What became of a row.

    spoken    what each source says; none where no part speaks of this row
    kept_row  the row as it came, without what is about persons
    problems  why nothing was taken, or what to look at
    """

    spoken: tuple[Spoken, ...] = ()
    kept_row: dict[str, str] = field(default_factory=dict)
    problems: tuple[Refusal, ...] = ()


Speaks = Callable[[Cells, int], "Spoken | Refusal | None"]


class Mapper:
    """A mapping made ready for one file: every decision that does not hang on a row is made once.

    Raises Refused: `key_column_missing`, where a column of a key is not in the file.

    complete   codes of the sources that claim to list everything
    countries  resolves names of countries; without it only two-letter codes are understood
    """

    def __init__(
        self,
        mapping: Mapping,
        columns: Collection[str],
        *,
        complete: Collection[str] = (),
        countries: Countries | None = None,
    ) -> None:
        self.mapping = mapping
        self.columns = tuple(columns)
        missing = {name for part in mapping.parts for name in part.key} - set(columns)
        if missing:
            raise Refused(*(KEY_COLUMN_MISSING.because(column=name) for name in sorted(missing)))
        self.rows = 0
        used = mapping.used()
        self._counting = {name: Counting() for name in {*columns, *used}}
        self._watched = [(name, self._counting[name]) for name in columns if name in used]
        self._parts = [
            _speaks(
                part,
                Around(self._counting, mapping.nulls, part.source in complete, countries),
            )
            for part in mapping.parts
        ]
        self._longest_null = 2 + max(map(len, mapping.nulls), default=0)
        self._contacts = _contact_columns(mapping)

    def row(self, row: Row) -> Mapped:
        """What a row says.  Rows that cannot be read give only their problem."""
        self.rows += 1
        if row.problem:
            return Mapped(problems=(row.problem,))
        problems: list[Refusal] = []
        cells, kept = self._without_persons(row.cells)
        spoken = []
        for speaks in self._parts:
            found = speaks(cells, row.line)
            if isinstance(found, Spoken):
                spoken.append(found)
            elif found is not None:
                problems.append(found)
        self._count_empty(cells)
        return Mapped(tuple(spoken), kept, tuple(problems))

    def _count_empty(self, cells: dict[str, str]) -> None:
        nulls, longest = self.mapping.nulls, self._longest_null
        for name, counting in self._watched:
            text = cells.get(name)
            if not text or (len(text) <= longest and text.strip().lower() in nulls):
                counting.empty += 1

    def report(self) -> tuple[ColumnReport, ...]:
        """Each column of the file, then those of the mapping that the file lacks."""
        lacking = sorted(self.mapping.used() - set(self.columns))
        return (
            *(self._of_column(name) for name in self.columns),
            *(ColumnReport(name, "missing") for name in lacking),
        )

    def _of_column(self, name: str) -> ColumnReport:
        state, reason = _state(self.mapping, name)
        if state != "taken":
            return ColumnReport(name, state, reason)
        counting = self._counting[name]
        return ColumnReport(
            name,
            state,
            filled=self.rows - counting.empty,
            empty=counting.empty,
            not_understood=counting.not_understood,
            samples=counting.samples,
        )

    def _without_persons(self, cells: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """The cells to read and those to keep: no column about persons, no e-mail address in
        either; contacts that are read are not kept a second time in the row."""
        personal, contacts = self.mapping.personal, self._contacts
        if personal:
            cells = {name: text for name, text in cells.items() if name not in personal}
        if may_hold_address("\n".join(cells.values())):
            cells = {
                name: text if name in contacts else scrubbed(text) for name, text in cells.items()
            }
        if not contacts:
            return cells, cells
        return cells, {name: text for name, text in cells.items() if name not in contacts}


def map_row(mapping: Mapping, row: Row) -> Mapped:
    """One row by itself; for a whole file make a `Mapper` once."""
    return Mapper(mapping, {*row.cells, *(n for p in mapping.parts for n in p.key)}).row(row)


def _state(mapping: Mapping, column: str) -> tuple[State, str]:
    if column in mapping.personal:
        return "personal", mapping.personal[column]
    if column in mapping.ignored:
        return "ignored", mapping.ignored[column]
    return ("taken" if column in mapping.used() else "not_known"), ""


def _contact_columns(mapping: Mapping) -> frozenset[str]:
    return frozenset(
        name
        for part in mapping.parts
        for saying in (*part.sayings, *part.absent)
        if saying.property in CONTACTS
        for name in saying.columns
    )


def _speaks(part: Part, around: Around) -> Speaks:
    """What one source says in a row; None where it does not speak of it."""
    says_all, says_absent = _all(part.sayings, around), _all(part.absent, around)
    is_silent = not (part.absent and around.is_complete)
    holds, key_of = holds_of(part.when), _key_of(part.key, around.nulls)
    about_of = _key_of(part.about, around.nulls) if part.about else None
    spells, named = _spells(part, around), " + ".join(part.key)

    def speaks(cells: Cells, line: int) -> Spoken | Refusal | None:
        says = says_all
        if holds is not None and not holds(cells):
            if is_silent:
                return None
            says = says_absent
        key, about = key_of(cells), about_of(cells) if about_of else ""
        if not key or (about_of and not about):
            return ROW_WITHOUT_KEY.because(line=line, column=named)
        turn = Turn(cells, line)
        if spells:
            spells(turn)
        for say in says:
            say(turn)
        return Spoken(part.source, key, tuple(turn.said), about, part.of_source)

    return speaks


def _all(sayings: tuple[Saying, ...], around: Around) -> list[Callable[[Turn], None]]:
    return [says_of(saying, around) for saying in sayings]


def _key_of(columns: tuple[str, ...], nulls: frozenset[str]) -> Callable[[Cells], str]:
    """The key as text; nothing where one of its columns says nothing or it is far too long."""

    def key_of(cells: Cells) -> str:
        texts = [" ".join(cells.get(name, "").split()) for name in columns]
        if any(not text or text.lower() in nulls for text in texts):
            return ""
        key = "|".join(texts)
        return key if len(key) <= LONGEST_KEY else ""

    return key_of


def _spells(part: Part, around: Around) -> Callable[[Turn], None] | None:
    """Sets since and until of a turn."""
    if part.since is None and part.until is None:
        return None
    since, until = _day_of(part.since, around), _day_of(part.until, around)

    def spells(turn: Turn) -> None:
        turn.since, turn.until = since(turn), until(turn)

    return spells


def _day_of(spell: Spell | None, around: Around) -> Callable[[Turn], date | None]:
    if spell is None:
        return lambda _turn: None
    column, reads, counting = spell.column, day_reader(spell.days), around.counting[spell.column]

    def day_of(turn: Turn) -> date | None:
        text = turn.cells.get(column, "").strip()
        if not text or text.lower() in around.nulls:
            return None
        found = reads(text)
        if found is None:
            counting.does_not_understand(turn.line, text)
        return found

    return day_of


__all__ = ["Mapped", "Mapper", "Said", "map_row"]
