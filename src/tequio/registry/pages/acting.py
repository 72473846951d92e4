"""A form of the register: shown, sent, refused or done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tequio.kernel import Refusal, Refused
from tequio.membership.visits import status_of
from tequio.registry.pages.visiting import Looking, look_inside

Onward = tuple[str, tuple[Any, ...], str]
"""Name of the next page, its arguments behind the slug, and what is told there."""


@dataclass(frozen=True)
class Page:
    """A page with a form.

    template  under `registry/`, without its ending
    given     what the template needs beside `form`, `refused` and who looks
    """

    template: str
    form: forms.Form
    given: dict[str, Any] = field(default_factory=dict)


def look_as_office(request: HttpRequest, slug: str) -> Looking:
    """Who keeps the register.  Raises Http404 for everybody else."""
    looking = look_inside(request, slug)
    if not looking.keeps:
        raise Http404
    return looking


def sent(request: HttpRequest) -> Any:
    """What was sent, if anything was."""
    return request.POST if request.method == "POST" else None


def answered(
    request: HttpRequest,
    looking: Looking,
    page: Page,
    done: Callable[[Mapping[str, Any]], Onward | None],
) -> HttpResponse:
    """Do what was sent and lead on, or show the page with the reasons why not; `done` gives
    nothing where the page is to be shown again."""
    refused: tuple[Refusal, ...] = ()
    form = page.form
    if request.method == "POST" and form.is_valid():
        try:
            onward = done(form.cleaned_data)
        except Refused as raised:
            refused = raised.refusals
        else:
            if onward is not None:
                name, rest, told = onward
                messages.success(request, told)
                return redirect(name, looking.organisation.slug, *rest)
    status = status_of(refused, is_wrong=form.is_bound and not form.is_valid())
    return shown(request, looking, page, refused=refused, status=status)


def shown(
    request: HttpRequest,
    looking: Looking,
    page: Page,
    *,
    refused: tuple[Refusal, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The page with its form."""
    given: dict[str, Any] = {
        "visit": looking.visit,
        "organisation": looking.organisation,
        "looking": looking,
        "form": page.form,
        "refused": refused,
    }
    return render(request, f"registry/{page.template}.html", given | page.given, status=status)
