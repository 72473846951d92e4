"""Who looks between groups and federations, and what she may see of the other side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from tequio.circles.queries.bulk import borrowed_by, lent_by, named
from tequio.circles.queries.on_its_way import loans_to_confirm
from tequio.circles.queries.overseeing import Sight, sight_of
from tequio.circles.rules.bulk_refusals import NOTHING_LEFT
from tequio.circles.rules.grading import FACTS
from tequio.kernel import Refusal, Unit
from tequio.ledger.rules.seeing import objections_to_see_books
from tequio.lending.queries import places
from tequio.lending.queries.words import place_told
from tequio.mandates.queries import choose, units
from tequio.mandates.rules import Asked
from tequio.membership import queries as members
from tequio.membership.queries.federating import federations_of, groups_on
from tequio.membership.rules import Organisation, is_officer
from tequio.membership.visits import Visit, visit
from tequio.statutes.queries import statutes_on


@dataclass(frozen=True)
class Side:
    """A visit to the own side, and the other organisation with what may be seen of it."""

    visit: Visit
    other: Organisation
    sight: Sight

    @property
    def unit(self) -> Unit:
        return unit_of(self.visit)


def unit_of(here: Visit) -> Unit:
    """The unit in which the organisation keeps its book."""
    return units(here.organisation.id)[here.organisation.unit]


def sees_books(here: Visit) -> bool:
    """Whether the statutes show her the own organisation's books."""
    rule = statutes_on(here.organisation.id, here.today).choice("privacy.books")
    return not objections_to_see_books(here.standing, rule=rule)


def own_books(request: HttpRequest, slug: str) -> Visit:
    """A visit by somebody to whom the own books are shown.  404 for others."""
    here = visit(request, slug)
    if not sees_books(here):
        raise Http404
    return here


def of_a_group(request: HttpRequest, slug: str, of: str, *, least: Sight = "nothing") -> Side:
    """An officer of a federation looks at one of its groups, or at one that left and was lent to.
    404 for everybody else, for strangers, and where the group lets her see less than `least`."""
    here = visit(request, slug)
    other = members.organisation(of)
    if other is None or not is_officer(here.standing):
        raise Http404
    belongs = other.id in groups_on(here.organisation.id, here.today)
    if not belongs and not lent_by(here.organisation.id, group=other.id):
        raise Http404
    sight = sight_of(here.organisation.id, other.id, here.standing, here.today)
    order = ("nothing", "figures", "sheets")
    if order.index(sight) < order.index(least):
        raise Http404
    return Side(here, other, sight)


def accounts_of(here: Visit) -> list[tuple[str, str]]:
    """Cash boxes and bank accounts to choose from."""
    found = places(here.organisation.id, unit_of(here))
    return [(str(one.account), f"{place_told(one)}") for one in found]


def against(here: Visit, purpose: str, other: int) -> list[Refusal]:
    """Why whoever looks cannot move anything for this purpose with the other side."""
    asked = Asked(purpose, named(other), unit_of(here), 1, here.today, here.today)
    return [_before_a_sum(one) for one in choose(here.act("asking"), asked).objections]


def _before_a_sum(refusal: Refusal) -> Refusal:
    """Nobody asked for the smallest coin with which it was tried: its ceiling is used up."""
    if refusal.code != NOTHING_LEFT.code:
        return refusal
    told = dict(refusal.fields)
    return NOTHING_LEFT.because(decided_on=told["decided_on"], ceiling=told["ceiling"])


def words() -> dict[str, Any]:
    """Words that the templates need for codes."""
    return {"fact_words": FACTS}


def federations(here: Visit) -> list[int]:
    """The federations to which the organisation belongs, and those that lent to it before."""
    organisation = here.organisation.id
    lenders = {one.federation for one in borrowed_by(organisation)}
    lenders |= {one.federation for one in loans_to_confirm(organisation)}
    return sorted({*federations_of(organisation), *lenders})
