"""The same rows once more, as fast as the engine takes them: what an import is measured against.

The tables that an import fills, with their columns, indexes and constraints, are made again
without triggers and filled with what the import wrote: on SQLite by one prepared statement in a
database of its own, on PostgreSQL by COPY in a schema of its own.  Only the writing is measured.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

from benchmarks import _clock

TABLES = (
    "listedrow recordrow statementrow shownrow identifierrow search cellrow facetcountrow"
).split()
AT_ONCE = 20_000


def main() -> None:
    """Write them, and tell the rates by table and as a whole."""
    django.setup()
    from django.db import connection

    way = in_sqlite if connection.vendor == "sqlite" else in_postgres
    print(json.dumps(way()), flush=True)


def told(listed: int, seconds: dict[str, float], used: float) -> dict[str, Any]:
    """Organisations for each second, and for each second of processor."""
    return {
        "seconds": round(sum(seconds.values()), 2),
        "rate": round(listed / sum(seconds.values())),
        "processor_rate": round(listed / used),
        "microseconds": {name: round(one / listed * 1e6, 1) for name, one in seconds.items()},
    }


def in_sqlite() -> dict[str, Any]:
    """Into a new file under the same settings, in one transaction."""
    from django.db import connection

    connection.ensure_connection()
    place = Path(connection.settings_dict["NAME"])
    source = sqlite3.connect(place)
    with tempfile.TemporaryDirectory(dir=place.parent) as home:
        target = sqlite3.connect(Path(home) / "rows.sqlite3", isolation_level=None)
        target.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;"
        )
        _make_tables(source, target)
        seconds, used = dict[str, float](), 0.0
        target.execute("BEGIN IMMEDIATE")
        for name in TABLES:
            seconds[name], more = _fill(source, target, f"registry_{name}")
            used += more
        begin, used_before = time.perf_counter(), time.process_time()
        target.execute("COMMIT")
        seconds["commit"] = time.perf_counter() - begin
        used += time.process_time() - used_before
        target.close()
    listed = source.execute("SELECT COUNT(*) FROM registry_listedrow").fetchone()[0]
    return told(listed, seconds, used)


def _make_tables(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    for table in ("membership_organisationrow", "membership_personrow"):  # what keys point to
        target.execute(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY)")
    for name in TABLES:
        made = source.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('table', 'index')"
            " AND sql IS NOT NULL ORDER BY type DESC",
            [f"registry_{name}"],
        )
        for (statement,) in made:
            target.execute(statement)


def _fill(
    source: sqlite3.Connection, target: sqlite3.Connection, table: str
) -> tuple[float, float]:
    """Seconds and processor seconds of writing."""
    what = "rowid, words" if table.endswith("_search") else "*"
    rows = source.execute(f"SELECT {what} FROM {table}")
    width = len(rows.description)
    names = "(rowid, words)" if table.endswith("_search") else ""
    into = f"INSERT INTO {table} {names} VALUES ({', '.join('?' * width)})"
    seconds = used = 0.0
    while some := rows.fetchmany(AT_ONCE):
        begin, used_before = time.perf_counter(), time.process_time()
        target.executemany(into, some)
        seconds += time.perf_counter() - begin
        used += time.process_time() - used_before
    return seconds, used


def in_postgres() -> dict[str, Any]:
    """Into tables of another schema of the same database, in one transaction."""
    from django.db import connection, transaction

    seconds, used = dict[str, float](), 0.0
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA bare")
        with transaction.atomic():
            for name in TABLES:
                like = f"LIKE registry_{name} INCLUDING ALL"
                cursor.execute(f"CREATE TABLE bare.registry_{name} ({like})")
                seconds[name], more = _copy(f"registry_{name}")
                used += more
        cursor.execute("DROP SCHEMA bare CASCADE")
        cursor.execute("SELECT COUNT(*) FROM registry_listedrow")
        return told(cursor.fetchone()[0], seconds, used)


def _copy(table: str) -> tuple[float, float]:
    from django.db import connection

    with tempfile.TemporaryFile() as file, connection.cursor() as cursor:
        with cursor.copy(f"COPY {table} TO STDOUT (FORMAT BINARY)") as out:
            for block in out:
                file.write(block)
        file.seek(0)
        begin, used = time.perf_counter(), _clock.processor_time()
        with cursor.copy(f"COPY bare.{table} FROM STDIN (FORMAT BINARY)") as into:
            for block in _blocks(file):
                into.write(block)
        return time.perf_counter() - begin, _clock.processor_time() - used


def _blocks(file: Any) -> Iterator[bytes]:
    while block := file.read(1 << 17):
        yield block


if __name__ == "__main__":
    sys.exit(main())
