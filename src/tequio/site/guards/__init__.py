"""What the database must keep for Tequio's own tables, word for word, on both engines.

`sqlite.txt` and `postgresql.txt` list every table, trigger, constraint and index of the rooms, each
with a digest of what it does.  `verify` compares them with the catalogue once; a test compares
them with a freshly migrated database, so that no migration drops a guard silently.  After a change
by migration the test writes them anew, on each engine:

    TEQUIO_WRITE_GUARDS=1 .venv/bin/python -m pytest -n 0 src/tequio/site/tests/test_guards.py
    and the same with --db=pg
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.db import connection

from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _
from tequio.site.acts import ROOMS

ROOM = "database"
GUARD_MISSING = _("The database no longer keeps the guard {guard} as it was made.")
GUARD_UNKNOWN = _("Somebody added {guard} to the database.")

HERE = Path(__file__).resolve().parent
OURS = tuple(f"{room}_" for room in ("chronicle", *ROOMS))

SQLITE = "SELECT tbl_name || '.' || name, sql FROM sqlite_master WHERE sql IS NOT NULL"
POSTGRESQL = """
    SELECT c.relname || '.' || t.tgname, concat_ws(' ', t.tgenabled, t.tgtype, regexp_replace(
            regexp_replace(substring(pg_get_triggerdef(t.oid) FROM ' WHEN .* EXECUTE '),
            '::[a-z ]+', '', 'g'), '[()]', '', 'g'),
        encode(t.tgargs, 'escape'), p.proname, p.prosrc)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE NOT t.tgisinternal
    UNION ALL
    SELECT c.relname || '.' || k.conname, concat_ws(' ', k.contype, k.convalidated)
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.contype IN ('c', 'f', 'p', 'u')
    UNION ALL
    SELECT tablename || '.' || indexname,
        CASE WHEN indexdef LIKE 'CREATE UNIQUE%' THEN 'unique' ELSE 'index' END FROM pg_indexes
    UNION ALL
    SELECT tablename || '.' || rulename, definition FROM pg_rules
"""
"""Triggers word for word; of their WHEN without brackets and casts, and of constraints and indexes
only that they are there: versions of PostgreSQL write those differently."""


def check() -> Iterator[Finding]:
    """Every guard of ours is in the database as it was made, and no other.  One query."""
    expected, found = guards_meant(), guards_in_place()
    for name in sorted(expected.keys() | found.keys()):
        if name not in expected:
            yield Finding.of(ROOM, "guard_unknown", GUARD_UNKNOWN, guard=name)
        elif found.get(name) != expected[name]:
            yield Finding.of(ROOM, "guard_missing", GUARD_MISSING, guard=name)


def guards_in_place() -> dict[str, str]:
    """`table.name` of each trigger, table, constraint and index of ours → digest of what it does,
    read from the catalogue."""
    with connection.cursor() as cursor:
        cursor.execute(SQLITE if connection.vendor == "sqlite" else POSTGRESQL)
        return {name: digest_of(str(text)) for name, text in cursor.fetchall() if is_ours(name)}


def guards_meant() -> dict[str, str]:
    """The same as it should be on this engine."""
    lines = list_of_guards().read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if line)


def list_of_guards() -> Path:
    """The file with what this engine must keep."""
    return HERE / f"{connection.vendor}.txt"


def written(guards: Mapping[str, str]) -> str:
    """Guards as they stand in the list: one a line, in order."""
    return "".join(f"{name} {guards[name]}\n" for name in sorted(guards))


def is_ours(name: str) -> bool:
    """Whether `table.name` belongs to a table of a room."""
    return name.startswith(OURS)


def digest_of(text: str) -> str:
    """Sixteen hexadecimal characters of SHA-256 over the words; blanks do not count."""
    words = re.sub(r"\s+", " ", text).strip()
    return hashlib.sha256(words.encode()).hexdigest()[:16]
