"""Who looks at an ecosystem: who takes part; at what was decided, anybody where that is public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tequio.ecosystem.queries.standing import organising_on
from tequio.ecosystem.rules.standing import Organising, organises
from tequio.kernel import Act
from tequio.knowledge.queries.standing import takes_part
from tequio.membership import queries as membership
from tequio.membership.rules import Organisation, Standing, is_member, is_officer
from tequio.membership.visits import Visit, person_of, visit


@dataclass(frozen=True)
class Looking:
    """A person, or nobody, who looks at whom an organisation brings together.

    organisation  the network
    visit         of its own member or officer; None for everybody else
    """

    person: int | None
    organisation: Organisation
    standing: Standing
    organising: Organising
    takes_part: bool
    at: datetime
    visit: Visit | None

    @property
    def slug(self) -> str:
        return self.organisation.slug

    @property
    def keeper(self) -> int:
        """The number of the organisation."""
        return self.organisation.id

    @property
    def today(self) -> date:
        return self.at.date()

    @property
    def organises(self) -> bool:
        """Holds an office that brings organisations together."""
        return organises(self.standing, self.organising)

    def act(self, key: str) -> Act:
        """The act of whoever looks, for the organisation, under the form's key."""
        return Act(self.person, self.organisation.id, self.at, key)


def look(request: HttpRequest, slug: str) -> Looking:
    """Who looks at alliances, recommendations and programmes of the network of this short name.

    Raises Http404 for outsiders where they are not public.
    """
    found = membership.organisation(slug)
    if found is None:
        raise Http404
    at, person = timezone.localtime(), person_of(request)
    organising = organising_on(found.id, at.date())
    inside = takes_part(found.id, person, at.date())
    if not (inside or organising.is_public):
        raise Http404
    who = membership.standing(person, found.id, at.date())
    own = visit(request, slug) if is_member(who) or is_officer(who) else None
    return Looking(person, found, who, organising, inside, at, own)


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


def shown(
    request: HttpRequest, looking: Looking, template: str, *, status: int = 200, **given: Any
) -> HttpResponse:
    """A page of the room, with who looks."""
    frame = {
        "visit": looking.visit,
        "organisation": looking.organisation,
        "looking": looking,
        "slug": looking.slug,
    }
    return render(request, f"ecosystem/{template}.html", frame | given, status=status)
