"""The books in one look, an account's statement, a member's passbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tequio.kernel import Amount, refuse
from tequio.kernel import gettext_noop as _
from tequio.ledger import queries, rules
from tequio.ledger.forms import PeriodForm
from tequio.ledger.pages.choosing import names_of_accounts
from tequio.ledger.pages.looking import Look, look, look_into_books, there
from tequio.ledger.pages.mandates import payment_row
from tequio.ledger.pages.naming import Names
from tequio.ledger.queries import Account, Statement, StatementLine
from tequio.ledger.rules import seeing
from tequio.membership import queries as members
from tequio.membership.rules import is_officer

SHOWN = 60
"""Accounts of one kind on the page of the books."""
LATEST = 10
WAITING = 10
"""Payments that wait for keys, of which each is held against the rules for the reader."""
LINES = 1_000
"""Entries on one statement; a longer one goes on from the next day."""
ONE_DAY = timedelta(days=1)
SAVED = ("member-savings", "member-shares", "member-capital", "surplus-due")
"""Kinds of account in which a member saves: each is a part of her passbook."""

SUMS = (
    *("cash", "bank", "member-savings", "member-shares", "social-fund", "member-loan"),
    *("fine-due", "pot", "turn-due", "circle-reserve", "group-loan", "bulk-loan"),
    *("budget", "member-capital", "indivisible-reserve", "education-fund", "set-aside"),
    "surplus-due",
)
"""Kinds of account that are shown in one look."""

TOGETHER: Mapping[str, str] = {
    "cash": _("In the cash box"),
    "bank": _("At the bank"),
    "member-savings": _("Savings of members"),
    "member-loan": _("Lent to members"),
    "member-shares": _("Shares of members"),
    "fine-due": _("Fines that members owe"),
    "pot": _("In the pots of rounds"),
    "turn-due": _("Turns that members owe"),
    "group-loan": _("Lent to groups"),
    "bulk-loan": _("Borrowed by the group"),
    "member-capital": _("Share capital of members"),
    "set-aside": _("Set aside from surpluses"),
    "surplus-due": _("Owed to members from surpluses"),
    "income": _("Income"),
    "expense": _("Expenses"),
}
"""What all accounts of a kind are together; the others keep the words of one."""


@dataclass(frozen=True)
class AccountRow:
    """An account by name; its statement is open to who sees it."""

    account: Account
    name: str
    is_open: bool


@dataclass(frozen=True)
class Group:
    """All accounts of one kind with what they hold together, in each unit."""

    kind: str
    title: str
    sums: tuple[Amount, ...]
    rows: tuple[AccountRow, ...]
    left_out: int

    @property
    def is_alone(self) -> bool:
        """One account that needs no name beside that of its kind."""
        return len(self.rows) == 1 and not self.left_out and not self.rows[0].account.ref


@require_safe
def books(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the money is, what it is for, and what happened last."""
    here = look_into_books(request, slug)
    accounts = queries.accounts(here.organisation)
    latest = queries.latest_payments(here.organisation, limit=LATEST)
    names = names_of_accounts(
        here,
        accounts,
        people=[n for p in latest for n in (p.by, p.payee)],
        texts=[p.text for p in latest],
        subjects={(p.code, p.subject) for p in latest},
    )
    totals, doings = queries.totals(accounts), here.doings()
    claims, asking = queries.claims(here.organisation), here.asking()
    waiting = queries.prepared_payments(here.organisation, here.visit.at)[:WAITING]
    ready = [one for one in waiting if queries.may_be_paid(asking, one)]
    given = {
        "visit": here.visit,
        "look": here,
        "figures": figures(totals),
        "groups": groups(here, accounts, names, {one.account: one.subject for one in claims}),
        "latest": [payment_row(p, names, here) for p in latest],
        "claims": claims,
        "unmatched": queries.unmatched_lines(here.organisation, limit=100),
        "ready": ready,
        "waiting": [one for one in waiting if one not in ready],
        "closed_through": queries.closed_through(here.organisation),
        "doings": doings,
        "is_held_back": any(one.objections for one in doings),
    }
    return render(request, "ledger/books.html", given)


def figures(totals: dict[tuple[str, str], Amount]) -> list[tuple[str, Amount]]:
    """(title of the kind, sum) of what is shown in one look, money first."""
    return [
        (title_of(kind), amount)
        for wanted in SUMS
        for (kind, _unit), amount in totals.items()
        if kind == wanted and (amount.minor or kind in rules.MONEY)
    ]


def title_of(kind: str) -> str:
    """What all accounts of this kind are together, for translation."""
    return TOGETHER.get(kind) or rules.KINDS[kind].title


