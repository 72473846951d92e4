"""A file that is being brought in: reading its cells, and what became of each row."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from tequio.circles.rules import workbook
from tequio.circles.rules.workbook import Row
from tequio.kernel import Act, Refusal, Refused, Unit
from tequio.membership.visits.typed_amounts import minor_from_text


@dataclass(frozen=True)
class Outcome:
    """What happened, or would happen, with a row: written, already there, or refused and why."""

    table: str
    row: int
    what: str
    subject: str = ""
    refusals: tuple[Refusal, ...] = ()

    @property
    def is_refused(self) -> bool:
        return bool(self.refusals)


Owed = tuple[Row, int, int]
"""A row of a cut-off statement, the member, and what she still owes in minor units."""


@dataclass
class Bringing:
    """A file that is being brought in.

    act    makes the act with a key of its own
    loans  name in the file → number of the loan; none where its meeting was refused
    named  the names that the file gives to its loans
    owed   the loans that run by a cut-off statement
    """

    act: Callable[[str], Act]
    book: str
    unit: Unit
    people: Mapping[str, list[int]]
    cash: int | None = None
    reading: workbook.Reading[Any] = field(default_factory=workbook.Reading)
    loans: dict[str, int | None] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    owed: list[Owed] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    # Cells --------------------------------------------------------------------------------

    def minor(self, row: Row, column: str) -> int:
        """A sum in the unit of the book; nothing for an empty cell."""
        exponent = self.unit.exponent
        read = self.reading.cell(row, column, lambda text: minor_from_text(text, exponent), 0)
        return int(read)

    def signed(self, row: Row, column: str) -> int:
        """The same where a loss can stand: with a minus before it."""
        exponent = self.unit.exponent

        def read(text: str) -> int:
            bare = text.removeprefix("-")
            minor = minor_from_text(bare, exponent)
            return minor if bare == text else -minor

        return int(self.reading.cell(row, column, read, 0))

    def word(self, row: Row, column: str, words: tuple[str, ...]) -> Any:
        """One of these words, or nothing."""

        def read(text: str) -> str:
            if text not in words:
                raise ValueError(text)
            return text

        return self.reading.cell(row, column, read, default="")

    def whole(self, row: Row, column: str) -> int:
        """A whole number; 0 for an empty cell."""
        return int(self.reading.cell(row, column, int, default=0))

    def day(self, row: Row) -> date | None:
        """The day of a row."""
        found: date | None = self.reading.cell(row, "day", workbook.day_of)
        return found

    def person(self, row: Row, text: str) -> int | None:
        """The member of this name, or `name #number`; noted as wrong where there is none or
        several."""
        name, _hash, number = text.rpartition("#")
        listed = self.people.get((name or text).strip().casefold(), [])
        if name and number.strip().isdigit():
            listed = [one for one in listed if one == int(number)]
        if len(listed) == 1:
            return listed[0]
        kind = workbook.SEVERAL_OF_THAT_NAME if listed else workbook.NOBODY_OF_THAT_NAME
        self.reading.wrong.append(kind.because(table=row.table, row=row.number, text=text))
        return None

    def several(self, row: Row, column: str) -> tuple[int, ...]:
        """The members named in a cell."""
        found = (self.person(row, name) for name in workbook.names_of(row[column]))
        return tuple(one for one in found if one is not None)


def key_of_rows(*parts: object) -> str:
    """The same rows give the same key, whoever sends the file and how often."""
    return "brought-" + hashlib.sha256(repr(parts).encode()).hexdigest()[:40]


def attempt(bringing: Bringing, row: Row, what: str, do: Callable[[], Any]) -> Any:
    """Do it in a savepoint of its own; a refusal is the outcome of this row."""
    try:
        with transaction.atomic():
            done = do()
    except Refused as refused:
        bringing.outcomes.append(Outcome(row.table, row.number, what, refusals=refused.refusals))
        return None
    already = getattr(done, "replayed", False)
    said = "already there" if already else what
    bringing.outcomes.append(Outcome(row.table, row.number, said))
    return done
