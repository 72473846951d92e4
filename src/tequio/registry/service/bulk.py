"""Many rows at once: the fastest lawful way of each engine."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain, islice
from threading import Lock
from typing import Any

from django.db import connection

Row = Sequence[Any]
AT_ONCE = 1_000
"""Rows of one statement: SQLite takes 32,766 values in one."""
PAGES = (-64_000, -2_000)
"""Kilobytes of SQLite's pages in memory while much is written, and else."""
YOUNG = 100_000
"""Objects made before the collector looks for cycles; rows of a file make none."""


def insert(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows of plain values, guards and constraints applying.  Days are given as texts in
    ISO form, moments by `written`.

    On SQLite many rows go into one statement: where there are triggers it keeps a journal for each
    statement, which for single rows takes most of the time.
    """
    if connection.vendor == "postgresql":
        names = ", ".join(f'"{one}"' for one in columns)
        copied = f"COPY {table} ({names}) FROM STDIN"
        with connection.cursor() as cursor, cursor.copy(copied) as copy:
            for row in rows:
                copy.write_row(row)
        return
    begin, marks = _begin(table, columns)
    with connection.cursor() as cursor:
        for some in _portions(rows):
            statement = f"{begin} {', '.join([marks] * len(some))}"
            cursor.execute(statement, list(chain.from_iterable(some)))


def insert_derived(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """The same for tables without triggers."""
    if connection.vendor == "postgresql":
        insert(table, columns, rows)
        return
    _insert_each(table, columns, rows, "")


def insert_or(table: str, columns: Mapping[str, str], rows: Sequence[Row], otherwise: str) -> None:
    """The same with what to do with a row that is there already: `ON CONFLICT … DO UPDATE`.

    columns  with the type that each has on PostgreSQL, which takes them as arrays
    """
    if connection.vendor == "sqlite" or not rows:
        _insert_each(table, list(columns), rows, otherwise)
        return
    arrays = ", ".join(f"%s::{kind}[]" for kind in columns.values())
    statement = f"""
        INSERT INTO {table} ({", ".join(columns)}) SELECT * FROM unnest({arrays}) {otherwise}
    """  # noqa: S608 - made of names in this room
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(one) for one in zip(*rows, strict=True)])


def _insert_each(table: str, columns: Sequence[str], rows: Iterable[Row], otherwise: str) -> None:
    begin, marks = _begin(table, columns)
    with connection.cursor() as cursor:
        cursor.executemany(f"{begin} {marks} {otherwise}", list(rows))


def _begin(table: str, columns: Sequence[str]) -> tuple[str, str]:
    names, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {table} ({names}) VALUES", f"({marks})"


def written(at: datetime) -> str:
    """A moment as Django keeps it in a column, for `insert`."""
    if connection.vendor == "sqlite":
        return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    return at.isoformat()


def run_on(statement: str, values: Row, numbers: Iterable[int]) -> None:
    """The same statement for many numbers: it ends in `IN`, before which stand the values."""
    with connection.cursor() as cursor:
        for some in _portions(numbers):
            cursor.execute(f"{statement} ({', '.join(['%s'] * len(some))})", [*values, *some])


def run_with(statement: str, values: Row, rows: Iterable[Row]) -> None:
    """The same statement for many pairs: `{rows}` in it stands for a table of them with `column1`
    and `column2`, before all values."""
    with connection.cursor() as cursor:
        for some in _portions(rows):
            whole = statement.format(rows=f"(VALUES {', '.join(['(%s, %s)'] * len(some))})")
            cursor.execute(whole, [*chain.from_iterable(some), *values])


def _portions(rows: Iterable[Any]) -> Iterator[list[Any]]:
    walked = iter(rows)
    while some := list(islice(walked, AT_ONCE)):
        yield some


_LOCK, _IN_BULK = Lock(), [0]
_USUAL = gc.get_threshold()


@contextmanager
def in_bulk() -> Iterator[None]:
    """While so much is written: more of SQLite's pages in memory, and the collector of cycles,
    which otherwise takes a fifth of the time, looks less often."""
    with _LOCK:
        _IN_BULK[0] += 1
        gc.set_threshold(YOUNG, *_USUAL[1:])
    _keep_pages(PAGES[0])
    try:
        yield
    finally:
        _keep_pages(PAGES[1])
        with _LOCK:
            _IN_BULK[0] -= 1
            if not _IN_BULK[0]:
                gc.set_threshold(*_USUAL)


COUNTED = (
    "registry_recordrow, registry_statementrow, registry_listedrow, registry_identifierrow,"
    " registry_shownrow, registry_search"
)
GROWN = 4


class Growing:
    """Has PostgreSQL count its tables again while they grow within one transaction.

    It plans by what it counted last: where a first file fills an empty register that is nothing,
    and a question for some hundreds then walks over everything for each of them.
    """

    def __init__(self, first: int = 2_000) -> None:
        self.next = first

    def by(self, rows: int) -> None:
        """So many rows of the file are written."""
        if rows < self.next or connection.vendor != "postgresql":
            return
        self.next = rows * GROWN
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {COUNTED}")


def _keep_pages(how_many: int) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = {how_many}")