def groups(
    here: Look, accounts: Iterable[Account], names: Names, claimed: Mapping[int, str]
) -> list[Group]:
    """Accounts by kind in the order of the grammar; settled claims are left out.

    claimed  number of the account of a claim → what the money was paid for
    """
    found = []
    for kind in rules.KINDS:
        own = [one for one in accounts if one.kind == kind]
        own = [one for one in own if one.minor or kind not in ("claim", "cash-difference")]
        if not own:
            continue
        is_hidden = seeing.is_about_a_loan(kind=kind) and not here.sees_loans
        rows = [
            AccountRow(one, claimed.get(one.id) or names.account(one.kind, one.ref, one.text), True)
            for one in ([] if is_hidden else own)
        ]
        rows.sort(key=lambda row: row.account.kind not in rules.MONEY and not row.account.minor)
        sums, listed = tuple(queries.totals(own).values()), tuple(rows[:SHOWN])
        found.append(Group(kind, title_of(kind), sums, listed, len(own) - len(listed)))
    return found


@dataclass(frozen=True)
class StatementRow:
    """A line of a statement with its words; `came` or `went` is None."""

    line: StatementLine
    title: str
    other: str
    payee: str
    note: str
    came: Amount | None
    went: Amount | None


@dataclass(frozen=True)
class Sheet:
    """A statement to be printed: its account's name, its rows, its sums."""

    statement: Statement
    name: str
    kind: str
    is_shares: bool
    rows: tuple[StatementRow, ...]
    came: Amount
    went: Amount


def sheet_of(here: Look, account: Account, *, since: date, until: date) -> Sheet:
    """An account's statement with every name.  Seven queries."""
    found = queries.statement(here.organisation, account.id, since=since, until=until)
    names = names_of_accounts(
        here,
        [account],
        people=[line.payee for line in found.lines],
        texts=[line.text for line in found.lines],
        refs=[line.other_ref for line in found.lines],
        subjects={(line.code, line.subject) for line in found.lines},
    )
    rows = tuple(statement_row(line, names, here) for line in found.lines)
    nothing = Amount(0, account.unit)
    return Sheet(
        found,
        names.account(account.kind, account.ref, account.text),
        rules.KINDS[account.kind].title,
        account.kind == "member-shares",
        rows,
        sum((row.came for row in rows if row.came), nothing),
        sum((row.went for row in rows if row.went), nothing),
    )


def statement_row(line: StatementLine, names: Names, here: Look) -> StatementRow:
    """A line of a statement; payee and note stay hidden where it is about another's loan."""
    is_hidden = seeing.is_about_a_loan(code=line.code) and not here.sees_loans
    moved = line.moved
    return StatementRow(
        line,
        names.done(line.code, line.subject),
        names.account(line.other_kind, line.other_ref),
        "" if is_hidden else names.person(line.payee),
        "" if is_hidden else names.text(line.text),
        moved if moved.minor > 0 else None,
        Amount(-moved.minor, moved.unit) if moved.minor < 0 else None,
    )


def period_of(
    request: HttpRequest, here: Look, *, months_before: int
) -> tuple[PeriodForm, date, date]:
    """The days that were asked for; else this month and some before it, since the founding."""
    today = here.visit.today
    form = PeriodForm(request.GET if request.GET.get("since") else None, latest=today)
    since = today.replace(day=1)
    for _month in range(months_before):
        since = (since - ONE_DAY).replace(day=1)
    since, until = max(since, min(here.visit.organisation.founded_on, today)), today
    if form.is_bound and form.is_valid():
        since = form.cleaned_data["since"] or since
        until = form.cleaned_data["until"] or until
    form.fields["since"].initial, form.fields["until"].initial = since, until
    return form, since, max(since, until)


@require_safe
def statement(request: HttpRequest, slug: str, account: int) -> HttpResponse:
    """What happened in an account, with the balance after each entry; to be printed."""
    here = look(request, slug)
    found = there(queries.account(here.organisation, account))
    if found.person is None or found.person != here.visit.person:
        refuse(here.objections)
        if seeing.is_about_a_loan(kind=found.kind) and not here.sees_loans:
            raise Http404
    form, since, until = period_of(request, here, months_before=2)
    last = queries.statement_fits_until(
        here.organisation, found, since=since, until=until, most=LINES
    )
    given = {
        "visit": here.visit,
        "look": here,
        "form": form,
        "sheet": sheet_of(here, found, since=since, until=last),
        "goes_on": {"since": last + ONE_DAY, "until": until} if last < until else None,
        "is_bank": found.kind == "bank",
        "is_cash": found.kind == "cash",
        "keeps_book": here.sees_books and is_officer(here.visit.standing),
    }
    return render(request, "ledger/statement.html", given)


@require_safe
def passbook(request: HttpRequest, slug: str, person: int) -> HttpResponse:
    """A member's own savings and shares, each entry with the balance after it; to be printed and
    signed."""
    here = look(request, slug)
    if person != here.visit.person:
        refuse(here.objections)
    record = there(members.record(here.organisation, person))
    form, since, until = period_of(request, here, months_before=11)
    own = [
        one for one in queries.accounts_of_person(here.organisation, person) if one.kind in SAVED
    ]
    given = {
        "visit": here.visit,
        "look": here,
        "form": form,
        "record": record,
        "is_mine": person == here.visit.person,
        "since": since,
        "until": until,
        "sheets": [sheet_of(here, one, since=since, until=until) for one in own],
        "objections": here.against("member.save"),
    }
    return render(request, "ledger/passbook.html", given)
