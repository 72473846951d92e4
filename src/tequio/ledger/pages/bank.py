"""Lines of bank and mobile-money statements beside the book: what matches, what does not."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from tequio.kernel import Amount, Refusal, Refused
from tequio.ledger import queries, rules, service
from tequio.ledger.forms.lines import LinesForm
from tequio.ledger.pages.choosing import money_accounts, names_of_accounts
from tequio.ledger.pages.looking import Look, look_into_books, there
from tequio.ledger.pages.naming import Names
from tequio.ledger.queries import Account, Line, Proposal
from tequio.ledger.queries.bank_lines import known_fingerprints
from tequio.ledger.rules import seeing
from tequio.membership.visits import key_of, notation, status_of
from tequio.membership.visits.typed_amounts import text_of_minor

SHOWN = 100


@dataclass(frozen=True)
class LineRow:
    """A line of a statement with its words and the entries that it could be."""

    line: Line
    note: str
    proposals: tuple[tuple[Proposal, str], ...]
    plain_amount: str
    went_out: bool


@dataclass(frozen=True)
class Preview:
    """What a file says before anything is kept: its lines, how many are new, their sums."""

    lines: tuple[tuple[rules.BankLine, Amount, bool], ...]
    fresh: int
    came: Amount
    went: Amount


@dataclass(frozen=True)
class Table:
    """An account whose statements are kept beside the book."""

    look: Look
    account: Account


def choose_bank(request: HttpRequest, slug: str) -> HttpResponse:
    """The account whose statement is looked at; straight to it where there is one."""
    look = look_into_books(request, slug)
    banks = money_accounts(look, ["bank"])
    if len(banks) == 1:
        return redirect("ledger:bank_lines", slug, banks[0].id)
    names = names_of_accounts(look, banks)
    given = {
        "visit": look.visit,
        "accounts": [(one, names.account(one.kind, one.ref, one.text)) for one in banks],
    }
    return render(request, "ledger/choose_bank.html", given)


def bank_lines(request: HttpRequest, slug: str, account: int) -> HttpResponse:
    """Bring a statement in: send the file, look at what it says, keep it."""
    table = _table(request, slug, account)
    form = LinesForm(request.POST or None, request.FILES or None)
    preview: Preview | None = None
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            lines = form.read(table.account.unit)
            if request.POST.get("do") == "keep":
                act = table.look.visit.act(key_of(request))
                service.import_lines(act, account=account, lines=tuple(lines))
                messages.success(request, gettext("The lines stand beside the book now."))
                return redirect("ledger:bank_lines", slug, account)
            preview = preview_of(table, lines)
        except Refused as raised:
            refused = raised.refusals
    return _shown(request, table, form=form, preview=preview, refused=refused)


def preview_of(table: Table, lines: list[rules.BankLine]) -> Preview:
    """The lines of a file, those that are already here marked."""
    unit = table.account.unit
    known = known_fingerprints(table.look.organisation, table.account.id)
    marks = rules.fingerprints(lines)
    is_new = [mark not in known for mark in marks]
    moved = [line.minor for line, new in zip(lines, is_new, strict=True) if new]
    return Preview(
        tuple(
            (line, Amount(line.minor, unit), new)
            for line, new in zip(lines[:SHOWN], is_new[:SHOWN], strict=True)
        ),
        sum(is_new),
        Amount(sum(minor for minor in moved if minor > 0), unit),
        Amount(-sum(minor for minor in moved if minor < 0), unit),
    )


@require_POST
def match_line(request: HttpRequest, slug: str, account: int) -> HttpResponse:
    """Say that a line and an entry are the same payment, or take that back."""
    table = _table(request, slug, account)
    line, entry = request.POST.get("line", ""), request.POST.get("entry", "").strip()
    act = table.look.visit.act(key_of(request))
    try:
        if request.POST.get("do") == "unmatch":
            service.unmatch_line(act, line=_number(line))
            messages.success(request, gettext("The match is undone."))
        else:
            service.match_line(act, line=_number(line), transfer=_number(entry))
            messages.success(request, gettext("Line and entry are the same payment now."))
        return redirect("ledger:bank_lines", slug, account)
    except Refused as raised:
        return _shown(request, table, refused=raised.refusals)


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 19 else 0


def _table(request: HttpRequest, slug: str, account: int) -> Table:
    look = look_into_books(request, slug)
    found = there(queries.account(look.organisation, account))
    return Table(look, there(found if found.kind in rules.MONEY else None))


def _shown(
    request: HttpRequest,
    table: Table,
    *,
    form: LinesForm | None = None,
    preview: Preview | None = None,
    refused: tuple[Refusal, ...] = (),
) -> HttpResponse:
    look, account = table.look, table.account
    unmatched = queries.unmatched_lines(look.organisation, account.id, limit=SHOWN)
    matched = [
        line
        for line in queries.lines_of(look.organisation, account.id)
        if line.transfer is not None
    ]
    names = names_of_accounts(
        look,
        [account],
        texts=[line.text for line in [*unmatched, *matched]],
        subjects={(p.code, p.subject) for line in unmatched for p in line.proposals},
    )
    shown_form = form or LinesForm()
    given = {
        "visit": look.visit,
        "look": look,
        "account": account,
        "name": names.account(account.kind, account.ref, account.text),
        "form": shown_form,
        "preview": preview,
        "refused": refused,
        "unmatched": [row_of(line, names) for line in unmatched],
        "matched": [row_of(line, names) for line in reversed(matched)][:SHOWN],
        "objections": seeing.objections_to_keep_the_book(look.visit.standing),
        "asks_columns": any(r.code == rules.CSV_WITHOUT_HEADER.code for r in refused),
    }
    is_wrong = shown_form.is_bound and not shown_form.is_valid()
    status = status_of(refused, is_wrong=is_wrong)
    return render(request, "ledger/bank_lines.html", given, status=status)


def row_of(line: Line, names: Names) -> LineRow:
    """A line with its words."""
    unit = line.amount.unit
    return LineRow(
        line,
        names.text(line.text),
        tuple((p, names.done(p.code, p.subject)) for p in line.proposals),
        text_of_minor(abs(line.amount.minor), unit.exponent, notation(unit.code)),
        line.amount.minor < 0,
    )
