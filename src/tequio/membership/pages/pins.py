"""Choosing a PIN: signed in, or on the shared phone with a code on paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from tequio.kernel import Act, Refusal, Refused, refuse
from tequio.membership import queries, rules, service
from tequio.membership.forms import CodeForm, NewPinForm
from tequio.membership.pages import of_person
from tequio.membership.queries import pins
from tequio.membership.rules import pins as no
from tequio.membership.visits import key_of, status_of, visit
from tequio.membership.visits.devices import device_of, end


@never_cache
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """A member who is signed in chooses her PIN, or a new one."""
    here = visit(request, slug)
    form = NewPinForm(request.POST or None)
    refused: tuple[Refusal, ...] = ()
    if not rules.is_member(here.standing):
        refused = (rules.NOT_A_MEMBER.because(),)
    elif request.method == "POST" and form.is_valid():
        try:
            _set(here.act(key_of(request)), form.cleaned_data)
        except Refused as raised:
            refused = raised.refusals
        else:
            messages.success(request, gettext("Your PIN is set for the phones of this group."))
            return redirect("membership:phones", slug)
    given = {"visit": here, "form": form, "refused": refused}
    status = status_of(refused, is_wrong=form.is_bound)
    return render(request, "membership/choose_pin.html", given, status=status)


def _set(act: Act, typed: dict[str, str], code_hash: str = "") -> None:
    """Keep the PIN.  The salt comes from the form's key and the node's secret, so that a second
    press is the same act."""
    assert act.by is not None, "somebody chooses it"
    person = queries.person(act.by)
    refuse(no.objections_to_pin(typed["pin"], phone=person.phone if person else ""))
    if not no.is_same(typed["pin"], typed["again"]):
        raise Refused(no.PINS_DIFFER.because())
    about = f"{act.by}.{act.organisation}.{act.key}"
    salt = salted_hmac("tequio.pin", about, algorithm="sha256").hexdigest()
    verifier = no.verifier_of(typed["pin"], salt=salt)
    service.set_pin(act, salt=salt, verifier=verifier, code_hash=code_hash)


@never_cache
def hand_code(request: HttpRequest, slug: str, person: int) -> HttpResponse:
    """Make a one-time code for a member without a sign-in and show it once.

    The same press again shows the same code: it is derived from the form's key.
    """
    here = visit(request, slug)
    given: dict[str, Any] = of_person(here, person)
    given["objections"] = pins.objections_to_hand_code(here.standing, person, here.today)
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST":
        key = key_of(request)
        fresh = salted_hmac("tequio.pin_code", f"{person}.{key}", algorithm="sha256").digest()
        spoken = rules.spoken_code(int.from_bytes(fresh))
        try:
            service.hand_pin_code(
                here.act(key), person=person, code_hash=rules.hash_of_code(spoken)
            )
        except Refused as raised:
            refused = raised.refusals
        else:
            given |= {"spoken": spoken, "until": no.expiry_of_code(here.at)}
    given |= {"refused": refused}
    return render(request, "membership/hand_pin_code.html", given, status=status_of(refused))


@never_cache
def choose_by_code(request: HttpRequest) -> HttpResponse:
    """On the shared phone: the code on paper, then a PIN that nobody else sees.

    The code is the permission; whoever was signed in before is gone.
    """
    place = device_of(request)
    if place is None:
        return redirect("membership:who")
    code = CodeForm(request.POST or None)
    if request.method != "POST" or not code.is_valid():
        status = 422 if code.is_bound else 200
        return render(request, "membership/pin_code.html", {"form": code}, status=status)
    return _with_code(request, place[0], code.cleaned_data["code"])


def _with_code(request: HttpRequest, organisation: int, code: str) -> HttpResponse:
    at = timezone.localtime()
    person = pins.person_of_code(organisation, code, at)
    if person is None:
        given = {"form": CodeForm(), "refused": [no.PIN_CODE_NOT_VALID.because()]}
        return render(request, "membership/pin_code.html", given, status=422)
    form = NewPinForm(request.POST if "pin" in request.POST else None)
    refused: tuple[Refusal, ...] = ()
    if form.is_valid():
        try:
            act = Act(person, organisation, at, key_of(request))
            _set(act, form.cleaned_data, rules.hash_of_code(code))
        except Refused as raised:
            refused = raised.refusals
        else:
            end(request)
            messages.success(request, gettext("Your PIN is set. Choose your name and type it."))
            return redirect("membership:who")
    names = queries.person_names([person])
    given = {"form": form, "code": code, "name": names[person], "refused": refused}
    status = status_of(refused, is_wrong=form.is_bound)
    return render(request, "membership/pin_by_code.html", given, status=status)
