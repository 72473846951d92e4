"""Files under a mapping, as the rows that are planned and written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from tequio.registry.queries.countries import country_of
from tequio.registry.queries.planning import has_numbers
from tequio.registry.queries.reading import read_file
from tequio.registry.queries.zeros import OfFile, Zeros, written_two_ways
from tequio.registry.rules.facts import as_text
from tequio.registry.rules.mapping import ColumnReport, Mapper, Mapping
from tequio.registry.rules.reading import Row
from tequio.registry.rules.taking_in import Line, Number, numbers_of

COUNTED = """
    CREATE TABLE counted (source, scheme, normal, times, PRIMARY KEY (source, scheme, normal))
    WITHOUT ROWID
"""
COUNT_ONE = "INSERT INTO counted VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET times = 2"
TWICE = "SELECT scheme, normal FROM counted WHERE times > 1"


@dataclass
class Walk:
    """One walk over a file: its format, and its rows once."""

    format: str
    mapper: Mapper
    lines: Iterator[Line]

    def report(self) -> tuple[ColumnReport, ...]:
        """What became of each column; whole once every row was walked."""
        return self.mapper.report()


@contextmanager
def walk(path: Path, mapping: Mapping, *, name: str, complete: Iterable[str]) -> Iterator[Walk]:
    """Walk over a file's rows under a mapping.

    complete  codes of the sources that claim to list everything
    Raises Refused for what cannot be read, in the words of `rules.reading` and `rules.mapping`.
    """
    with path.open("rb") as file:
        table = read_file(file, name=name)
        mapper = Mapper(mapping, table.columns, complete=frozenset(complete), countries=country_of)
        yield Walk(table.format, mapper, _lines(mapper, table.rows))


def _lines(mapper: Mapper, rows: Iterable[Row]) -> Iterator[Line]:
    for row in rows:
        mapped = mapper.row(row)
        yield Line(row.line, as_text(mapped.kept_row), mapped.spoken, mapped.problems)


def once_in(
    path: Path, mapping: Mapping, *, name: str, keeper: int, first: int | None = None
) -> Callable[[Number], bool] | None:
    """Whether a register number stands once in the file, or in its first rows: a walk of its own,
    made when it is asked for the first time.  None where nobody in the register has a number."""
    if not has_numbers(keeper):
        return None

    @cache
    def twice() -> frozenset[Number]:
        with walk(path, mapping, name=name, complete=()) as walked:
            return numbers_that_come_twice(islice(walked.lines, first))

    return lambda number: number not in twice()


def zeros_in(path: Path, mapping: Mapping, *, name: str, first: int | None = None) -> Zeros:
    """Where the keys of the file, or of its first rows, may have lost zeros: a walk of its own,
    made only when such a key is met."""

    @cache
    def two_ways() -> frozenset[OfFile]:
        with walk(path, mapping, name=name, complete=()) as walked:
            return written_two_ways(islice(walked.lines, first))

    return Zeros(two_ways)


def numbers_that_come_twice(lines: Iterable[Line]) -> frozenset[Number]:
    """Register numbers that stand in more than one record of one source; counted in a file for the
    time being, so that a million take no more memory than a thousand."""
    numbers = (
        (spoken.source, *number)
        for line in lines
        for spoken in line.spoken
        for number in numbers_of(spoken)
    )
    with closing(sqlite3.connect("")) as counted:
        counted.execute(COUNTED)
        counted.executemany(COUNT_ONE, numbers)
        return frozenset(counted.execute(TWICE))
