"""A member sees herself across everything that the group does, on one page: each book, savings,
shares, social fund, loans, turns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.circles.queries.of_member import InCycle, in_cycles, in_turns
from tequio.kernel import Amount
from tequio.ledger import queries as ledger
from tequio.lending import queries as lending
from tequio.membership.rules import is_member
from tequio.membership.visits import Visit, visit
from tequio.membership.visits.about import kept_about
from tequio.notices.queries.passbook import KINDS

MAIN = "main"


@dataclass(frozen=True)
class Sum:
    """What she has or owes of one kind."""

    title: str
    sum: Amount
    note: str = ""
    href: str = ""
    is_owed: bool = False


@dataclass(frozen=True)
class Book:
    """What she has in one book of the group; `name` is empty for the main one."""

    name: str
    sums: tuple[Sum, ...]


@require_safe
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything of the reader's own.  Nobody else's is ever shown here."""
    here = visit(request, slug)
    person = here.person
    if person is None:
        raise Http404
    organisation = here.organisation.id
    cycles, turns = in_cycles(organisation, person), in_turns(organisation, person)
    given = {
        "visit": here,
        "is_member": is_member(here.standing),
        "books": _books(here, person, cycles),
        "loans": lending.my_loans(organisation, person, here.today),
        "turns": turns,
        "kept": [one for one in kept_about(here, person) if one.href != request.path],
    }
    return render(request, "site/mine.html", given)


def _books(here: Visit, person: int, cycles: Iterable[InCycle]) -> list[Book]:
    """Of each book what she has in it, the main one first."""
    found: dict[str, list[Sum]] = {}
    for one in ledger.accounts_of_person(here.organisation.id, person):
        kind = KINDS.get(one.kind)
        if kind is not None and one.kind != "turn-due" and (one.minor or not kind.is_owed):
            place = reverse("notices:passbook", args=[here.organisation.slug, person])
            own = Sum(gettext(kind.title), one.balance, href=place, is_owed=kind.is_owed)
            found.setdefault(one.book, []).append(own)
    for cycle in cycles:
        sums = found.setdefault(cycle.book, [])
        sums.extend(_of_cycle(here, cycle))
    order = sorted(found, key=lambda name: (name != MAIN, name))
    return [Book("" if name == MAIN else name, tuple(found[name])) for name in order if found[name]]


def _of_cycle(here: Visit, cycle: InCycle) -> Iterable[Sum]:
    place = reverse("circles:cycle", args=[here.organisation.slug])
    if cycle.social:
        paid = Amount(cycle.social, cycle.unit)
        yield Sum(gettext("Paid into the social fund"), paid, href=place)
    if cycle.helped:
        got = Amount(cycle.helped, cycle.unit)
        yield Sum(gettext("Help from the social fund"), got, href=place)
