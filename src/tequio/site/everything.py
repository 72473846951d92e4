"""All that a group has here, in files that others can read: a workbook, CSV, hledger, JSON.

Names and phone numbers are in it: it is for the group itself, and goes where its book may lie.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

from tequio.chronicle import queries as chronicle
from tequio.circles.queries.called import Names, names_for
from tequio.circles.queries.workbook import tables_of
from tequio.kernel import Unit, plain
from tequio.ledger import queries as ledger
from tequio.mandates.queries import units
from tequio.membership import queries as members
from tequio.membership.rules import Organisation
from tequio.membership.visits.spreadsheets import Table, written_csv, written_workbook
from tequio.membership.visits.typed_amounts import text_of_minor
from tequio.site.tables_of_shares import tables_of_shares
from tequio.statutes.queries import history

FORMAT = "tequio-group@1"


def everything(group: Organisation, on: date) -> bytes:
    """A ZIP with `group.xlsx`, `csv/*.csv`, `books/<book>.journal` for hledger, and `group.json`,
    which also holds every line of the chronicle with its digest."""
    tables = all_tables(group, on)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("group.xlsx", written_workbook(tables))
        for name, table in tables.items():
            archive.writestr(f"csv/{name}.csv", written_csv(table))
        for book in _books(group.id):
            archive.writestr(f"books/{book}.journal", ledger.hledger_text(group.id, book=book))
        archive.writestr("group.json", as_json(group, tables))
    return out.getvalue()


def _books(organisation: int) -> list[str]:
    return sorted({one.book for one in ledger.accounts(organisation)})


def as_json(group: Organisation, tables: dict[str, Table]) -> str:
    """The same tables, what the group is, and its chronicle."""
    head = chronicle.head_of(group.id)
    return json.dumps(
        {
            "format": FORMAT,
            "group": {
                "name": group.name,
                "kind": group.kind,
                "unit": group.unit,
                "country": group.country,
                "language": group.language,
                "founded_on": group.founded_on.isoformat(),
            },
            "head": {"chain": head.chain, "number": head.number, "digest": head.digest},
            "tables": tables,
            "chronicle": [_line(line) for line in chronicle.all_lines(group.id)],
        },
        ensure_ascii=False,
        indent=1,
    )


def _line(line: Any) -> dict[str, Any]:
    return {
        "number": line.number,
        "kind": line.kind,
        "event": line.event,
        "at": line.at.isoformat(),
        "by": line.by,
        "facts": plain(dict(line.facts)),
        "digest": line.digest(),
    }


def all_tables(group: Organisation, on: date) -> dict[str, Table]:
    """Members, statutes, accounts and entries, and the meetings as they come in again."""
    listed, names = units(group.id), names_for(group.id, on)
    return {
        "members": _members(group.id, on),
        "statutes": _statutes(group.id),
        "accounts": _accounts(group.id, names),
        "entries": _entries(group.id, listed, names),
        **tables_of_shares(group.id, on, names),
        **tables_of(group.id, on),
    }


def _members(organisation: int, on: date) -> Table:
    rows = [["member", "phone", "class", "since", "until", "offices"]]
    for one in members.members(organisation, on, also_former=True):
        until = one.until.isoformat() if one.until else ""
        since = one.since.isoformat()
        cells = [one.name, one.phone, one.member_class, since, until, " ".join(one.offices)]
        rows.append(cells)
    return rows


def _statutes(organisation: int) -> Table:
    rows = [["since", "provision", "value", "resolution"]]
    for change in history(organisation):
        one = change.adopted
        value = json.dumps(plain(one.value), ensure_ascii=False)
        rows.append([one.since.isoformat(), one.code, value, str(one.source)])
    return rows


def _accounts(organisation: int, names: Names) -> Table:
    rows = [["book", "account", "name", "balance", "unit"]]
    for one in ledger.accounts(organisation):
        name = names.of(one.person) if one.person is not None else one.ref
        held = text_of_minor(one.minor, one.unit.exponent)
        rows.append([one.book, one.kind, name, held, one.unit.code])
    return rows


def _entries(organisation: int, listed: dict[str, Unit], names: Names) -> Table:
    rows = [["entry", "day", "book", "purpose", "subject", "debit", "credit", "amount", "unit"]]
    called: Callable[[str, str], str] = lambda kind, ref: _called(kind, ref, names)
    for one in ledger.all_entries(organisation):
        amount = text_of_minor(one.minor, listed[one.unit].exponent)
        sides = [called(*one.debit), called(*one.credit)]
        cells = [str(one.number), one.day.isoformat(), one.book, one.code, one.subject]
        rows.append([*cells, *sides, amount, one.unit])
    return rows


def _called(kind: str, ref: str, names: Names) -> str:
    """`member-shares: Asha`, `cash`."""
    if ref.startswith("person:"):
        ref = names.of(int(ref.removeprefix("person:")))
    return f"{kind}: {ref}" if ref else kind
