"""What the database itself says of its tables, keys, triggers and indexes, on both engines."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import connection

from tequio.ledger.rules import Key

OURS = ("ledger_", "mandates_")


def asked(statement: str) -> list[tuple[Any, ...]]:
    """All rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def tables() -> list[str]:
    """Our tables by name."""
    names = connection.introspection.table_names()
    return sorted(name for name in names if name.startswith(OURS))


def keys() -> list[Key]:
    """The foreign keys of our tables, as the database holds them."""
    return sorted(_sqlite_keys() if connection.vendor == "sqlite" else _postgres_keys())


def _sqlite_keys() -> list[Key]:
    found: dict[tuple[str, int, str], list[tuple[int, str, str]]] = defaultdict(list)
    for table in tables():
        for number, place, target, column, other, *_rest in asked(
            f"PRAGMA foreign_key_list({table})"
        ):
            found[table, number, target].append((place, column, other))
    return [
        Key(
            table,
            tuple(column for _place, column, _other in sorted(pairs)),
            target,
            tuple(other for _place, _column, other in sorted(pairs)),
        )
        for (table, _number, target), pairs in found.items()
    ]


def _postgres_keys() -> list[Key]:
    statement = """
        SELECT c.conrelid::regclass::text,
            array_agg(a.attname::text ORDER BY k.place), c.confrelid::regclass::text,
            array_agg(b.attname::text ORDER BY k.place)
        FROM pg_constraint c
        JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY AS k(own, other, place) ON true
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.own
        JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.other
        WHERE c.contype = 'f' AND (c.conrelid::regclass::text LIKE 'ledger\\_%'
            OR c.conrelid::regclass::text LIKE 'mandates\\_%') GROUP BY c.oid
    """
    return [
        Key(table, tuple(columns), target, tuple(others))
        for table, columns, target, others in asked(statement)
    ]


def checks() -> dict[str, int]:
    """How many CHECK clauses each of our tables carries."""
    if connection.vendor == "sqlite":
        rows = asked("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        return {name: sql.count("CHECK (") for name, sql in rows if name.startswith(OURS)}
    rows = asked(
        "SELECT conrelid::regclass::text, count(*) FROM pg_constraint"
        " WHERE contype = 'c' GROUP BY 1"
    )
    return {name: count for name, count in rows if name.startswith(OURS)}
