"""The few facts that posting needs, each with one statement."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, cast

from django.db import connection

from tequio.kernel import Unit
from tequio.kernel.amounts import UnitKind
from tequio.ledger import rules
from tequio.ledger.models import AccountRow
from tequio.mandates import queries as mandates

ACCOUNTS = """
    SELECT a.id, a.unit, u.exponent, u.kind, a.kind, a.ref, a.debits, a.credits, a.held_debits,
        a.held_credits, a.floor, a.ceiling, a.closed_on, a.book, (
            SELECT max(p.closed_through) FROM ledger_periodcloserow p
            WHERE p.organisation_id = a.organisation_id)
    FROM ledger_accountrow a JOIN mandates_unitrow u
        ON u.organisation_id = a.organisation_id AND u.code = a.unit
    WHERE a.organisation_id = %s AND {which}
    ORDER BY a.kind, a.ref, a.id
"""
CLOSED = "SELECT max(closed_through) FROM ledger_periodcloserow WHERE organisation_id = %s"
ORIGINALS = """
    SELECT t.id, t.debit_id, t.credit_id, t.minor, t.unit, t.reverses_id IS NOT NULL,
        EXISTS (SELECT 1 FROM ledger_transferrow r WHERE r.organisation_id = t.organisation_id
            AND r.book = t.book AND r.reverses_id = t.id)
    FROM ledger_transferrow t
    WHERE t.organisation_id = %s AND t.book = %s AND t.id IN ({numbers})
"""


def marks(values: Collection[Any]) -> str:
    """As many placeholders as there are values."""
    return ", ".join(["%s"] * len(values))


def day(value: date | str | None) -> date | None:
    """A day as the driver gives it: PostgreSQL a date, SQLite a text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def rows_of(statement: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Run a statement and give all its rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return list(cursor.fetchall())


def accounts_where(which: str, values: Iterable[Any]) -> list[rules.Account]:
    """Accounts of an organisation that fulfil a condition on `a`; values begin with its number."""
    return [_account(row) for row in rows_of(ACCOUNTS.format(which=which), values)]


def _account(row: tuple[Any, ...]) -> rules.Account:
    return rules.Account(
        id=row[0],
        unit=Unit(row[1], row[2], cast("UnitKind", row[3])),
        kind=row[4],
        ref=row[5],
        debits=row[6],
        credits=row[7],
        held_debits=row[8],
        held_credits=row[9],
        floor=row[10],
        ceiling=row[11],
        closed_on=day(row[12]),
        book=row[13],
    )


def accounts_by_number(
    organisation: int, numbers: Collection[int], *, book: str = "main"
) -> dict[int, rules.Account]:
    """These accounts of a book; numbers that are not there are left out."""
    which = f"a.book = %s AND a.id IN ({marks(numbers)})"
    found = accounts_where(which, [organisation, book, *numbers]) if numbers else []
    return {account.id: account for account in found}


def account_by_number(organisation: int, number: int) -> rules.Account | None:
    """An account by its number, whichever book it is in."""
    found = accounts_where("a.id = %s", [organisation, number])
    return found[0] if found else None


def has_account(organisation: int, *, book: str, unit: str, kind: str, ref: str) -> bool:
    """Whether there is already an account of this name."""
    rows = AccountRow.objects.filter(
        organisation_id=organisation, book=book, unit=unit, kind=kind, ref=ref
    )
    return rows.exists()


def closed_through(organisation: int) -> date | None:
    """The last day of the closed periods; None while none is closed."""
    return day(rows_of(CLOSED, [organisation])[0][0])


def originals(
    organisation: int, numbers: Collection[int], *, book: str = "main"
) -> dict[int, rules.Original]:
    """Entries that are to be reversed, with what speaks against it."""
    if not numbers:
        return {}
    statement = ORIGINALS.format(numbers=marks(numbers))
    return {
        row[0]: rules.Original(row[1], row[2], row[3], row[4], bool(row[5]), bool(row[6]))
        for row in rows_of(statement, [organisation, book, *numbers])
    }


def facts_for(
    organisation: int, transfers: Collection[rules.Transfer], *, book: str, today: date
) -> rules.Facts:
    """What `rules.objections_to_post` asks about.  Two statements, three with a reversal."""
    if not transfers:
        return rules.Facts({}, {}, today, closed_through(organisation))
    touched = {number for t in transfers for number in (t.debit, t.credit)}
    which = f"a.book = %s AND a.id IN ({marks(touched)})"
    rows = rows_of(ACCOUNTS.format(which=which), [organisation, book, *touched])
    mandated, codes = {t.mandate for t in transfers}, {t.code for t in transfers}
    reversed_ = {t.reverses for t in transfers if t.reverses is not None}
    return rules.Facts(
        accounts={row[0]: _account(row) for row in rows},
        coverage=mandates.coverage(organisation, mandated, codes),
        today=today,
        closed_through=day(rows[0][14]) if rows else None,
        originals=originals(organisation, reversed_, book=book),
    )
