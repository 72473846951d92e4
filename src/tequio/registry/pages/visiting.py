"""Who looks at a register: anybody where it is public, else its members."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from tequio.membership.visits import Onlooker, onlooker
from tequio.registry.queries.keeping import keeping_on
from tequio.registry.rules import keeping as rules


@dataclass(frozen=True)
class Looking(Onlooker):
    """A person, or nobody, who looks at a register."""

    keeping: rules.Keeping

    @property
    def keeps(self) -> bool:
        """May change the register."""
        return self.is_inside and rules.keeps(self.standing, self.keeping)


def look_also_from_outside(request: HttpRequest, slug: str) -> Looking:
    """Who looks at the register of the organisation of this short name, be it public or not.

    Raises Http404 where there is no such organisation.
    """
    seen = onlooker(request, slug)
    return Looking(**vars(seen), keeping=keeping_on(seen.keeper, seen.today))


def look(request: HttpRequest, slug: str) -> Looking:
    """The same for those who may see it.

    Raises Http404 for outsiders where it is not public, as where there is no such organisation.
    """
    looking = look_also_from_outside(request, slug)
    if not (looking.is_inside or looking.keeping.is_public):
        raise Http404
    return looking


def look_inside(request: HttpRequest, slug: str) -> Looking:
    """The same for pages of the keeper's members alone.  Raises Http404 for everybody else."""
    looking = look(request, slug)
    if not looking.is_inside:
        raise Http404
    return looking
