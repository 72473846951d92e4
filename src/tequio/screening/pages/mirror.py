"""The mirror: what our rules say, what we do, what is missing, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.kernel import gettext_noop as _
from tequio.membership.rules import is_officer, keeps_the_roll
from tequio.membership.visits import Visit, visit
from tequio.registry.queries.keeping import keeping_on
from tequio.screening.pages.behind import behind, opens_for
from tequio.screening.pages.findings import files_of
from tequio.screening.pages.judged import judgement_told
from tequio.screening.pages.origins import REGISTER, Around
from tequio.screening.pages.stepping import Place, way_of
from tequio.screening.pages.wording import judgement_badge, text_of, titles_of, verdict_badge
from tequio.screening.queries.cases import CaseLine
from tequio.screening.queries.gathering import PLATFORM
from tequio.screening.queries.mirror import (
    Glass,
    Known,
    Network,
    Reflection,
    first_glass,
    glasses_of,
    known_of,
    networks_of,
)
from tequio.screening.queries.mirror import reflection as reflected
from tequio.screening.rules.cases import AT_WORK, DRAFT, STATES
from tequio.screening.rules.catalogue import BOOKS
from tequio.screening.rules.silences import SILENCES
from tequio.screening.rules.steps import Mirrored, books_wanted, steps

AS_IT_STANDS = {
    "meets": _("By what is known today, we meet these rules."),
    "does_not_meet": _("By what is known today, something that these rules ask for is not so."),
    "not_enough_evidence": _(
        "Not everything is shown yet. That does not say that it is not so: nothing is held against"
        " us for it."
    ),
    "contested": _("What is known of us contradicts itself. That can be cleared up."),
}
"""What a mirror says of a verdict: it decides nothing."""


@require_safe
def mirror(request: HttpRequest, slug: str) -> HttpResponse:
    """Of one organisation, for its members and officers alone: one next step first."""
    here = visit(request, slug)
    networks = networks_of(here.organisation.id)
    glasses = glasses_of(networks, here.organisation.country)
    known = {one.id: known_of(one, here.today) for one in networks}
    first = first_glass(glasses, known.values(), here.organisation.kind)
    asked = request.GET.get("pack", "")
    glass = next((one for one in glasses if one.code == asked), first)
    seen = reflected(here.organisation.id, glass, here.today)
    there = known[glass.network.id] if glass.network else None
    cases = there.cases if there else ()
    ways = _ways(here, seen, cases)
    own = seen.own
    given: dict[str, Any] = {
        "visit": here,
        "organisation": here.organisation,
        "slug": slug,
        "networks": networks,
        "choices": _choices(glasses, networks),
        "glass": glass,
        "found": [line for one in known.values() for line in _found(here, one)],
        "title": text_of(glass.pack.titles),
        "about": text_of(glass.pack.about),
        "verdict": judgement_badge(own),
        "as_it_stands": AS_IT_STANDS[own.verdict],
        "judged": judgement_told(own, _around(here, seen)),
        "step": ways[0],
        "later": ways[1:],
        "cases": [(one, STATES[one.state], one.id == _draft(cases)) for one in cases],
        "titles": titles_of(one.pack for one in cases),
        "books": BOOKS,
        "acts": keeps_the_roll(here.standing),
    }
    return render(request, "screening/mirror.html", given | _of_network(here, seen, there))


def _found(here: Visit, known: Known) -> list[dict[str, Any]]:
    """What was found of us and counts today, with what of it can be taken along."""
    network = known.network
    is_open = bool(known.in_force) and keeping_on(network.id, here.today).is_public
    return [
        {
            "network": network,
            "finding": one,
            "badge": verdict_badge(one.state),
            "title": text_of(one.pack.titles),
            "files": files_of(network, one) if is_open else [],
        }
        for one in known.in_force
    ]


def _choices(
    glasses: Iterable[Glass], networks: Iterable[Network]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Packs to choose among, under who judges by them."""
    listed = list(glasses)
    groups: list[tuple[str, Network | None]] = [(one.name, one) for one in networks]
    groups.append((gettext("Packs that come with the house"), None))
    found = [
        (name, [(one.code, text_of(one.pack.titles)) for one in listed if one.network == network])
        for name, network in groups
    ]
    return [(name, choices) for name, choices in found if choices]


