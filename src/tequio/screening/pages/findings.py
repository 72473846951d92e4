"""What was found, for everybody who sees the register: the list, and one finding with reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.kernel import gettext_noop as _
from tequio.membership import queries as membership
from tequio.membership.rules import Organisation
from tequio.membership.visits import number_in
from tequio.registry.queries.hand import is_seen
from tequio.registry.queries.keeping import keeping_on
from tequio.registry.queries.recognised import listed_as
from tequio.registry.rules.keeping import sees
from tequio.screening.pages.judged import judgement_told
from tequio.screening.pages.origins import Around
from tequio.screening.pages.visiting import Looking, look, shown
from tequio.screening.pages.ways import address, ways_of
from tequio.screening.pages.wording import (
    Badge,
    state_sentence,
    text_of,
    verdict_badge,
)
from tequio.screening.queries.cases import judged_in
from tequio.screening.queries.cases_there import party_of
from tequio.screening.queries.findings import FindingView, Sought
from tequio.screening.queries.findings import finding as finding_of
from tequio.screening.queries.findings import findings as findings_there
from tequio.screening.queries.lapsing import live_of
from tequio.screening.queries.mirror import Network, networks_of
from tequio.screening.queries.packs import Adopted, adopted_packs
from tequio.screening.queries.published import public_evidence
from tequio.screening.queries.standing import MEETS
from tequio.screening.rules.cases import APPEAL, KINDS
from tequio.screening.rules.findings import STATES
from tequio.screening.rules.items import Item
from tequio.screening.rules.lapsing import TRIGGERS

FILES = {
    "screening:label": _("The label (SVG)"),
    "screening:credential": _("The credential, signed (JSON)"),
}
"""What can be taken along, by the name of its address."""


@dataclass(frozen=True)
class Line:
    """A finding in a list."""

    finding: FindingView
    title: str
    badge: Badge


@dataclass(frozen=True)
class Choice:
    """A filter with where it leads: choosing it, or taking it away again."""

    label: str
    href: str
    is_chosen: bool


@dataclass(frozen=True)
class Own:
    """An organisation of whoever looks that is listed here."""

    slug: str
    name: str
    href: str


@require_safe
def findings(request: HttpRequest, slug: str) -> HttpResponse:
    """The findings that stand, newest first; an address says what was asked."""
    looking = look(request, slug)
    examiner = looking.organisation.id
    adopted = adopted_packs(examiner)
    if not adopted and looking.organisation.kind != "network":
        return _examines_nobody(request, looking)
    code, state = request.GET.get("pack", ""), request.GET.get("verdict", "")
    sought = Sought(
        packs=tuple(one.id for one in adopted if one.pack.code == code),
        state=state if state in STATES else "",
        is_current=True,
    )
    page = findings_there(
        examiner,
        looking.today,
        is_inside=looking.is_inside,
        sought=sought,
        before=number_in(request.GET.get("before", "")),
    )
    chosen = {"pack": code if sought.packs else "", "verdict": sought.state}
    given: dict[str, Any] = {
        "ways": ways_of(looking),
        "lines": [line_of(one) for one in page.findings],
        "more": href_of(chosen | {"before": str(page.before)}) if page.before else "",
        "all": href_of({}),
        "is_narrowed": any(chosen.values()),
        "states": _states(chosen),
        "packs": _packs(adopted, chosen),
        "own": own_here(looking),
    }
    return shown(request, looking, "findings", **given)


def _examines_nobody(request: HttpRequest, looking: Looking) -> HttpResponse:
    """Of a group that judges nobody: its mirror, and who examines it, as far as one may look."""
    listed = networks_of(looking.organisation.id) if looking.is_inside else []
    networks = [one for one in listed if _may_look(looking, one)]
    given: dict[str, Any] = {"ways": ways_of(looking), "networks": networks}
    return shown(request, looking, "examines_nobody", **given)


def _may_look(looking: Looking, network: Network) -> bool:
    standing = membership.standing(looking.person, network.id, looking.today)
    return sees(standing, keeping_on(network.id, looking.today))


def href_of(asked: dict[str, str]) -> str:
    """The address that says what was asked."""
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def line_of(finding: FindingView) -> Line:
    """A finding in a list."""
    return Line(finding, text_of(finding.pack.titles), verdict_badge(finding.state))


def _states(chosen: dict[str, str]) -> list[Choice]:
    return [_choice(chosen, "verdict", state, verdict_badge(state).words) for state in STATES]


def _packs(adopted: Iterable[Adopted], chosen: dict[str, str]) -> list[Choice]:
    titles = {one.pack.code: text_of(one.pack.titles) for one in reversed([*adopted])}
    return [_choice(chosen, "pack", code, titles[code]) for code in sorted(titles)]


def _choice(chosen: dict[str, str], name: str, code: str, label: str) -> Choice:
    is_chosen = chosen[name] == code
    return Choice(label, href_of(chosen | {name: "" if is_chosen else code}), is_chosen)


def own_here(looking: Looking) -> list[Own]:
    """Organisations of whoever looks that are listed here, each with its mirror."""
    person, today, examiner = looking.person, looking.today, looking.organisation.id
    if person is None:
        return []
    return [
        Own(one.slug, one.name, address("screening:mirror", one.slug))
        for one in membership.organisations_of(person, today)
        if one.id != examiner and listed_as(examiner, one.id)
    ]


@require_safe
def finding(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One finding: the verdict as a sentence, the reasons, each criterion with what says so."""
    looking = look(request, slug)
    found = finding_there(looking, number)
    examiner = looking.organisation.id
    judged = judged_in(examiner, found.assessment)
    if judged is None:
        raise Http404
    judgement, items = judged
    live = live_of(examiner, number, looking.today)
    may_take = live is not None and live.counts and looking.keeping.is_public
    given: dict[str, Any] = {
        "finding": found,
        "title": text_of(found.pack.titles),
        "badge": verdict_badge(found.state),
        "sentence": state_sentence(found.state),
        "was": state_sentence(found.verdict) if found.state != found.verdict else "",
        "kind": gettext(KINDS[found.kind]),
        "trigger": gettext(TRIGGERS[found.trigger]) if found.trigger else "",
        "judged": judgement_told(judgement, around(looking, found.listed, items)),
        "day": judgement.on,
        "is_final": found.kind == APPEAL,
        "is_here": party_of(examiner, found.listed) is not None,
        "can_appeal": found.is_current and looking.today <= found.appeal_until,
        "ended": live.ended if live and not live.is_noted else None,
        "triggers": TRIGGERS,
        "files": files_of(looking.organisation, found) if may_take else [],
    }
    return shown(request, looking, "finding", **given)


def finding_there(looking: Looking, number: int) -> FindingView:
    """A finding that whoever looks may see.  Raises Http404."""
    found = (
        finding_of(looking.organisation.id, number, looking.today, is_inside=looking.is_inside)
        if number < 2**63
        else None
    )
    if found is None:
        raise Http404
    return found


def around(looking: Looking, listed: int, items: Iterable[Item]) -> Around:
    """Origins as everybody may see them: figures of own books stay with who examined them."""
    public = public_evidence(looking.organisation.id, items)
    pages = {
        origin: href
        for origin, number in public.items()
        if (href := address("screening:evidence_file", looking.slug, number))
    }
    return Around(looking.slug, listed, pages, frozenset(public), is_closed=True)


def files_of(examiner: Organisation | Network, found: FindingView) -> list[tuple[str, str]]:
    """What can be taken along where the register is public and the finding counts: of what
    everybody sees the credential, and a label for what meets the rules."""
    if not (found.is_current and is_seen(examiner.id, found.listed, inside=False)):
        return []
    names = FILES if found.verdict == MEETS else ("screening:credential",)
    return [(address(name, examiner.slug, found.id), gettext(FILES[name])) for name in names]
