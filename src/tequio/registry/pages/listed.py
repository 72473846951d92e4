"""The page of one listed organisation, how it came about, and the raw rows for the offices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.kernel import gettext_noop as _
from tequio.membership import queries as membership
from tequio.membership.visits import number_in
from tequio.registry.pages.facts import sections_of
from tequio.registry.pages.picture import picture_of
from tequio.registry.pages.visiting import Looking, look
from tequio.registry.pages.ways import sees_suggestions
from tequio.registry.pages.wording import written
from tequio.registry.queries.beside import Asked, beside_the_record
from tequio.registry.queries.history import Changed, history_of
from tequio.registry.queries.of_one import Elsewhere, One, merged_here, of_one
from tequio.registry.queries.raw import raw_of
from tequio.registry.rules.choosing import DEFAULT_ORDER
from tequio.registry.rules.properties import NAMES, PROPERTIES, RELATIONS, SOURCE_KINDS
from tequio.statutes.rules.registers import ORDERS

FROM_THE_OTHER: Mapping[str, str] = {
    "member_of": _("has as a member"),
    "branch_of": _("has the branch"),
    "succeeds": _("was succeeded by"),
    "merged_into": _("took in"),
    "subsidiary_of": _("has the subsidiary"),
    "funded_by": _("funds"),
    "hosts": _("is hosted by"),
    "supplies": _("is supplied by"),
    "federates": _("is federated by"),
}
"""`RELATIONS`, read from the other side."""
GUARDED: Mapping[str, str] = {
    "hidden": _("Where it is, is not shown, to protect people."),
    "coarse": _("Where it is, is shown within about ten kilometres, to protect people."),
}


@require_safe
def listed(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """All that is said of an organisation and may be seen, with who says it."""
    looking = look(request, slug)
    found = _there(looking, number)
    if isinstance(found, Elsewhere):
        return _elsewhere(request, looking, number, found)
    keeper = looking.organisation.id
    was = number_in(request.GET.get("was", ""))
    sections = sections_of(found)
    given = _frame(looking, found) | {
        "sections": sections,
        "sees_suggestions": sees_suggestions(looking),
        "picture": picture_of(found),
        "has_place": any(one.code == "place" for one in sections),
        "relations": [
            (gettext((RELATIONS if one.is_outward else FROM_THE_OTHER)[one.type]), one)
            for one in found.relations
        ],
        "guarded": GUARDED.get(found.exposure, ""),
        "order": ORDERS.get(looking.keeping.order, ORDERS[DEFAULT_ORDER]),
        "publishers": [
            (one, SOURCE_KINDS.get(one.kind, one.kind)) for one in found.publishers.values()
        ],
        "beside": beside_the_record(Asked(keeper, slug, number, looking.today, looking.is_inside)),
        "was": was if was and merged_here(keeper, gone=was, into=number) else None,
        "party": next(iter(membership.organisations([found.party])), None)
        if found.party and looking.is_inside
        else None,
    }
    return render(request, "registry/listed.html", given)


@require_safe
def history(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Every statement about it, what changed between editions, merges."""
    looking = look(request, slug)
    found = _there(looking, number)
    if isinstance(found, Elsewhere):
        return _elsewhere(request, looking, number, found, "registry:history")
    told = history_of(looking.organisation.id, number, is_inside=looking.is_inside)
    given = _frame(looking, found) | {
        "events": [
            (event, told.publishers.get(event.source or 0), told.editions.get(event.number),
             [_change(one) for one in event.changes])
            for event in told.events
        ],
        "is_cut": told.is_cut,
    }  # fmt: skip
    return render(request, "registry/history.html", given)


@require_safe
def raw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Rows as they came, place and contacts included: for the offices that keep the register."""
    looking = look(request, slug)
    if not looking.keeps:
        raise Http404
    found = _there(looking, number)
    if isinstance(found, Elsewhere):
        return _elsewhere(request, looking, number, found, "registry:raw")
    records = [
        (one, [(PROPERTIES[said.property].title, written(said.property, said.value), said)
               for said in one.said])
        for one in raw_of(looking.organisation.id, number)
    ]  # fmt: skip
    return render(request, "registry/raw.html", _frame(looking, found) | {"records": records})


def _there(looking: Looking, number: int) -> One | Elsewhere:
    """What stands under this number.  Raises Http404 for what is not there, or not for her."""
    found = (
        of_one(
            looking.organisation.id,
            number,
            order=looking.keeping.order,
            is_inside=looking.is_inside,
        )
        if number < 2**63
        else None
    )
    if found is None:
        raise Http404
    return found


def _elsewhere(
    request: HttpRequest,
    looking: Looking,
    number: int,
    found: Elsewhere,
    name: str = "registry:listed",
) -> HttpResponse:
    """Merged into another: its page, which says so.  Withdrawn: gone."""
    slug = looking.organisation.slug
    if found.into is not None:
        return redirect(f"{reverse(name, args=[slug, found.into])}?was={number}")
    given = {"visit": looking.visit, "organisation": looking.organisation, "number": number}
    return render(request, "registry/gone.html", given, status=410)


def _frame(looking: Looking, found: One) -> dict[str, Any]:
    """What all pages of one organisation have."""
    return {
        "visit": looking.visit,
        "organisation": looking.organisation,
        "keeps": looking.keeps,
        "is_inside": looking.is_inside,
        "one": found,
        "name": name_of(found),
    }


def name_of(found: One) -> str:
    """The name under which it is shown."""
    names = (found.chosen[code].first.said for code in NAMES if code in found.chosen)
    return next((written(one.property, one.value).text for one in names), "")


def _change(one: Changed) -> dict[str, Any]:
    return {
        "title": PROPERTIES[one.property].title,
        "before": [(written(said.property, said.value), said) for said in one.before],
        "after": [(written(said.property, said.value), said) for said in one.after],
    }
