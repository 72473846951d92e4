"""Who looks at shares, what she may see, and how a form is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tequio.kernel import Act, Amount, Refusal, Refused, Unit
from tequio.ledger.rules import KINDS
from tequio.membership.visits import Visit, key_of, status_of, visit
from tequio.shares import queries

Onward = tuple[str, tuple[Any, ...], str]
"""Name of the page that comes next, what its address takes after the group, what is told."""


@dataclass(frozen=True)
class Look:
    """A visit to the shares of a group.

    sees_all  whether the statutes show her what others hold
    works     whether she holds an office that pays or writes the book
    """

    visit: Visit
    sees_all: bool
    works: bool

    @property
    def organisation(self) -> int:
        return self.visit.organisation.id

    @property
    def slug(self) -> str:
        return self.visit.organisation.slug

    def asking(self) -> Act:
        """An act that only asks what would be refused; it never reaches the door."""
        return self.visit.act("asking")

    def may_see(self, person: int) -> bool:
        """Her own always."""
        return self.sees_all or self.visit.person == person


def look(request: HttpRequest, slug: str) -> Look:
    """Who looks.  404 for strangers."""
    here = visit(request, slug)
    organisation, today = here.organisation.id, here.today
    return Look(
        here,
        queries.sees_register(organisation, here.standing, today),
        not here.standing.offices.isdisjoint(queries.offices_at_work(organisation, today)),
    )


@dataclass(frozen=True)
class Pick:
    """An account that can be chosen."""

    account: int
    name: str
    holds: Amount
    is_chosen: bool


def picks(request: HttpRequest, found: Look, unit: Unit, *, book: str | None = None) -> list[Pick]:
    """The accounts to choose from; the one that was chosen, or the first."""
    places = queries.places(found.organisation, unit, book=book)
    typed = request.POST.get("account", "")
    offered = [str(place.account) for place in places]
    chosen = typed if typed in offered else next(iter(offered), "")
    return [
        Pick(one.account, _name(one.kind, one.name), one.holds, str(one.account) == chosen)
        for one in places
    ]


def _name(kind: str, name: str) -> str:
    title = gettext(KINDS[kind].title)
    return gettext("%(kind)s: %(name)s") % {"kind": title, "name": name} if name else title


def chosen(listed: list[Pick]) -> int:
    """The number of the account that is chosen; 0 where there is none."""
    return next((pick.account for pick in listed if pick.is_chosen), 0)


def sent(request: HttpRequest) -> Any:
    """What was sent, if anything was."""
    return request.POST if request.method == "POST" else None


def answer(
    request: HttpRequest,
    found: Look,
    page: tuple[str, forms.Form, dict[str, Any]],
    done: Callable[[Act, dict[str, Any]], Onward],
) -> HttpResponse:
    """Do what was sent and lead on, or show the form with the reasons why not."""
    template, form, given = page
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            name, rest, told = done(found.visit.act(key_of(request)), dict(form.cleaned_data))
        except Refused as raised:
            refused = raised.refusals
        else:
            messages.success(request, told)
            return redirect(name, found.slug, *rest)
    status = status_of(refused, is_wrong=form.is_bound and not form.is_valid())
    shown = {"visit": found.visit, "look": found, "form": form, "refused": refused} | given
    return render(request, f"shares/{template}.html", shown, status=status)
