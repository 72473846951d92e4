"""What can be done on a page: each a small form of its own, with the reasons why it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tequio.kernel import Refusal, Refused
from tequio.membership.visits.looking import status_of

Told = tuple[str, str]
"""The address to go to, and what is told there."""
Act = Callable[[Mapping[str, Any]], Told]


class Nothing(forms.Form):
    """A press alone."""


@dataclass(frozen=True)
class Deed:
    """One thing that can be done.

    code        tells it from the others of the page; label: words of the press
    title       heading; about: a sentence below it
    objections  why it cannot be done now, known before it is pressed
    look        of the press: empty, `quiet`, `grave`; is_folded: behind its heading
    """

    code: str
    label: str
    form: forms.Form
    act: Act
    title: str = ""
    about: str = ""
    sign: str = "check"
    look: str = ""
    is_folded: bool = False
    objections: tuple[Refusal, ...] = ()


@dataclass(frozen=True)
class Done:
    """What came of a press: where to go on, or the page again.

    which  the deed that was pressed
    """

    onward: HttpResponse | None = None
    which: str = ""
    refused: tuple[Refusal, ...] = ()
    is_wrong: bool = False
    deeds: tuple[Deed, ...] = field(default=())

    @property
    def status(self) -> int:
        """Of the page that is shown again."""
        return status_of(self.refused, is_wrong=self.is_wrong)


def sent(request: HttpRequest, code: str) -> dict[str, Any]:
    """What a form of this deed is bound to, as keywords: what was sent with its press."""
    if request.method == "POST" and request.POST.get("do") == code:
        return {"data": request.POST, "files": request.FILES}
    return {}


def bound(request: HttpRequest, code: str) -> dict[str, Any]:
    """The same where a page has several forms: its controls are named after the deed, so that no
    two of the page have one id."""
    return {**sent(request, code), "auto_id": f"{code}-%s"}


def pressed(request: HttpRequest, deeds: Iterable[Deed]) -> Done:
    """Do what was pressed; what is refused, or cannot be read, is shown again with its reasons."""
    listed = tuple(deeds)
    pressing = request.POST.get("do", "") if request.method == "POST" else ""
    for one in listed:
        if one.code != pressing:
            continue
        if not one.form.is_valid():
            return Done(which=one.code, is_wrong=True, deeds=listed)
        try:
            onward, told = one.act(one.form.cleaned_data)
        except Refused as raised:
            return Done(which=one.code, refused=raised.refusals, deeds=listed)
        messages.success(request, told)
        return Done(redirect(onward), deeds=listed)
    return Done(deeds=listed)
