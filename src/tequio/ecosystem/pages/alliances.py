"""Alliances of a network: all of them, and one with its clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from tequio.ecosystem import service
from tequio.ecosystem.forms.of_alliances import FoundForm
from tequio.ecosystem.pages.alliance_deeds import deeds_of, needed_of
from tequio.ecosystem.pages.visiting import Looking, look, shown
from tequio.ecosystem.pages.ways import ways_of
from tequio.ecosystem.pages.wording import LOOKS_OF_ALLIANCES, text_of
from tequio.ecosystem.queries.alliances import AllianceView, PartnerView
from tequio.ecosystem.queries.alliances import alliance as alliance_view
from tequio.ecosystem.queries.alliances import alliances as alliance_views
from tequio.ecosystem.queries.files import ready_rules
from tequio.ecosystem.queries.naming import names_of_actors
from tequio.ecosystem.rules.alliances import (
    ADMITTED,
    ENDED,
    FORMING,
    IN_FORMATION,
    REGISTERED,
    STATUSES,
    SUSPENDED,
)
from tequio.ecosystem.service.alliances import Invited
from tequio.kernel import gettext_noop as _
from tequio.membership.visits import key_of, number_in
from tequio.membership.visits.doing import Deed, Told, bound, pressed

HERE = "ecosystem:alliances"
MOST_PROPOSED = 30
WALK: Mapping[str, str] = {
    FORMING: _("Find partners"),
    REGISTERED: _("Registered"),
    IN_FORMATION: _("In formation"),
    ADMITTED: _("Admitted"),
}
"""The way of an alliance, step by step."""
STEPS: Mapping[str, str] = {
    "registered": _("It was registered."),
    "followed": _("Somebody looked how it goes."),
    "admitted": _("It was admitted."),
    "ended": _("It ended."),
}


@dataclass(frozen=True)
class SectorTold:
    """A sector of the rule with who takes part for it; lacks: so many more are needed."""

    name: str
    partners: tuple[PartnerView, ...]
    lacks: int


@dataclass(frozen=True)
class AllianceTold:
    """An alliance in words; `missing`: names of the sectors that lack somebody."""

    view: AllianceView
    status: str
    look: str
    rule: str
    missing: tuple[str, ...]


def alliances(request: HttpRequest, slug: str) -> HttpResponse:
    """All alliances with how they stand; organisers begin one here."""
    looking = look(request, slug)
    views = alliance_views(looking.keeper, looking.today, is_inside=looking.takes_part)
    deeds = [_found(request, looking, is_first=not views)] if looking.organises else []
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    given: dict[str, Any] = {
        "ways": ways_of(looking, HERE),
        "lines": [told(view) for view in views],
        "rules": [_rule_told(rule) for rule in ready_rules().values()],
        "done": done,
    }
    return shown(request, looking, "alliances", status=done.status, **given)


def alliance(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One alliance: who takes part for which sector, who is missing, its plan and its clock."""
    looking = look(request, slug)
    inside = looking.takes_part
    view = alliance_view(looking.keeper, number, looking.today, is_inside=inside)
    if view is None:
        raise Http404
    done = pressed(request, deeds_of(request, looking, view))
    if done.onward:
        return done.onward
    given: dict[str, Any] = {
        "ways": ways_of(looking, HERE),
        "told": told(view),
        "view": view,
        "standing": view.standing,
        "sectors": sectors_of(view),
        "gone": [one for one in view.partners if one.left_on is not None],
        "walk": _walk(view),
        "steps": [(STEPS[one.kind], one) for one in reversed(view.steps)],
        "needed": needed_of(looking, view),
        "before": STATUSES[view.standing.before],
        "about": text_of(view.rule.about),
        "opens_decisions": looking.visit is not None,
        "done": done,
    }
    return shown(request, looking, "alliance", status=done.status, **given)


def told(view: AllianceView) -> AllianceTold:
    """An alliance as a list shows it."""
    status = view.standing.status
    names = {one.code: text_of(one.names) for one in view.rule.sectors}
    missing = () if status == ENDED else tuple(names[code] for code in view.standing.missing)
    look_of = LOOKS_OF_ALLIANCES.get(status, "")
    return AllianceTold(view, STATUSES[status], look_of, text_of(view.rule.titles), missing)


def sectors_of(view: AllianceView) -> list[SectorTold]:
    """The sectors of the rule, each with who takes part for it today."""
    found = []
    for sector in view.rule.sectors:
        here = tuple(one for one in view.present if one.sector == sector.code)
        lacks = max(0, sector.least - len(here))
        found.append(SectorTold(text_of(sector.names), here, lacks))
    return found


def _walk(view: AllianceView) -> list[tuple[str, bool, bool]]:
    """The steps: words, whether it is past, whether it stands there now."""
    status = view.standing.status
    here = view.standing.before if status == SUSPENDED else status
    if here == ENDED:
        return []
    order = list(WALK)
    at = order.index(here)
    return [(WALK[code], place < at, place == at) for place, code in enumerate(order)]


def _rule_told(rule: Any) -> tuple[str, str, Any]:
    return text_of(rule.titles), text_of(rule.about), rule


def _proposed(request: HttpRequest, looking: Looking) -> Mapping[int, str]:
    """Organisations that a link proposes as partners (`?partners=12,13`), by name."""
    asked = [number_in(one) for one in request.GET.get("partners", "").split(",")[:MOST_PROPOSED]]
    return {
        number: name
        for number, name in names_of_actors(looking.keeper, asked, is_inside=True).items()
        if name
    }


def _found(request: HttpRequest, looking: Looking, *, is_first: bool) -> Deed:
    known = ready_rules().values()
    rules = [(rule.code, text_of(rule.titles)) for rule in known]
    sectors = {one.code: text_of(one.names) for rule in known for one in rule.sectors}
    partners = _proposed(request, looking)
    form = FoundForm(
        rules=rules, sectors=list(sectors.items()), partners=partners, **bound(request, "found")
    )

    def found(said: Mapping[str, Any]) -> Told:
        receipt = service.found_alliance(
            looking.act(key_of(request)),
            name=said["name"],
            territory=said["territory"],
            rule=said["rule"],
            partners=tuple(Invited(*one) for one in form.taking_part()),
        )
        onward = reverse("ecosystem:alliance", args=[looking.slug, receipt.facts["alliance"]])
        return onward, gettext("The alliance is begun. Now it needs its partners.")

    return Deed(
        "found",
        gettext("Begin it"),
        form,
        found,
        gettext("Begin an alliance"),
        gettext("Choose for which sector each takes part; others join on its own page.")
        if partners
        else gettext("Its partners join on its own page, each for a sector."),
        "plus",
        is_folded=not (partners or is_first),
    )
