"""Decided against done: each mandate with what it allowed, what was paid under it, what is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from django.db import connection

from tequio.kernel import Amount, Unit
from tequio.ledger.queries.facts import day, marks, rows_of
from tequio.mandates import queries as mandates
from tequio.mandates import rules as mandate_rules


@dataclass(frozen=True)
class Done:
    """What a mandate allows in one unit, and what was done in the period of the day asked.

    ceiling, left  None: without limit; `left` counts only while the mandate is in force
    spent          net of what was reversed
    payments       how many entries, reversed ones left out
    """

    unit: Unit
    ceiling: Amount | None
    spent: Amount
    left: Amount | None
    payments: int
    last_paid_on: date | None


@dataclass(frozen=True)
class Decided:
    """A mandate beside what was done under it.

    source    the decision, such as `resolution:12`
    period    in which the ceiling renews, empty: once; `label` the one of the day asked
    is_in_force  on the day asked
    """

    mandate: int
    title: str
    source: str
    decided_on: date
    scopes: tuple[mandate_rules.Scope, ...]
    offices: tuple[str, ...]
    keys: int
    valid_from: date
    valid_until: date | None
    ended_on: date | None
    period: str
    label: str
    is_in_force: bool
    done: tuple[Done, ...]


SPENT = """
    SELECT t.mandate_id, t.unit, sum(t.minor), count(*), max(t.value_date)
    FROM ledger_transferrow t JOIN mandates_mandaterow m
        ON m.organisation_id = t.organisation_id AND m.id = t.mandate_id
    WHERE t.organisation_id = %s AND t.reverses_id IS NULL AND t.mandate_id IN ({numbers})
        AND t.value_date BETWEEN CASE m.period WHEN 'month' THEN %s WHEN 'quarter' THEN %s
                WHEN 'year' THEN %s ELSE %s END
            AND CASE m.period WHEN '' THEN %s ELSE %s END
        AND NOT EXISTS (SELECT 1 FROM ledger_transferrow r
            WHERE r.organisation_id = t.organisation_id AND r.book = t.book
            AND r.reverses_id = t.id)
    GROUP BY t.mandate_id, t.unit
