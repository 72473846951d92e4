"""A form between a federation and a group: shown, sent, refused or done, with the keys it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from tequio.circles.pages import looking_at_groups as looking
from tequio.circles.pages import to_the_members
from tequio.circles.pages.keys import Keys, Moving, keys_of, turn, without_keys
from tequio.circles.rules.bulk_changes import at_account
from tequio.kernel import Act, Refusal, Refused
from tequio.membership.visits import Visit, key_of, number_in, status_of

KEPT = ("amount", "account", "count", "step", "percent", "forgiven")
"""What the next officer finds filled in, for a key is turned on one exact payment."""


@dataclass(frozen=True)
class Asking:
    """A page with one form.

    allowed  the purpose, and the other organisation; None where no decision is asked
    done     does the act with what was said, and gives the sentence that tells so
    sums     sums that keys may be turned on, in minor units
    place    what keys are turned on besides the sum, by what was said; None: the account chosen
    """

    name: str
    form: Any
    given: dict[str, Any]
    allowed: tuple[str, int] | None
    done: Callable[[Act, dict[str, Any]], str]
    sums: tuple[int, ...] = ()
    place: Callable[[Mapping[str, Any]], str] | None = None


def sent_of(request: HttpRequest) -> Any:
    """What was sent, if anything was that the form of the page asks for."""
    is_form = request.method == "POST" and not to_the_members.is_pressed(request)
    return request.POST if is_form else None


def given_to_forms(request: HttpRequest, here: Visit, offered: int | None = None) -> dict[str, Any]:
    """What a form of money needs; filled in as who turned a key before has said."""
    said = said_before(request)
    return {
        "unit": looking.unit_of(here),
        "accounts": looking.accounts_of(here),
        "today": here.today,
        "offered": number_in(said.pop("amount", "")) or offered,
        "initial": said,
    }


def said_before(request: HttpRequest) -> dict[str, str]:
    """What who turned a key before has said, as the address that she passes on carries it."""
    return {name: request.GET[name] for name in KEPT if name in request.GET}


def answer(request: HttpRequest, here: Visit, asking: Asking) -> HttpResponse:
    """Do what was sent and lead back, or show the form with the reasons why not."""
    moving, refused = _moving(request, here, asking), tuple[Refusal, ...]()
    keys = keys_of(here, moving) if moving else None
    matter = _matter(asking)
    wanted = to_the_members.form_of(request, here, matter) if matter else None
    if matter and to_the_members.is_pressed(request):
        for minor in to_the_members.sums_of(matter, wanted):
            return to_the_members.file(request, here, matter, minor)
    if asking.form.is_bound and asking.form.is_valid():
        try:
            return _done(request, here, asking, (moving, keys))
        except Refused as raised:
            refused = raised.refusals
    against = looking.against(here, *asking.allowed) if asking.allowed else []
    is_wrong = any(one.is_bound and not one.is_valid() for one in (asking.form, wanted) if one)
    shown = asking.given | {
        "visit": here,
        "form": asking.form,
        "refused": refused,
        "keys": keys,
        "against": without_keys(against, keys),
        "brings": matter and to_the_members.is_wanted(matter, [*against, *refused]),
        "wanted": wanted,
    }
    status = status_of(refused, is_wrong=is_wrong)
    return render(request, f"circles/groups/{asking.name}.html", shown, status=status)


def _matter(asking: Asking) -> to_the_members.Matter | None:
    """What the members would be asked to allow; None where no decision is asked."""
    if asking.allowed is None:
        return None
    minor = asking.sums[0] if asking.sums else None
    return to_the_members.Matter(*asking.allowed, asking.given["other"].name, minor)


def _moving(request: HttpRequest, here: Visit, asking: Asking) -> Moving | None:
    if asking.allowed is None:
        return None
    unit = looking.unit_of(here)
    typed = number_in(request.GET.get("amount", ""))
    listed = [(at_account(int(number)), name) for number, name in looking.accounts_of(here)]
    places = listed if asking.place is None else [(asking.place(request.GET), "")]
    return Moving(*asking.allowed, unit, places, (*asking.sums, *([typed] if typed else [])))


def _done(
    request: HttpRequest, here: Visit, asking: Asking, keyed: tuple[Moving | None, Keys | None]
) -> HttpResponse:
    act, said, (moving, keys) = here.act(key_of(request)), asking.form.said(), keyed
    slug = here.organisation.slug
    if moving is None or keys is None or request.POST.get("do") != "turn_key":
        messages.success(request, asking.done(act, said))
        return redirect(reverse("circles:groups", args=[slug]))
    place = asking.place(said) if asking.place else at_account(said["account"])
    paid = said.get("minor") or asking.sums[0], place
    turn(act, keys, moving, paid)
    told = gettext("Your key is turned on this payment, for 24 hours. Show others this page.")
    messages.success(request, told)
    kept = {name: request.POST[name] for name in KEPT if name in request.POST}
    return redirect(f"{request.path}?{urlencode(kept | {'amount': paid[0]})}")
