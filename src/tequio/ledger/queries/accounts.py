"""Accounts, balances and statements: what a page of the books shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from django.db import connection

from tequio.kernel import Amount, Unit
from tequio.kernel.amounts import UnitKind
from tequio.ledger import rules
from tequio.ledger.queries.facts import account_by_number, day, rows_of


@dataclass(frozen=True)
class Account:
    """A line of the list of accounts; `minor` is what it holds on its normal side.

    kind  one of `rules.KINDS`, `ref` whose or what for; `text` the number of its name in
          membership's texts, where members gave it one
    """

    id: int
    book: str
    kind: str
    ref: str
    unit: Unit
    minor: int
    floor: int | None
    ceiling: int | None
    closed_on: date | None
    text: int | None

    @property
    def balance(self) -> Amount:
        return Amount(self.minor, self.unit)

    @property
    def person(self) -> int | None:
        """Whose account it is, where the name says so."""
        return int(self.ref[7:]) if self.ref.startswith("person:") else None


ACCOUNTS = """
    SELECT a.id, a.book, a.kind, a.ref, u.code, u.exponent, u.kind, {balance}, a.floor, a.ceiling,
        a.closed_on, a.text_id
    FROM ledger_accountrow a JOIN mandates_unitrow u
        ON u.organisation_id = a.organisation_id AND u.code = a.unit
    WHERE a.organisation_id = %(organisation)s {which}
    ORDER BY a.book, a.kind, a.ref, a.id
"""
NOW = "a.credits - a.debits"
THEN = """coalesce((SELECT sum(t.minor) FROM ledger_transferrow t
        WHERE t.organisation_id = a.organisation_id AND t.book = a.book AND t.credit_id = a.id
        AND t.value_date <= %(on)s), 0)
    - coalesce((SELECT sum(t.minor) FROM ledger_transferrow t
        WHERE t.organisation_id = a.organisation_id AND t.book = a.book AND t.debit_id = a.id
        AND t.value_date <= %(on)s), 0)"""


def accounts(
    organisation: int, on: date | None = None, *, book: str | None = None
) -> list[Account]:
    """Every account with its balance now, or at the end of a day; by book, kind and name.

    One query.  A balance as of a day is summed from the entries, never stored.
    """
    statement = ACCOUNTS.format(
        balance=NOW if on is None else THEN, which="" if book is None else "AND a.book = %(book)s"
    )
    values = {"organisation": organisation, "book": book, "on": on and on.isoformat()}
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [_account(row) for row in cursor.fetchall()]


def accounts_of_person(organisation: int, person: int) -> list[Account]:
    """The savings and loans of a member, in every book.  One query."""
    statement = ACCOUNTS.format(balance=NOW, which="AND a.ref = %(ref)s")
    with connection.cursor() as cursor:
        cursor.execute(statement, {"organisation": organisation, "ref": f"person:{person}"})
        return [_account(row) for row in cursor.fetchall()]


def accounts_of_persons(organisation: int, people: Iterable[int]) -> dict[int, list[Account]]:
    """The same of several members, by person.  One query."""
    refs = {f"ref{place}": f"person:{person}" for place, person in enumerate(set(people))}
    found: dict[int, list[Account]] = {}
    if not refs:
        return found
    among = ", ".join(f"%({name})s" for name in refs)
    statement = ACCOUNTS.format(balance=NOW, which=f"AND a.ref IN ({among})")
    with connection.cursor() as cursor:
        cursor.execute(statement, {"organisation": organisation, **refs})
        for row in cursor.fetchall():
            one = _account(row)
            if one.person is not None:
                found.setdefault(one.person, []).append(one)
    return found


def account(organisation: int, number: int) -> Account | None:
    """One account with its balance now."""
    statement = ACCOUNTS.format(balance=NOW, which="AND a.id = %(number)s")
    with connection.cursor() as cursor:
        cursor.execute(statement, {"organisation": organisation, "number": number})
        row = cursor.fetchone()
    return _account(row) if row else None


def _account(row: tuple[Any, ...]) -> Account:
    number, book, kind, ref, code, exponent, unit_kind, balance, floor, ceiling, closed, text = row
    return Account(
        number,
        book,
        kind,
        ref,
        Unit(code, exponent, cast("UnitKind", unit_kind)),
        rules.on_normal_side(kind, int(balance)),
        floor,
        ceiling,
        day(closed),
        text,
    )


def totals(listed: Iterable[Account]) -> dict[tuple[str, str], Amount]:
    """(kind, unit) → what all accounts of this kind hold together."""
    sums: dict[tuple[str, str], Amount] = {}
    for one in listed:
        place = (one.kind, one.unit.code)
        sums[place] = sums[place] + one.balance if place in sums else one.balance
    return sums


BALANCE = """
    SELECT coalesce(sum(CASE WHEN t.credit_id = %s THEN t.minor ELSE -t.minor END), 0)
    FROM ledger_transferrow t JOIN ledger_journalrow j
        ON j.organisation_id = t.organisation_id AND j.id = t.journal_id
    WHERE t.organisation_id = %s AND t.book = %s AND (t.debit_id = %s OR t.credit_id = %s)