"""


def decided_against_done(
    organisation: int, kept: mandates.Kept, *, before: int | None = None, limit: int | None = 50
) -> list[Decided]:
    """The mandates of a list, newest first, with what was done under each.

    kept    which of them; its day is the one whose period counts where a ceiling renews, and on
            which force is judged
    before  a number for the next page

    Six queries whatever the number of mandates.
    """
    found = mandates.mandates_kept(organisation, kept, before=before, limit=limit)
    spent = _spent(organisation, [m.id for m in found], kept.on)
    units = mandates.units(organisation)
    return [_decided(mandate, units, spent, kept.on) for mandate in found]


def as_shown(listed: Iterable[Decided], *, sees_books: bool) -> list[Decided]:
    """The same without what was done under the statutes' own mandates, where the books are not
    shown: what the members decided concerns everybody, the sum of all savings does not."""
    return [
        one if sees_books or one.title != mandates.STANDING else replace(one, done=())
        for one in listed
    ]


def decided(organisation: int, mandate: int, on: date) -> Decided | None:
    """One mandate beside what was done under it."""
    found = mandates.mandate(organisation, mandate)
    if found is None:
        return None
    spent = _spent(organisation, [mandate], on)
    return _decided(found, mandates.units(organisation), spent, on)


Sums = dict[tuple[int, str], tuple[int, int, date]]


def _spent(organisation: int, numbers: Sequence[int], on: date) -> Sums:
    if not numbers:
        return {}
    month = on.replace(day=1)
    quarter = month.replace(month=month.month - (month.month - 1) % 3)
    days = [month, quarter, month.replace(month=1), date.min, date.max, on]
    casts = "%s::date" if connection.vendor == "postgresql" else "%s"
    head, _, tail = SPENT.format(numbers=marks(numbers)).partition("BETWEEN")
    statement = head + "BETWEEN" + tail.replace("%s", casts)
    values = [organisation, *numbers, *(one.isoformat() for one in days)]
    return {
        (row[0], row[1]): (int(row[2]), row[3], cast("date", day(row[4])))
        for row in rows_of(statement, values)
    }


def _decided(
    mandate: mandate_rules.Mandate, units: dict[str, Unit], spent: Sums, on: date
) -> Decided:
    grant = mandate.grant
    over = mandate_rules.over_on(grant.valid_until, mandate.ended_on)
    return Decided(
        mandate.id,
        grant.title,
        mandate.source,
        mandate.decided_on,
        grant.scopes,
        grant.offices,
        grant.keys,
        grant.valid_from,
        grant.valid_until,
        mandate.ended_on,
        grant.period,
        mandate_rules.period_label(grant.period, on),
        grant.valid_from <= on and (over is None or on < over),
        tuple(
            _done(units[line.unit], line.minor, spent.get((mandate.id, line.unit)))
            for line in grant.ceilings
        ),
    )


def _done(unit: Unit, ceiling: int | None, sums: tuple[int, int, date] | None) -> Done:
    spent, payments, last = sums or (0, 0, None)
    return Done(
        unit,
        None if ceiling is None else Amount(ceiling, unit),
        Amount(spent, unit),
        None if ceiling is None else Amount(ceiling - spent, unit),
        payments,
        last,
    )


@dataclass(frozen=True)
class Payment:
    """An entry under a mandate; `text` the number of what was noted, `by` who wrote it."""

    transfer: int
    journal: int
    value_date: date
    code: str
    subject: str
    amount: Amount
    debit: int
    credit: int
    by: int | None
    payee: int | None
    text: int | None
    is_reversed: bool
    is_reversal: bool


PAYMENTS = """
    SELECT t.id, t.journal_id, t.value_date, t.code, t.subject, t.minor, t.unit, t.debit_id,
        t.credit_id, j.by_id, j.payee_id, j.text_id,
        EXISTS (SELECT 1 FROM ledger_transferrow r WHERE r.organisation_id = t.organisation_id
            AND r.book = t.book AND r.reverses_id = t.id),
        t.reverses_id IS NOT NULL
    FROM ledger_transferrow t JOIN ledger_journalrow j
        ON j.organisation_id = t.organisation_id AND j.id = t.journal_id
    WHERE t.organisation_id = %s AND {which}
    ORDER BY t.id DESC LIMIT {limit}
"""


def payments_under(
    organisation: int, mandate: int, *, before: int | None = None, limit: int = 100
) -> list[Payment]:
    """The newest entries under a mandate; `before` a number for the next page.  Two queries."""
    which = "t.mandate_id = %s" + ("" if before is None else " AND t.id < %s")
    values = [mandate, *([] if before is None else [before])]
    return _payments(organisation, which, values, limit)


def entries_of(organisation: int, journal: int) -> list[Payment]:
    """What one act wrote, in its order.  Two queries."""
    return _payments(organisation, "t.journal_id = %s", [journal], 10_000)[::-1]


def latest_payments(organisation: int, *, limit: int = 20) -> list[Payment]:
    """The newest entries of all books.  Two queries."""
    return _payments(organisation, "1 = 1", [], limit)


def _payments(organisation: int, which: str, values: list[int], limit: int) -> list[Payment]:
    units = mandates.units(organisation)
    statement = PAYMENTS.format(which=which, limit=int(limit))
    return [
        Payment(
            row[0],
            row[1],
            cast("date", day(row[2])),
            row[3],
            row[4],
            Amount(row[5], units[row[6]]),
            debit=row[7],
            credit=row[8],
            by=row[9],
            payee=row[10],
            text=row[11],
            is_reversed=bool(row[12]),
            is_reversal=bool(row[13]),
        )
        for row in rows_of(statement, [organisation, *values])
    ]
