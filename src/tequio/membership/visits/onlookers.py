"""Who looks at pages of an organisation that others than its own members may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tequio.kernel import Act
from tequio.membership import queries
from tequio.membership.rules import Organisation, Standing, is_member, is_officer
from tequio.membership.visits.devices import said_by_pin
from tequio.membership.visits.looking import Visit, person_of, visit


@dataclass(frozen=True)
class Onlooker:
    """A person, or nobody, who looks at pages of an organisation.

    standing  hers to this organisation
    visit     of its own member or officer; None for everybody else
    """

    person: int | None
    organisation: Organisation
    standing: Standing
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
    def is_inside(self) -> bool:
        """Is a member or an officer of the organisation."""
        return self.visit is not None

    def act(self, key: str) -> Act:
        """The act of whoever looks, for the organisation, under the form's key."""
        return self.act_for(self.organisation.id, key)

    def act_for(self, organisation: int, key: str) -> Act:
        """The same for another organisation."""
        return Act(self.person, organisation, self.at, key)


def onlooker(request: HttpRequest, slug: str) -> Onlooker:
    """Who looks at the organisation of this short name; what she may see is the room's to say.

    Raises Http404 where there is no such organisation.  Whoever typed her PIN on the phone of a
    group is known within that group alone: elsewhere she is nobody.
    """
    found = queries.organisation(slug)
    if found is None:
        raise Http404
    at, person, by_pin = timezone.localtime(), person_of(request), said_by_pin(request)
    if by_pin is not None and by_pin.organisation != found.id:
        person = None
    standing = queries.standing(person, found.id, at.date())
    own = visit(request, slug) if is_member(standing) or is_officer(standing) else None
    return Onlooker(person, found, own.standing if own else standing, at, own)


def shown(
    request: HttpRequest, looking: Onlooker, template: str, *, status: int = 200, **given: Any
) -> HttpResponse:
    """A page with who looks.

    template  room and name, such as `knowledge/place`
    """
    frame = {
        "visit": looking.visit,
        "organisation": looking.organisation,
        "looking": looking,
        "slug": looking.slug,
    }
    return render(request, f"{template}.html", frame | given, status=status)
