"""The books as text for hledger."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, cast

from django.db import connection

from tequio.ledger import rules
from tequio.ledger.queries.facts import day
from tequio.mandates import queries as mandates

ENTRIES = """
    SELECT j.id, j.value_date, j.document, t.id, d.kind, d.ref, c.kind, c.ref, t.minor, t.unit,
        t.code, t.subject, t.mandate_id
    FROM ledger_transferrow t
    JOIN ledger_journalrow j ON j.organisation_id = t.organisation_id AND j.id = t.journal_id
    JOIN ledger_accountrow d ON d.organisation_id = t.organisation_id AND d.book = t.book
        AND d.id = t.debit_id
    JOIN ledger_accountrow c ON c.organisation_id = t.organisation_id AND c.book = t.book
        AND c.id = t.credit_id
    WHERE t.organisation_id = %s AND t.book = %s ORDER BY t.id
"""


def hledger_text(organisation: int, *, book: str = "main") -> str:
    """A whole book as an hledger journal; no names of people, numbers instead.  Two queries."""
    units = mandates.units(organisation)
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES, [organisation, book])
        journals = list(_journals(cursor.fetchall(), units))
    return "\n".join([*rules.hledger_lines(units.values(), journals), ""])


def _journals(rows: list[tuple[Any, ...]], units: dict[str, Any]) -> Iterator[rules.Journal]:
    for number, entries in groupby(rows, key=lambda row: row[0]):
        listed = list(entries)
        yield rules.Journal(
            number,
            cast("Any", day(listed[0][1])),
            listed[0][2],
            tuple(
                rules.Posting(
                    row[3],
                    rules.account_name(row[4], row[5]),
                    rules.account_name(row[6], row[7]),
                    row[8],
                    units[row[9]],
                    row[10],
                    row[11],
                    row[12],
                )
                for row in listed
            ),
        )
