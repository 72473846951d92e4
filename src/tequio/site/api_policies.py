"""Reads of alliances, policies, programmes and what is argued of them: for everybody where the
network lets them be read, else for whoever takes part.

Nothing is counted together: effects come by domain and side, as they are argued.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from tequio.ecosystem.queries import alliances as of_alliances
from tequio.ecosystem.queries import policies as of_policies
from tequio.ecosystem.queries import programmes as of_programmes
from tequio.ecosystem.queries.effects import ArgumentView, effects
from tequio.ecosystem.queries.standing import organising_on
from tequio.ecosystem.queries.subjects import title_of
from tequio.ecosystem.rules.alliances.refusals import NO_SUCH_ALLIANCE
from tequio.ecosystem.rules.effects import NO_SUBJECT, About
from tequio.ecosystem.rules.programmes import NO_SUCH_PROGRAMME
from tequio.ecosystem.rules.recommendations import NO_SUCH_PROCESS
from tequio.kernel import Refused, plain
from tequio.knowledge.queries.standing import takes_part
from tequio.membership import queries as membership
from tequio.site import acts
from tequio.site.api_reads import REFUSED, Answer, Problem, is_number, reading_person

policies = Router(tags=["ecosystem"])


def _reader(request: HttpRequest, slug: str) -> tuple[int, bool]:
    """The network, and whether the reader takes part.  Raises Refused for one that is not there, or
    lets only those read who do."""
    found, today = membership.organisation(slug), timezone.localdate()
    is_inside = found is not None and takes_part(found.id, reading_person(request), today)
    if found is None or not (is_inside or organising_on(found.id, today).is_public):
        raise Refused(acts.NO_SUCH_ORGANISATION_NAMED.because(name=slug))
    return found.id, is_inside


@policies.get("/ecosystems/{slug}/alliances", response={200: list[Answer], REFUSED: Problem})
def all_alliances(request: HttpRequest, slug: str) -> list[Answer]:
    """Alliances, the newest first, with the sectors that are missing."""
    keeper, is_inside = _reader(request, slug)
    views = of_alliances.alliances(keeper, timezone.localdate(), is_inside=is_inside)
    return [_alliance(view) for view in views]


@policies.get("/ecosystems/{slug}/alliances/{number}", response={200: Answer, REFUSED: Problem})
def one_alliance(request: HttpRequest, slug: str, number: int) -> Answer:
    """One alliance with its partners, its plan, its clock and what happened to it."""
    keeper, is_inside = _reader(request, slug)
    view = None
    if is_number(number):
        today = timezone.localdate()
        view = of_alliances.alliance(keeper, number, today, is_inside=is_inside)
    if view is None:
        raise Refused(NO_SUCH_ALLIANCE.because(alliance=number))
    plan = view.plan
    return _alliance(view) | {
        "partners": [plain(one) for one in view.partners],
        "plan": plan and plain(plan),
        "steps": [plain(one) for one in view.steps],
    }


@policies.get("/ecosystems/{slug}/policies", response={200: list[Answer], REFUSED: Problem})
def all_processes(request: HttpRequest, slug: str) -> list[Answer]:
    """Processes of policy, the newest first."""
    keeper, _is_inside = _reader(request, slug)
    return [
        {"process": number, "title": title, "since": plain(since)}
        for number, title, since in of_policies.processes(keeper)
    ]


@policies.get("/ecosystems/{slug}/policies/{number}", response={200: Answer, REFUSED: Problem})
def one_process(request: HttpRequest, slug: str, number: int) -> Answer:
    """One process: its recommendations with all that became of them, and who took part, also from
    which sides nobody did."""
    keeper, is_inside = _reader(request, slug)
    view = None
    if is_number(number):
        view = of_policies.process(keeper, number, is_inside=is_inside)
    if view is None:
        raise Refused(NO_SUCH_PROCESS.because(process=number))
    return {
        "process": view.id,
        "title": view.title,
        "words": view.words,
        "framework": view.framework.key,
        "since": plain(view.since),
        "parts": {kind: [plain(one) for one in parts] for kind, parts in view.parts.items()},
        "recommendations": [
            plain(one)
            | {
                "status": one.status,
                "owner": one.owner or None,
                "has_owner": one.has_owner,
            }
            for one in view.recommendations
        ],
    }


@policies.get("/ecosystems/{slug}/programmes", response={200: list[Answer], REFUSED: Problem})
def all_programmes(request: HttpRequest, slug: str) -> list[Answer]:
    """Programmes, the newest first; `opened_on` is null as long as they are checked."""
    keeper, _is_inside = _reader(request, slug)
    return [
        {"programme": number, "title": title, "opened_on": plain(opened)}
        for number, title, opened in of_programmes.programmes(keeper)
    ]


@policies.get("/ecosystems/{slug}/programmes/{number}", response={200: Answer, REFUSED: Problem})
def one_programme(request: HttpRequest, slug: str, number: int) -> Answer:
    """One programme: whom it would touch, the good, the harm, their part and their answer; the
    silent and those who say no first."""
    keeper, is_inside = _reader(request, slug)
    view = None
    if is_number(number):
        view = of_programmes.programme(keeper, number, is_inside=is_inside)
    if view is None:
        raise Refused(NO_SUCH_PROGRAMME.because(programme=number))
    return {
        "programme": view.id,
        "title": view.title,
        "words": view.words,
        "drafted_on": plain(view.drafted_on),
        "opened_on": plain(view.opened_on),
        "affected": [plain(one) for one in view.affected],
    }


@policies.get(
    "/ecosystems/{slug}/effects/{about}/{number}", response={200: list[Answer], REFUSED: Problem}
)
def all_effects(request: HttpRequest, slug: str, about: About, number: int) -> list[Answer]:
    """What is argued of a practice (`innovation`), alliance, programme or recommendation: six
    domains, those first in which there is disagreement."""
    keeper, is_inside = _reader(request, slug)
    title = None
    if is_number(number):
        title = title_of(keeper, about, number, timezone.localdate(), is_inside=is_inside)
    if title is None:
        raise Refused(NO_SUBJECT.because(number=number))
    found = effects(keeper, about, number, is_inside=is_inside)
    return [
        {
            "domain": one.domain,
            "is_disputed": one.is_disputed,
            "is_argued": one.is_argued,
            "arguments": [
                {"direction": direction} | _argument(found.arguments[effect.id])
                for direction, those in one.by_direction.items()
                for effect in those
            ],
        }
        for one in found.domains
    ]


def _argument(said: ArgumentView) -> Answer:
    """What was argued, without the person who wrote it down."""
    return {
        "number": said.id,
        "kind": said.kind,
        "listed": said.listed,
        "name": said.name,
        "words": said.words,
        "day": plain(said.day),
    }


def _alliance(view: of_alliances.AllianceView) -> Answer:
    return {
        "alliance": view.id,
        "name": view.name,
        "territory": view.territory,
        "rule": view.rule.key,
        "founded_on": plain(view.alliance.founded_on),
        "folio": view.alliance.folio or None,
        "registered_on": plain(view.alliance.registered_on),
        "standing": plain(view.standing),
    }
