"""Many rows at once: the fastest lawful way of each engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection

Rows = Iterable[Sequence[Any]]


def insert(table: str, columns: Sequence[str], rows: Rows) -> None:
    """Insert rows of plain values, guards and constraints applying: COPY on PostgreSQL, one
    prepared statement on SQLite.  Days are given as texts in ISO form, moments by `written`."""
    names = ", ".join(f'"{one}"' for one in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(rows))  # noqa: S608


def written(at: datetime) -> str:
    """A moment as Django keeps it in a column, for `insert`."""
    if connection.vendor == "sqlite":
        return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    return at.isoformat()


def run_many(statement: str, rows: Rows) -> None:
    """The same statement for many rows of values."""
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))
