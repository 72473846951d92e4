"""Our side of `benchmarks/ledger.py`: posting, whole acts, and bare rows of the same shape.

Asked for by `python -m benchmarks._posting` with the environment of a node: a fresh database.
"""

from __future__ import annotations

import platform
import re
from typing import Any

import django

from benchmarks import _clock

MEMBERS = 20
PLENTY = 10**14
RAW = "raw_transferrow"
COLUMNS = """organisation_id, book, id, journal_id, mandate_id, code, subject, scope, value_date,
    unit, debit_id, debit_kind, credit_id, credit_kind, minor, reverses_id"""
ROWS = """SELECT {organisation}, 'main', {last} + n, {last} + 1, {mandate}, 'member.save', '', '',
    '2026-02-14', 'INR', {cash}, 'cash', {savings} + n % {members}, 'member-savings', 1, NULL"""
SERIES = {
    "postgresql": "FROM generate_series(1, {count}) n",
    "sqlite": """FROM (WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s
        WHERE n < {count}) SELECT n FROM s)""",
}


def main() -> None:
    """Make the database, then measure what is asked for."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    conditions = _clock.server_conditions() | {
        "django": django.get_version(),
        "python": platform.python_version(),
    }
    _clock.answer(conditions, works())


def works() -> dict[str, _clock.Work]:
    """`post`, `save`, `pay` (through the door, one transfer each) and `raw`."""
    from django.db import transaction

    from tequio.ledger import service as ledger
    from tequio.ledger.rules import Transfer
    from tequio.ledger.tests.founding import DAY, found

    with transaction.atomic():
        group = found("bench")
        savings = [group.account("member-savings", f"person:{n}") for n in range(MEMBERS)]
        group.account("member-savings", f"person:{group.people['Devi']}")
    group.fill(PLENTY)
    group.allow("ledger.pay", PLENTY, subject="rent")
    cash, standing = group.cash, group.standing

    def post(count: int) -> None:
        transfers = [
            Transfer("member.save", "", cash, savings[n % MEMBERS], 1, "INR", standing)
            for n in range(count)
        ]
        with transaction.atomic():
            ledger.post(group.act(), value_date=DAY, transfers=transfers)

    def save(_count: int) -> None:
        ledger.save(group.act(), person=group.people["Devi"], account=cash, minor=1, unit="INR")

    def pay(_count: int) -> None:
        group.pay(1)

    names = {
        "organisation": group.organisation,
        "mandate": standing,
        "cash": cash,
        "savings": min(savings),
        "members": MEMBERS,
    }
    return {"post": post, "save": save, "pay": pay, "raw": raw_work(names)}


def raw_work(names: dict[str, int]) -> _clock.Work:
    """One INSERT … SELECT a commit, into a table with the indexes of ours and nothing else."""
    from django.db import connection

    make_raw_table()
    statement = f"INSERT INTO {RAW} ({COLUMNS}) {ROWS} {SERIES[connection.vendor]}"
    if connection.vendor == "postgresql":
        statement = statement.replace("'2026-02-14'", "'2026-02-14'::date")
    last = 0

    def raw(count: int) -> None:
        nonlocal last
        with connection.cursor() as cursor:
            cursor.execute(statement.format(**names, last=last, count=count))
        last += count

    return raw


def make_raw_table() -> None:
    """Copy the columns and every index of `ledger_transferrow`: no keys, checks or triggers."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE TABLE {RAW} (LIKE ledger_transferrow INCLUDING INDEXES)")
            return
        cursor.execute("SELECT name, type, pk FROM pragma_table_info('ledger_transferrow')")
        columns = cursor.fetchall()
        shape = ", ".join(f"{name} {kind}" for name, kind, _place in columns)
        key = ", ".join(name for name, _, place in sorted(columns, key=lambda c: c[2]) if place)
        cursor.execute(f"CREATE TABLE {RAW} ({shape}, PRIMARY KEY ({key})) WITHOUT ROWID")
        cursor.execute(
            "SELECT name, \"unique\" FROM pragma_index_list('ledger_transferrow')"
            " WHERE origin <> 'pk'"
        )
        for name, is_unique in cursor.fetchall():
            cursor.execute(_index_like(cursor, name, is_unique))


def _index_like(cursor: Any, name: str, is_unique: int) -> str:
    cursor.execute("SELECT name FROM pragma_index_info(%s) ORDER BY seqno", [name])
    columns = ", ".join(row[0] for row in cursor.fetchall())
    cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [name])
    only = re.search(r"\bWHERE\b.*", (cursor.fetchone() or [""])[0] or "", re.S)
    kind = "UNIQUE INDEX" if is_unique else "INDEX"
    return f"CREATE {kind} raw_{name} ON {RAW} ({columns}) {only.group() if only else ''}"


if __name__ == "__main__":
    main()