def _draft(cases: Iterable[CaseLine]) -> int:
    return next((one.id for one in cases if one.state == DRAFT), 0)


def _ways(here: Visit, seen: Reflection, cases: tuple[CaseLine, ...]) -> list[Any]:
    draft, network = _draft(cases), seen.glass.network
    address = ""
    if draft and network and keeps_the_roll(here.standing):
        address = reverse("screening:own_case", args=[here.organisation.slug, network.slug, draft])
    mine = [one for one in cases if one.pack.code == seen.glass.pack.code]
    mirrored = Mirrored(
        own=seen.own,
        seen=seen.seen,
        silent=seen.silent,
        weak={fact for fact, one in seen.computed.items() if one.grade == 0},
        has_draft=bool(draft),
        is_at_work=any(one.state in AT_WORK for one in mine),
        is_found=any(one.state == "decided" for one in mine),
    )
    place = Place(here, seen, address)
    return [way_of(step, place) for step in steps(mirrored)]


def _around(here: Visit, seen: Reflection) -> Around:
    """Own rows and reasons belong to the mirror; of the register its page."""
    opens, network = opens_for(here), seen.glass.network
    is_open = network is not None and keeping_on(network.id, here.today).is_public
    return Around(
        slug=network.slug if network and is_open else "",
        listed=network.listed if network else 0,
        addresses=_files(here, seen),
        rows={
            f"{PLATFORM}:{one.query}": tuple(behind(one.rows, opens))
            for one in seen.computed.values()
        },
        silences={fact: gettext(SILENCES[reason]) for fact, reason in seen.silent.items()},
    )


def _files(here: Visit, seen: Reflection) -> dict[str, str]:
    """Files of evidence, for whoever holds an office here."""
    network = seen.glass.network
    if network is None or not is_officer(here.standing):
        return {}
    return {
        one.origin: reverse("screening:evidence_file", args=[network.slug, int(one.reference)])
        for one in seen.items
        if one.digest and one.kind not in (PLATFORM, REGISTER) and one.reference.isdecimal()
    }


def _of_network(here: Visit, seen: Reflection, known: Known | None) -> dict[str, Any]:
    """What the network that looks knows, and what it found."""
    glass = seen.glass
    if known is None or seen.seen is None:
        return {"network": None}
    network, code = known.network, glass.pack.code
    finding = known.findings.get(code)
    is_at_work = any(one.state in AT_WORK and one.pack.code == code for one in known.cases)
    return {
        "network": network,
        "there": judgement_badge(seen.seen),
        "sees_alike": seen.seen.verdict == seen.own.verdict,
        "closed": books_wanted(seen.own, seen.open_books),
        "open": sorted(seen.open_books),
        "finding": finding,
        "finding_badge": verdict_badge(finding.state) if finding else None,
        "pages": _pages(here, network, glass, is_at_work=is_at_work),
    }


def _pages(
    here: Visit, network: Network, glass: Glass, *, is_at_work: bool
) -> list[tuple[str, str, str]]:
    """Address, words and sign of what else can be done; who may not do it is not led there."""
    slug = here.organisation.slug
    of = urlencode({"of": network.slug, "pack": glass.pack.key})
    found = [(reverse("screening:consents", args=[slug]), gettext("What may be read"), "book")]
    if is_officer(here.standing):
        found.append((reverse("screening:evidence", args=[slug]), gettext("Evidence"), "sheet"))
        found.append((reverse("screening:attest", args=[slug]), gettext("Vouch"), "members"))
    if keeps_the_roll(here.standing) and not is_at_work:
        apply = reverse("screening:apply", args=[slug])
        found.append((apply, gettext("Ask to be examined"), "proposal"))
    return [(f"{address}?{of}", words, sign) for address, words, sign in found]
