"""Decided against done: every mandate beside what was paid under it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tequio.kernel import Refusal
from tequio.ledger import queries
from tequio.ledger.pages.looking import Look, look, there
from tequio.ledger.pages.naming import Names, names_of
from tequio.ledger.queries import Decided, Payment, objections
from tequio.ledger.queries.doing import PAYABLE
from tequio.ledger.queries.naming import SAID_BY_SUBJECT
from tequio.ledger.rules import seeing
from tequio.mandates.queries import Kept
from tequio.membership.visits import number_in

SHOWN = 50
"""Mandates, and entries under one, on one page."""


@dataclass(frozen=True)
class Shown:
    """A mandate as a page shows it.

    state       in_force, waits (not yet valid), done (nothing is left), over or ended
    resolution  number of the decision behind it, if it is one
    pay_lines   `purpose|subject` of what can be paid under it here
    """

    decided: Decided
    purposes: tuple[str, ...]
    state: str
    resolution: int | None
    pay_lines: tuple[str, ...]


def shown(one: Decided, names: Names, look: Look) -> Shown:
    """A mandate with its words."""
    title = names.decision(one.source, [scope.code for scope in one.scopes])
    headings = (names.heading(scope.code, scope.subject) for scope in one.scopes)
    return Shown(
        one,
        (title,) if title else tuple(headings),
        state_of(one, look),
        resolution_of(one.source),
        tuple(f"{s.code}|{s.subject}" for s in one.scopes if s.code in PAYABLE),
    )


def state_of(one: Decided, look: Look) -> str:
    """Where a mandate stands today, as a word for the template."""
    if is_used_up(one):
        return "done"
    if one.is_in_force:
        return "in_force"
    if one.valid_from > look.visit.today:
        return "waits"
    return "ended" if one.ended_on is not None else "over"


def is_used_up(one: Decided) -> bool:
    """Nothing of it is left, and nothing renews it."""
    limits = [done.left for done in one.done if done.left is not None]
    return bool(limits) and not one.period and not any(left.minor for left in limits)


def resolution_of(source: str) -> int | None:
    """`resolution:12` → 12."""
    kind, _colon, number = source.partition(":")
    return int(number) if kind == "resolution" and number.isdigit() else None


@require_safe
def mandates(request: HttpRequest, slug: str) -> HttpResponse:
    """What was decided, what of it was done, what is left."""
    here = look(request, slug)
    given = {"visit": here.visit, "look": here}
    if request.GET.get("show") == "over":
        page = Page(*_listed(request, here, is_over=True))
        return render(request, "ledger/mandates_over.html", given | {"page": page})
    now, older = _listed(request, here, is_over=False)
    is_first = not request.GET.get("before")
    rules_of_today = Kept(here.visit.today, is_over=False, standing=True)
    standing = _shown(here, queries.decided_against_done(here.organisation, rules_of_today))
    given |= {
        "page": Page(now, older),
        "is_first": is_first,
        "standing": [one for one in standing if one.decided.is_in_force] if is_first else [],
        "open_claims": queries.claims(here.organisation) if is_first else [],
    }
    return render(request, "ledger/mandates.html", given)


@dataclass(frozen=True)
class Page:
    """A part of a list of mandates; `older` the number before which the next part begins."""

    listed: list[Shown]
    older: int | None


def _listed(request: HttpRequest, here: Look, *, is_over: bool) -> tuple[list[Shown], int | None]:
    """What decisions allow, or allowed: newest first, `?before=` a number for older ones."""
    found = queries.decided_against_done(
        here.organisation,
        Kept(here.visit.today, is_over=is_over, standing=False),
        before=number_in(request.GET.get("before", "")),
        limit=SHOWN + 1,
    )
    older = found[SHOWN - 1].mandate if len(found) > SHOWN else None
    return _shown(here, found[:SHOWN]), older


def _shown(here: Look, found: list[Decided]) -> list[Shown]:
    subjects = {
        (scope.code, scope.subject)
        for one in found
        for scope in one.scopes
        if scope.code != SAID_BY_SUBJECT  # called by the title of its decision
    }
    names = names_of(here.organisation, subjects=subjects, sources=[one.source for one in found])
    return [shown(one, names, here) for one in found]


@require_safe
def mandate(request: HttpRequest, slug: str, mandate: int) -> HttpResponse:
    """One mandate: what it allows, what was paid under it, the decision behind it."""
    here = look(request, slug)
    one = there(queries.decided(here.organisation, mandate, here.visit.today))
    before = request.GET.get("before", "")
    payments: list[Payment] = []
    if here.sees_books:
        payments = queries.payments_under(
            here.organisation,
            mandate,
            before=number_in(before),
            limit=SHOWN + 1,
        )
    names = names_of(
        here.organisation,
        people=[n for p in payments for n in (p.by, p.payee)],
        texts=[p.text for p in payments],
        subjects={
            *((scope.code, scope.subject) for scope in one.scopes),
            *((entry.code, entry.subject) for entry in payments),
        },
        sources=[one.source],
    )
    card = shown(one, names, here)
    given = {
        "visit": here.visit,
        "look": here,
        "one": card,
        "names": names,
        "payments": [payment_row(p, names, here) for p in payments[:SHOWN]],
        "more": payments[SHOWN - 1].transfer if len(payments) > SHOWN else None,
        "is_continued": bool(before),
        "objections": objections_to_pay(card, here),
    }
    return render(request, "ledger/mandate.html", given)


def objections_to_pay(card: Shown, here: Look) -> tuple[Refusal, ...]:
    """What stands against paying under it, where it can be paid here at all."""
    if not card.pay_lines:
        return ()
    code, _bar, subject = card.pay_lines[0].partition("|")
    return objections.to_draw(
        here.asking(),
        code=code,
        unit=card.decided.done[0].unit.code,
        subject=subject,
        mandate=card.decided.mandate,
    )


@dataclass(frozen=True)
class PaymentRow:
    """An entry as a list shows it; payee and note stay hidden where it is about a loan."""

    entry: Payment
    title: str
    payee: str
    note: str
    by: str


def payment_row(entry: Payment, names: Names, here: Look) -> PaymentRow:
    """An entry with its words, as far as the statutes show them."""
    is_hidden = seeing.is_about_a_loan(code=entry.code) and not here.sees_loans
    return PaymentRow(
        entry,
        names.done(entry.code, entry.subject),
        "" if is_hidden else names.person(entry.payee),
        "" if is_hidden else names.text(entry.text),
        names.person(entry.by),
    )
