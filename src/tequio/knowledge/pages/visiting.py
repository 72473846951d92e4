"""Who looks at a library: anybody where it is public, else who takes part in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from tequio.knowledge.queries.standing import library_on, takes_part
from tequio.knowledge.rules.standing import Reader
from tequio.membership.visits import Onlooker, onlooker
from tequio.membership.visits import shown as shown_to


@dataclass(frozen=True)
class Looking(Onlooker):
    """A person, or nobody, who looks at what an organisation learns."""

    reader: Reader

    @property
    def keeps(self) -> bool:
        """Holds an office that keeps the library."""
        return self.reader.keeps

    @property
    def takes_part(self) -> bool:
        """Sees also what was not published, and writes."""
        return self.reader.takes_part


def look(request: HttpRequest, slug: str) -> Looking:
    """Who looks at what the organisation of this short name learns.

    Raises Http404 for outsiders where its library is not public.
    """
    seen = onlooker(request, slug)
    library = library_on(seen.keeper, seen.today)
    inside = takes_part(seen.keeper, seen.person, seen.today)
    reader = Reader(seen.standing, library, inside)
    if not reader.reads:
        raise Http404
    return Looking(**vars(seen), reader=reader)


def look_inside(request: HttpRequest, slug: str) -> Looking:
    """The same for pages of those who take part.  Raises Http404 for everybody else."""
    looking = look(request, slug)
    if not looking.takes_part:
        raise Http404
    return looking


def shown(request: HttpRequest, looking: Looking, template: str, **given: Any) -> HttpResponse:
    """A page of the room, with who looks; `status` as in `membership.visits.shown`."""
    return shown_to(request, looking, f"knowledge/{template}", **given)
