"""Reads of an ecosystem, for whoever takes part in it: actors with the ties that they let be seen,
what is found, scorecards and own frameworks of building blocks; those of the house for everybody.

Nothing here tells who answered a scorecard, or orders actors by their ties.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from tequio.ecosystem.queries.actors import ActorView, Said, TieView, actors
from tequio.ecosystem.queries.files import kinds_of_assets
from tequio.ecosystem.queries.frameworks import Kept, framework_of, frameworks
from tequio.ecosystem.queries.quarters import quarter_view
from tequio.ecosystem.queries.scorecards import Card, scorecards, table_of
from tequio.ecosystem.rules.findings import plain_finding
from tequio.ecosystem.rules.frameworks import plain_framework
from tequio.ecosystem.rules.scorecard_refusals import FRAMEWORK_NOT_KEPT, NO_SUCH_SCORECARD
from tequio.kernel import Refused, plain
from tequio.knowledge.queries.standing import takes_part
from tequio.membership import queries as membership
from tequio.site import acts
from tequio.site.api_reads import REFUSED, Answer, Problem, is_number, reading_person

ecosystem = Router(tags=["ecosystem"])


def _keeper(request: HttpRequest, slug: str) -> tuple[int, int | None]:
    """The network, and who reads.  Raises Refused for one that is not there, or in which she has no
    part."""
    found, person = membership.organisation(slug), reading_person(request)
    if found is None or not takes_part(found.id, person, timezone.localdate()):
        raise Refused(acts.NO_SUCH_ORGANISATION_NAMED.because(name=slug))
    return found.id, person


def _whose_frameworks(request: HttpRequest, slug: str) -> tuple[int, bool]:
    """The network, and whether whoever reads takes part: others read the frameworks of the house
    alone.  Raises Refused for a network that is not there."""
    found = membership.organisation(slug)
    if found is None:
        raise Refused(acts.NO_SUCH_ORGANISATION_NAMED.because(name=slug))
    return found.id, takes_part(found.id, reading_person(request), timezone.localdate())


@ecosystem.get("/ecosystems/assets", response={200: list[Answer]})
def kinds(request: HttpRequest) -> list[Answer]:
    """Kinds of assets, with their names by language."""
    return [{"code": one.code, "name": dict(one.names)} for one in kinds_of_assets().values()]


@ecosystem.get("/ecosystems/{slug}/frameworks", response={200: list[Answer], REFUSED: Problem})
def all_frameworks(request: HttpRequest, slug: str) -> list[Answer]:
    """Frameworks of building blocks that can be asked by."""
    keeper, is_inside = _whose_frameworks(request, slug)
    return [_framework(one) for one in frameworks(keeper) if is_inside or one.id is None]


@ecosystem.get("/ecosystems/{slug}/frameworks/{key}", response={200: Answer, REFUSED: Problem})
def one_framework(request: HttpRequest, slug: str, key: str) -> Answer:
    """One framework (`seed-blocks@1`): what it says, field by field, and its text to the letter."""
    keeper, is_inside = _whose_frameworks(request, slug)
    kept = framework_of(keeper, key)
    if kept is None or not (is_inside or kept.id is None):
        raise Refused(FRAMEWORK_NOT_KEPT.because(framework=key))
    return _framework(kept) | {"content": plain_framework(kept.framework), "text": kept.text}


@ecosystem.get("/ecosystems/{slug}/actors", response={200: Answer, REFUSED: Problem})
def all_actors(request: HttpRequest, slug: str) -> Answer:
    """Actors by name with what they have and need, and the ties that whoever reads may see."""
    keeper, person = _keeper(request, slug)
    found = actors(keeper, person, timezone.localdate())
    return {
        "actors": [_actor(view) for view in found.actors],
        "of_the_territory": [_said(one) for one in found.of_the_territory],
    }


@ecosystem.get("/ecosystems/{slug}/quarter", response={200: Answer, REFUSED: Problem})
def newest(request: HttpRequest, slug: str) -> Answer:
    """What was found last: for organisers everything, for whoever else takes part what is found
    without the ties that she may not see."""
    keeper, person = _keeper(request, slug)
    view = quarter_view(keeper, person, timezone.localdate())
    if view is None:
        return {"quarter": None, "findings": []}
    return {
        "quarter": view.quarter,
        "taken_on": plain(view.taken_on),
        "is_running": view.is_running,
        "is_whole": view.is_whole,
        "findings": [plain_finding(one) for one in (*view.looks_back, *view.findings)],
        "actions": plain({key: list(done) for key, done in view.actions.items()}),
    }


@ecosystem.get("/ecosystems/{slug}/scorecards", response={200: list[Answer], REFUSED: Problem})
def all_scorecards(request: HttpRequest, slug: str) -> list[Answer]:
    """Scorecards, those that can be answered first."""
    keeper, _person = _keeper(request, slug)
    return [_card(card) for card in scorecards(keeper, timezone.localdate())]


@ecosystem.get("/ecosystems/{slug}/scorecards/{number}", response={200: Answer, REFUSED: Problem})
def one_scorecard(request: HttpRequest, slug: str, number: int) -> Answer:
    """What a closed scorecard came to, disagreement first; groups of fewer than five stand together
    as `others`, and `blocks` is null as long as somebody may answer."""
    keeper, _person = _keeper(request, slug)
    if not is_number(number):
        raise Refused(NO_SUCH_SCORECARD.because(scorecard=number))
    table = table_of(keeper, number, timezone.localdate())
    blocks = None if table.blocks is None else plain(list(table.blocks))
    return _card(table.card) | {"blocks": blocks}


def _framework(kept: Kept) -> Answer:
    found = kept.framework
    return {
        "framework": found.key,
        "title": dict(found.titles),
        "digest": found.digest,
        "is_own": kept.id is not None,
    }


def _card(card: Card) -> Answer:
    return {
        "scorecard": card.id,
        "title": card.title,
        "territory": card.territory,
        "framework": card.framework.key,
        "groups": list(card.groups),
        "opened_on": plain(card.opened_on),
        "until": plain(card.until),
        "closed_on": plain(card.closed_on),
        "is_open": card.is_open,
        "sheets": card.sheets,
    }


def _actor(view: ActorView) -> Answer:
    return {
        "listed": view.id,
        "name": view.name,
        "assets": [_said(one) for one in view.assets],
        "needs": [_said(one) for one in view.needs],
        "ties": [_tie(tie) for tie in view.ties],
    }


def _said(one: Said) -> Answer:
    return {
        "number": one.id,
        "asset": one.asset,
        "words": one.words,
        "is_own": one.is_own,
        "since": plain(one.since),
    }


def _tie(tie: TieView) -> Answer:
    return {
        "tie": tie.id,
        "other": tie.other,
        "kind": tie.kind,
        "gives": tie.gives,
        "said_on": plain(tie.said_on),
        "other_said_on": plain(tie.other_said_on),
        "is_confirmed": tie.is_confirmed,
        "is_relation": tie.is_relation,
    }
