"""Who looks at a library: anybody where it is public, else who takes part in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tequio.kernel import Act
from tequio.knowledge.queries.standing import reader_of
from tequio.knowledge.rules.standing import Reader
from tequio.membership import queries as membership
from tequio.membership.rules import Organisation, is_member, is_officer
from tequio.membership.visits import Visit, person_of, visit


@dataclass(frozen=True)
class Looking:
    """A person, or nobody, who looks at what an organisation learns.

    organisation  whose library it is
    visit         of its own member or officer; None for everybody else
    """

    person: int | None
    organisation: Organisation
    reader: Reader
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
    def keeps(self) -> bool:
        """Holds an office that keeps the library."""
        return self.reader.keeps

    @property
    def takes_part(self) -> bool:
        """Sees also what was not published, and writes."""
        return self.reader.takes_part

    def act(self, key: str) -> Act:
        """The act of whoever looks, for the organisation, under the form's key."""
        return self.act_for(self.organisation.id, key)

    def act_for(self, organisation: int, key: str) -> Act:
        """The same for another organisation, of her own."""
        return Act(self.person, organisation, self.at, key)


def look(request: HttpRequest, slug: str) -> Looking:
    """Who looks at what the organisation of this short name learns.

    Raises Http404 for outsiders where its library is not public.
    """
    found = membership.organisation(slug)
    if found is None:
        raise Http404
    at, person = timezone.localtime(), person_of(request)
    reader = reader_of(found.id, person, at.date())
    if not reader.reads:
        raise Http404
    inside = is_member(reader.standing) or is_officer(reader.standing)
    return Looking(person, found, reader, at, visit(request, slug) if inside else None)


def look_inside(request: HttpRequest, slug: str) -> Looking:
    """The same for pages of those who take part.  Raises Http404 for everybody else."""
    looking = look(request, slug)
    if not looking.takes_part:
        raise Http404
    return looking


def look_as_keeper(request: HttpRequest, slug: str) -> Looking:
    """The same for those who keep the library.  Raises Http404 for everybody else."""
    looking = look_inside(request, slug)
    if not looking.keeps:
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
    return render(request, f"knowledge/{template}.html", frame | given, status=status)
