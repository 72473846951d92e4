"""Who looks at an ecosystem: who takes part; at what was decided, anybody where that is public."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from tequio.ecosystem.queries.standing import organising_on
from tequio.ecosystem.rules.standing import Organising, organises
from tequio.knowledge.queries.standing import takes_part
from tequio.membership.visits import Onlooker, onlooker
from tequio.membership.visits import shown as shown_to


@dataclass(frozen=True)
class Looking(Onlooker):
    """A person, or nobody, who looks at whom an organisation brings together."""

    organising: Organising
    takes_part: bool

    @property
    def organises(self) -> bool:
        """Holds an office that brings organisations together."""
        return organises(self.standing, self.organising)


def look(request: HttpRequest, slug: str) -> Looking:
    """Who looks at alliances, recommendations and programmes of the network of this short name.

    Raises Http404 for outsiders where they are not public.
    """
    seen = onlooker(request, slug)
    organising = organising_on(seen.keeper, seen.today)
    inside = takes_part(seen.keeper, seen.person, seen.today)
    if not (inside or organising.is_public):
        raise Http404
    return Looking(**vars(seen), organising=organising, takes_part=inside)


def look_inside(request: HttpRequest, slug: str) -> Looking:
    """The same for pages of those who take part.  Raises Http404 for everybody else."""
    looking = look(request, slug)
    if not looking.takes_part:
        raise Http404
    return looking


def look_as_organiser(request: HttpRequest, slug: str) -> Looking:
    """The same for those who bring organisations together.  Raises Http404 for everybody else."""
    looking = look_inside(request, slug)
    if not looking.organises:
        raise Http404
    return looking


def shown(request: HttpRequest, looking: Looking, template: str, **given: Any) -> HttpResponse:
    """A page of the room, with who looks; `status` as in `membership.visits.shown`."""
    return shown_to(request, looking, f"ecosystem/{template}", **given)
