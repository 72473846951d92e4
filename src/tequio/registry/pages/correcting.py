"""What stands there is wrong: the office corrects it, everybody else suggests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.membership import queries as members
from tequio.membership.rules import keeps_the_roll
from tequio.membership.visits import key_of
from tequio.registry import service
from tequio.registry.forms.deciding import words
from tequio.registry.forms.saying import SayingForm
from tequio.registry.pages.acting import Onward, Page, answered, sent
from tequio.registry.pages.visiting import Looking, look
from tequio.registry.queries.of_one import One, of_one
from tequio.registry.rules.facts import Said


def correct(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A form with what stands there; only what is changed is said or suggested."""
    looking = look(request, slug)
    found = _seen(looking, number)
    said = {code: choice.first.said for code, choice in found.chosen.items()}
    name = next((_name(said[code]) for code in ("name.trading", "name.legal") if code in said), "")
    form = SayingForm(sent(request), said=said, contacts=looking.keeps)
    if looking.keeps:
        form.fields["reason"] = words(_("How do you know?"))
    else:
        form.fields["words"] = words(
            _("What is wrong, and how do you know?"),
            required=False,
            help_text=_("Only the office of this register reads it."),
        )

    def done(given: Mapping[str, Any]) -> Onward:
        if looking.keeps:
            _assert(looking, key_of(request), number, form)
            return "registry:listed", (number,), gettext("It is written down as your own word.")
        act = looking.act(key_of(request))
        service.suggest(act, listed=number, values=form.changed(), words=given["words"])
        return "registry:suggestions", (), gettext("Thank you. The office will look at it.")

    shown = {"number": number, "name": name, "may_be_hers": _may_be_hers(looking, found.party)}
    return answered(request, looking, Page("correct", form, shown), done)


def _may_be_hers(looking: Looking, party: int | None) -> bool:
    """Whoever is signed in may ask for one that nobody is yet; else its officers alone write."""
    if looking.person is None or party is None:
        return looking.person is not None
    return keeps_the_roll(members.standing(looking.person, party, looking.today))


def _seen(looking: Looking, number: int) -> One:
    """The organisation as whoever looks may see it.  Raises Http404 where there is none."""
    order, inside = looking.keeping.order, looking.is_inside
    found = of_one(looking.organisation.id, number, order=order, is_inside=inside)
    if not isinstance(found, One):
        raise Http404
    return found


def _name(said: Said) -> str:
    return str(said.value["text"]) if isinstance(said.value, Mapping) else str(said.value)


def _assert(looking: Looking, key: str, number: int, form: SayingForm) -> None:
    """Each change is an act of its own, under a key of its own."""
    reason, act = form.cleaned_data["reason"], looking.act(key)
    for one in form.changed():
        service.assert_value(
            replace(act, key=f"{key}-{one.property}"[:80]),
            listed=number,
            property=one.property,
            value=one.value,
            until=one.until,
            reason=reason,
        )
    for code in form.emptied():
        service.assert_value(
            replace(act, key=f"{key}-{code}"[:80]), listed=number, property=code, reason=reason
        )
