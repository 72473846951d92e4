"""One entry of the book with everything that is known about it: what a voucher says."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from tequio.kernel import Amount
from tequio.ledger import rules
from tequio.ledger.models import ClaimRow, JournalRow, MatchRow, TransferRow
from tequio.ledger.queries.exporting import ENTRIES
from tequio.ledger.queries.facts import accounts_by_number, day, rows_of
from tequio.mandates import queries as mandates


@dataclass(frozen=True)
class Entry:
    """An entry of the book.

    debit, credit  the account that received value, and the one that gave it
    by             who wrote it down, `payee` who was paid or who brought the money
    text           number of what was noted, in membership's texts
    reverses, reversed_by  the entry that this one turns around, and the one that turned this one
    is_claim       it recorded a payment without decision or a difference in the cash box
    lines          numbers of the statement lines that it matches
    """

    transfer: int
    journal: int
    book: str
    value_date: date
    booked_at: datetime
    code: str
    subject: str
    amount: Amount
    debit: rules.Account
    credit: rules.Account
    mandate: int
    by: int | None
    payee: int | None
    text: int | None
    document: str
    reverses: int | None
    reversed_by: int | None
    is_claim: bool
    lines: tuple[int, ...]


def entry(organisation: int, number: int) -> Entry | None:
    """One entry by its number, whichever book it is in.  Six queries."""
    here = {"organisation_id": organisation}
    row = TransferRow.objects.filter(**here, id=number).first()
    if row is None:
        return None
    journal = JournalRow.objects.get(**here, id=row.journal_id)
    accounts = accounts_by_number(organisation, {row.debit_id, row.credit_id}, book=row.book)
    mirror = TransferRow.objects.filter(**here, book=row.book, reverses_id=number)
    matches = MatchRow.objects.filter(**here, book=row.book, transfer_id=number)
    debit = accounts[row.debit_id]
    return Entry(
        number,
        row.journal_id,
        row.book,
        row.value_date,
        journal.booked_at,
        row.code,
        row.subject,
        Amount(row.minor, debit.unit),
        debit,
        accounts[row.credit_id],
        row.mandate_id,
        journal.by_id,
        journal.payee_id,
        journal.text_id,
        journal.document,
        row.reverses_id,
        mirror.values_list("id", flat=True).first(),
        ClaimRow.objects.filter(**here, book=row.book, id=number).exists(),
        tuple(matches.order_by("line_id").values_list("line_id", flat=True)),
    )


def written_together(organisation: int, number: int) -> list[TransferRow]:
    """An entry and what its act wrote for the same subject and still stands (a repayment with its
    interest): reversed together.  The last first, empty if there is no such entry.  Two queries.
    """
    here = TransferRow.objects.filter(organisation_id=organisation)
    row = here.filter(id=number).first()
    if row is None or row.subject == "":
        return [row] if row else []
    same = here.filter(book=row.book, journal_id=row.journal_id, subject=row.subject)
    standing = Q(id=number) | ~Exists(reversal_of("id"))
    return list(same.filter(standing).order_by("-id"))


def reversal_of(field: str) -> QuerySet[TransferRow]:
    """The entry that turns around the one which a field of the outer query names."""
    return TransferRow.objects.filter(
        organisation_id=OuterRef("organisation_id"), reverses_id=OuterRef(field)
    )


COLUMNS = (
    "entry",
    "journal",
    "day",
    "purpose",
    "subject",
    "debit",
    "credit",
    "amount",
    "unit",
    "mandate",
    "document",
)


def rows_of_book(organisation: int, *, book: str) -> Iterator[tuple[str, ...]]:
    """Every entry of a book as a row of a table, the names of the columns first.

    Numbers in the place of persons; amounts with a point before the decimals.  Two queries.
    """
    units = mandates.units(organisation)
    yield COLUMNS
    for row in rows_of(ENTRIES, [organisation, book]):
        journal, on, document, number, dkind, dref, ckind, cref, minor, unit, *why = row
        code, subject, mandate = why
        yield (
            str(number),
            str(journal),
            str(day(on)),
            code,
            subject,
            rules.account_name(dkind, dref),
            rules.account_name(ckind, cref),
            str(Amount(minor, units[unit])).removesuffix(f" {unit}"),
            unit,
            str(mandate),
            document,
        )


def taken_back_of(organisation: int, journals: Collection[int]) -> dict[int, tuple[int, int]]:
    """By journal how many entries it has and how many of them were turned around.  One query."""
    rows = TransferRow.objects.filter(organisation_id=organisation, journal_id__in=journals)
    counted = rows.annotate(gone=Exists(reversal_of("id"))).values_list("journal_id", "gone")
    found: dict[int, tuple[int, int]] = {}
    for journal, is_gone in counted:
        entries, gone = found.get(journal, (0, 0))
        found[journal] = (entries + 1, gone + is_gone)
    return found


def reversed_among(organisation: int, transfers: Collection[int]) -> frozenset[int]:
    """Those of these entries that were turned around.  One query."""
    rows = TransferRow.objects.filter(organisation_id=organisation, reverses_id__in=transfers)
    return frozenset(one for one in rows.values_list("reverses_id", flat=True) if one is not None)
