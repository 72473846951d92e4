"""Somebody doubts what an organisation is, with evidence; nobody outside reads it before somebody
looked at it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from tequio.membership.visits import document_kept, key_of
from tequio.membership.visits.doing import Deed, Told, pressed, sent
from tequio.screening import service
from tequio.screening.forms.doubting import DoubtForm
from tequio.screening.forms.showing import facts_of_rules, facts_to_choose
from tequio.screening.pages.organisations import listed_there
from tequio.screening.pages.visiting import Looking, look, shown
from tequio.screening.pages.wording import text_of
from tequio.screening.queries.packs import adopted_packs
from tequio.screening.rules.catalogue import FACTS
from tequio.screening.rules.showing import COUNTED_HERE, NewEvidence

MOST_AT_ONCE = 8
FIELDS = ("kind", "since", "until", "pointer", "is_public", "words")
DOUBT = "doubt"


def challenge(request: HttpRequest, slug: str, listed: int) -> HttpResponse:
    """First what the evidence shows, then the form; whoever is not signed in is told to."""
    looking = look(request, slug)
    head, name = listed_there(looking, listed)
    if head != listed:
        return redirect("screening:challenge", slug, head)
    adopted = adopted_packs(looking.organisation.id)
    packs = [(one.key, text_of(one.pack.titles)) for one in adopted]
    chosen = next((one.pack for one in adopted if one.key == request.GET.get("pack", "")), None)
    asked = dict.fromkeys(request.GET.getlist("fact"))
    facts = [one for one in asked if one in FACTS and one not in COUNTED_HERE][:MOST_AT_ONCE]
    may = looking.person is not None and bool(packs)
    deeds = [_deed(request, looking, listed, (facts, packs))] if may and facts else []
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    given: dict[str, Any] = {
        "listed": listed,
        "name": name,
        "packs": packs,
        "done": done,
        "deed": next(iter(done.deeds), None),
        "groups": facts_of_rules(chosen, text_of(chosen.titles)) if chosen else facts_to_choose(),
        "pack": chosen.key if chosen else "",
        "chosen": facts,
        "kind": "",
        "of": "",
    }
    return shown(request, looking, "challenge", status=done.status, **given)


def _deed(
    request: HttpRequest,
    looking: Looking,
    listed: int,
    asked: tuple[list[str], list[tuple[str, str]]],
) -> Deed:
    facts, packs = asked
    form = DoubtForm(
        facts=facts,
        packs=packs,
        today=looking.today,
        initial={"pack": request.GET.get("pack", "")},
        **sent(request, DOUBT),
    )

    def doubt(said: Mapping[str, Any]) -> Told:
        """Files are taken away again if the act is refused."""
        owner = looking.organisation.id
        with (
            document_kept(owner, said["file"]) as file,
            document_kept(owner, said["redacted"]) as copy,
        ):
            piece = NewEvidence(
                facts=form.shown(),
                file=file,
                redacted=copy,
                **{name: said[name] for name in FIELDS},
            )
            service.challenge(
                looking.act(key_of(request)),
                listed=listed,
                pack=said["pack"],
                words=said["doubt"],
                evidence=(piece,),
            )
        onward = reverse("screening:organisation", args=[looking.slug, listed])
        return onward, gettext("It is handed in. Somebody looks at it before it counts.")

    return Deed(DOUBT, gettext("Hand it in"), form, doubt, sign="warning")