"""


def balance(
    organisation: int, number: int, *, on: date | None = None, known_at: datetime | None = None
) -> Amount:
    """What an account holds on its normal side: as of a value date, as the book knew it then.

    on        up to the end of this day; None: all
    known_at  only what was booked until then; None: all

    Raises LookupError if there is no such account.
    """
    found = account_by_number(organisation, number)
    if found is None:
        raise LookupError(number)
    if on is None and known_at is None:
        return found.normal
    statement, values = BALANCE, [number, organisation, found.book, number, number]
    if on is not None:
        statement += " AND t.value_date <= %s"
        values.append(on.isoformat())
    if known_at is not None:
        statement += " AND j.booked_at <= %s"
        values.append(connection.ops.adapt_datetimefield_value(known_at))
    raw = int(rows_of(statement, values)[0][0])
    return Amount(rules.on_normal_side(found.kind, raw), found.unit)


@dataclass(frozen=True)
class StatementLine:
    """An entry as one account saw it.

    moved    on the account's normal side: positive more, negative less; `balance` after it
    other    the account on the other side, with its kind and name
    payee, text  who was paid and the number of what was noted; `by` who wrote it
    reversed_by  the entry that reversed it, if any
    """

    transfer: int
    journal: int
    value_date: date
    booked_at: datetime
    code: str
    subject: str
    moved: Amount
    balance: Amount
    other: int
    other_kind: str
    other_ref: str
    mandate: int
    by: int | None
    payee: int | None
    text: int | None
    reverses: int | None
    reversed_by: int | None
    matched_line: int | None


@dataclass(frozen=True)
class Statement:
    """What happened in an account between two days; a passbook is the statement of savings."""

    account: Account
    since: date
    until: date
    opening: Amount
    lines: tuple[StatementLine, ...]
    closing: Amount


STATEMENT = """
    SELECT t.id, t.journal_id, t.value_date, j.booked_at, t.code, t.subject,
        CASE WHEN t.credit_id = %(number)s THEN t.minor ELSE -t.minor END,
        o.id, o.kind, o.ref, t.mandate_id, j.by_id, j.payee_id, j.text_id, t.reverses_id,
        (SELECT r.id FROM ledger_transferrow r WHERE r.organisation_id = t.organisation_id
            AND r.book = t.book AND r.reverses_id = t.id),
        (SELECT m.line_id FROM ledger_matchrow m WHERE m.organisation_id = t.organisation_id
            AND m.book = t.book AND m.account_id = %(number)s AND m.transfer_id = t.id)
    FROM ledger_transferrow t
    JOIN ledger_journalrow j ON j.organisation_id = t.organisation_id AND j.id = t.journal_id
    JOIN ledger_accountrow o ON o.organisation_id = t.organisation_id AND o.book = t.book
        AND o.id = CASE WHEN t.credit_id = %(number)s THEN t.debit_id ELSE t.credit_id END
    WHERE t.organisation_id = %(organisation)s AND t.book = %(book)s
        AND (t.debit_id = %(number)s OR t.credit_id = %(number)s)
        AND t.value_date BETWEEN %(since)s AND %(until)s
    ORDER BY t.value_date, t.id
"""


def statement(organisation: int, number: int, *, since: date, until: date) -> Statement:
    """An account's entries between two days, both included, with the running balance.

    Three queries.  The balance is computed here from the opening one, never stored by date.
    Raises LookupError if there is no such account.
    """
    found = account(organisation, number)
    if found is None:
        raise LookupError(number)
    opening = balance(organisation, number, on=since - timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute(
            STATEMENT,
            {
                "organisation": organisation,
                "book": found.book,
                "number": number,
                "since": since.isoformat(),
                "until": until.isoformat(),
            },
        )
        rows = cursor.fetchall()
    lines, now = [], opening
    for row in rows:
        moved = Amount(rules.on_normal_side(found.kind, row[6]), found.unit)
        now = now + moved
        lines.append(_statement_line(row, moved, now))
    return Statement(found, since, until, opening, tuple(lines), now)


ENTRIES_OF_DAYS = """
    SELECT t.value_date, count(*) FROM ledger_transferrow t
    WHERE t.organisation_id = %s AND t.book = %s AND (t.debit_id = %s OR t.credit_id = %s)
        AND t.value_date BETWEEN %s AND %s
    GROUP BY t.value_date ORDER BY t.value_date
"""


def statement_fits_until(
    organisation: int, found: Account, *, since: date, until: date, most: int
) -> date:
    """The last whole day up to which a statement has no more entries than fit on a page; its
    first day with entries stands whole.  One query."""
    given = [organisation, found.book, found.id, found.id, since.isoformat(), until.isoformat()]
    listed = 0
    last: date | None = None
    for row in rows_of(ENTRIES_OF_DAYS, given):
        listed += row[1]
        if listed > most and last is not None:
            return last
        last = cast("date", day(row[0]))
    return until


def _statement_line(row: tuple[Any, ...], moved: Amount, after: Amount) -> StatementLine:
    return StatementLine(
        row[0],
        row[1],
        cast("date", day(row[2])),
        moment(row[3]),
        row[4],
        row[5],
        moved,
        after,
        *row[7:17],
    )


def moment(value: datetime) -> datetime:
    """A time as the driver gives it: PostgreSQL aware, SQLite naive and meant in UTC."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)
