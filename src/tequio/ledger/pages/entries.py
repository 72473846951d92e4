"""One entry as a voucher, its reversal, and the whole book as files."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.kernel import Act, Amount
from tequio.ledger import queries, service
from tequio.ledger.forms import ReverseForm
from tequio.ledger.pages.acting import Asking, answer
from tequio.ledger.pages.choosing import sent
from tequio.ledger.pages.looking import Look, look, look_into_books, there
from tequio.ledger.pages.naming import allowed_by, names_of, subjects_of
from tequio.ledger.queries import objections
from tequio.ledger.queries.entries import Entry, rows_of_book, written_together
from tequio.ledger.queries.entries import entry as entry_by_number
from tequio.ledger.rules import seeing
from tequio.mandates import queries as mandates


def named(here: Look, found: Entry) -> dict[str, Any]:
    """An entry with its words, as far as the statutes show them."""
    is_mine = here.visit.person is not None and here.visit.person == found.payee
    is_hidden = seeing.is_about_a_loan(code=found.code) and not (here.sees_loans or is_mine)
    mandate = mandates.mandate(here.organisation, found.mandate)
    assert mandate is not None, "the database keeps every entry's mandate"
    names = names_of(
        here.organisation,
        people=[found.by, found.payee],
        texts=[found.text],
        refs=[found.debit.ref, found.credit.ref],
        subjects=[(found.code, found.subject), *subjects_of(mandate)],
        sources=[mandate.source],
    )
    return {
        "visit": here.visit,
        "look": here,
        "entry": found,
        "title": names.done(found.code, found.subject),
        "allowed_by": allowed_by(mandate, names, found.code, found.subject),
        "source": names.account(found.credit.kind, found.credit.ref),
        "target": names.account(found.debit.kind, found.debit.ref),
        "payee": "" if is_hidden else names.person(found.payee),
        "note": "" if is_hidden else names.text(found.text),
        "by": names.person(found.by),
    }


@require_safe
def entry(request: HttpRequest, slug: str, entry: int) -> HttpResponse:
    """An entry as a voucher: who, what, when, by which decision; to be printed and signed."""
    here = look(request, slug)
    found = there(entry_by_number(here.organisation, entry))
    concerns_me = here.visit.person is not None and found.payee == here.visit.person
    if not here.sees_books and not concerns_me:
        look_into_books(request, slug)
    given = named(here, found) | {
        "objections": objections.to_reverse(here.asking(), entry, unit=found.amount.unit.code),
    }
    return render(request, "ledger/entry.html", given)


def reverse(request: HttpRequest, slug: str, entry: int) -> HttpResponse:
    """Turn a wrong entry around; both stay in the book."""
    here = look_into_books(request, slug)
    found = there(entry_by_number(here.organisation, entry))
    against = objections.to_reverse(here.asking(), entry, unit=found.amount.unit.code)

    def done(act: Act, said: dict[str, Any]) -> HttpResponse:
        receipt = service.reverse(act, transfer=entry, **said)
        messages.success(request, gettext("Reversed. Both entries stay in the book."))
        return redirect("ledger:entry", slug, receipt.facts["transfer"])

    given = named(here, found) | {"together": others_of(here, found)}
    asking = Asking(here, "ledger/reverse.html", ReverseForm(sent(request)), against, given)
    return answer(request, asking, done)


def others_of(here: Look, found: Entry) -> list[dict[str, Any]]:
    """What is turned around with an entry, in words: each with its number and its sum."""
    rows = written_together(here.organisation, found.transfer)
    names = names_of(here.organisation, subjects=[(row.code, row.subject) for row in rows])
    return [
        {
            "number": row.id,
            "title": names.done(row.code, row.subject),
            "amount": Amount(row.minor, found.amount.unit),
        }
        for row in rows
        if row.id != found.transfer
    ]


# The book as files --------------------------------------------------------------------------


@require_safe
def export(request: HttpRequest, slug: str) -> HttpResponse:
    """In which forms the book can be taken away."""
    here = look_into_books(request, slug)
    books = sorted({one.book for one in queries.accounts(here.organisation)} or {"main"})
    return render(request, "ledger/export.html", {"visit": here.visit, "books": books})


@require_safe
def export_hledger(request: HttpRequest, slug: str, book: str) -> HttpResponse:
    """The book as an hledger journal: numbers in the place of persons."""
    here = _look_into_book(request, slug, book)
    text = queries.hledger_text(here.organisation, book=book)
    return _file(text, f"{slug}-{book}.journal", "text/plain")


@require_safe
def export_csv(request: HttpRequest, slug: str, book: str) -> HttpResponse:
    """Every entry of the book as a line of CSV: numbers in the place of persons."""
    here = _look_into_book(request, slug, book)
    written = io.StringIO()
    csv.writer(written).writerows(rows_of_book(here.organisation, book=book))
    return _file(written.getvalue(), f"{slug}-{book}.csv", "text/csv")


def _look_into_book(request: HttpRequest, slug: str, book: str) -> Look:
    """A visit to a book that is there.  404 for one that is not."""
    here = look_into_books(request, slug)
    if not queries.accounts(here.organisation, book=book):
        raise Http404
    return here


def _file(text: str, name: str, kind: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(
        text,
        content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": disposition},
    )
