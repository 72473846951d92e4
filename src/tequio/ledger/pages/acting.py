"""A form of the books: shown, sent, refused or done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tequio.kernel import Act, Refusal, Refused
from tequio.ledger.pages.looking import Look
from tequio.membership.visits import by_outbox, key_of, not_read, status_of

Done = Callable[[Act, dict[str, Any]], HttpResponse]
"""Does the act with what was cleaned and leads on."""


@dataclass(frozen=True)
class Asking:
    """A page with one form.

    objections  what stands against the act before anything is typed: the button is grey
    given       what else the template shows
    """

    look: Look
    template: str
    form: forms.Form
    objections: Iterable[Refusal] = ()
    given: Mapping[str, Any] = field(default_factory=dict)


def answer(request: HttpRequest, asking: Asking, done: Done) -> HttpResponse:
    """Do what was sent, or show the form with every reason why not: 403, 409 or 422."""
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and asking.form.is_valid():
        try:
            return done(asking.look.visit.act(key_of(request)), asking.form.cleaned_data)
        except Refused as raised:
            if by_outbox(request):
                raise  # said at the edge, as JSON
            refused = raised.refusals
    elif request.method == "POST" and by_outbox(request):
        return not_read(asking.form)
    given = {
        "visit": asking.look.visit,
        "look": asking.look,
        "form": asking.form,
        "objections": list(asking.objections),
        "refused": refused,
    }
    status = status_of(refused, is_wrong=asking.form.is_bound)
    return render(request, asking.template, {**given, **asking.given}, status=status)
