"""An organisation of this node finds itself in the register, and writes its own record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.membership import queries as members
from tequio.membership.queries.federating import belongs_to
from tequio.membership.rules import keeps_the_roll
from tequio.membership.visits import key_of
from tequio.registry import service
from tequio.registry.forms.deciding import RecognitionForm
from tequio.registry.forms.saying import SayingForm
from tequio.registry.pages.acting import Onward, Page, answered, sent
from tequio.registry.pages.visiting import Looking, look_also_from_outside
from tequio.registry.queries.hand import own_word
from tequio.registry.queries.recognised import asked_by
from tequio.registry.queries.standing import listed_at
from tequio.registry.rules.guarding import EXPOSURES


def ours(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """For officers of the organisation that it is; others ask to be recognised as it."""
    looking = _looking(request, slug)
    found = listed_at(looking.organisation.id, number) if number < 2**62 else None
    if found is None or found.merged_into is not None or looking.person is None:
        raise Http404
    mine = _kept_by(looking, looking.person)
    if found.party is None:
        return _ask(request, looking, number, mine)
    if found.party not in mine:
        raise Http404
    return _describe(request, looking, number, found.party)


def _looking(request: HttpRequest, slug: str) -> Looking:
    """Who looks: whoever sees the register, and officers of its members though it is closed."""
    looking = look_also_from_outside(request, slug)
    if looking.is_inside or looking.keeping.is_public:
        return looking
    mine = _kept_by(looking, looking.person) if looking.person is not None else {}
    if not any(belongs_to(one, looking.keeper) for one in mine):
        raise Http404
    return looking


def _kept_by(looking: Looking, person: int) -> dict[int, str]:
    """Organisations of which she is secretary or chair, by number."""
    today = looking.today
    return {
        one.id: one.name
        for one in members.organisations_of(person, today)
        if keeps_the_roll(members.standing(person, one.id, today))
    }


def _ask(
    request: HttpRequest, looking: Looking, number: int, mine: Mapping[int, str]
) -> HttpResponse:
    form = RecognitionForm(sent(request), choices=mine)

    def done(said: Mapping[str, Any]) -> Onward:
        act = looking.act_for(said["organisation"], key_of(request))
        service.ask_recognition(act, keeper=looking.organisation.slug, listed=number)
        told = gettext("It is asked. The office of the register answers.")
        return "registry:ours", (number,), told

    asked = [mine[one] for one in asked_by(looking.organisation.id, number) if one in mine]
    given = {"number": number, "mine": mine, "asked": asked}
    return answered(request, looking, Page("ask", form, given), done)


class DescribingForm(SayingForm):
    """All that an organisation says of itself, and how much of its place may be seen."""

    field_order = ("name_legal", "name_trading")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, contacts=True, **more)
        told = [("", _("As it is"))] + [(code, gettext(title)) for code, title in EXPOSURES.items()]
        self.fields["exposure"] = forms.ChoiceField(
            label=_("How much of our place may be seen"), required=False, choices=told
        )


def _describe(
    request: HttpRequest, looking: Looking, number: int, organisation: int
) -> HttpResponse:
    own = members.organisation(organisation)
    if own is None:
        raise Http404
    word = own_word(looking.organisation.id, own.uid, number)
    said = {one.property: one for one in word}
    form = DescribingForm(
        sent(request), said=said, initial={} if said else {"name_legal": own.name}
    )

    def done(given: Mapping[str, Any]) -> Onward:
        service.describe(
            looking.act_for(organisation, key_of(request)),
            keeper=looking.organisation.slug,
            values=form.values(),
            exposure=given["exposure"] or None,
        )
        return "registry:ours", (number,), gettext("Your own record is written.")

    return answered(request, looking, Page("ours", form, {"number": number, "own": own}), done)
