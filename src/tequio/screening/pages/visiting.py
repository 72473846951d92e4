"""Who looks at a screening: anybody where the register is public, else the examiner's members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from tequio.membership.rules import holds_any
from tequio.membership.visits import Onlooker, onlooker
from tequio.membership.visits import shown as shown_to
from tequio.registry.queries.keeping import keeping_on
from tequio.registry.rules import keeping as register
from tequio.screening.queries.examining import examining_on
from tequio.screening.rules.examining import Examining, examines


@dataclass(frozen=True)
class Looking(Onlooker):
    """A person, or nobody, who looks at what an organisation examines."""

    keeping: register.Keeping
    examining: Examining

    @property
    def assesses(self) -> bool:
        """Holds an office that examines."""
        return self.is_inside and examines(self.standing, self.examining)

    @property
    def decides(self) -> bool:
        """Sits on the panel, or on the one that hears appeals."""
        panels = (*self.examining.panel, *self.examining.appeal)
        return self.is_inside and holds_any(self.standing, panels)


def look(request: HttpRequest, slug: str) -> Looking:
    """Who looks at what the organisation of this short name examines.

    Raises Http404 for outsiders where its register is not public.
    """
    seen = onlooker(request, slug)
    keeping = keeping_on(seen.keeper, seen.today)
    if not (seen.is_inside or keeping.is_public):
        raise Http404
    examining = examining_on(seen.keeper, seen.today)
    return Looking(**vars(seen), keeping=keeping, examining=examining)


def look_inside(request: HttpRequest, slug: str) -> Looking:
    """The same for pages of the examiner's members alone.  Raises Http404 for everybody else."""
    looking = look(request, slug)
    if not looking.is_inside:
        raise Http404
    return looking


def look_as_assessor(request: HttpRequest, slug: str) -> Looking:
    """The same for those who examine.  Raises Http404 for everybody else."""
    looking = look_inside(request, slug)
    if not looking.assesses:
        raise Http404
    return looking


def shown(request: HttpRequest, looking: Looking, template: str, **given: Any) -> HttpResponse:
    """A page of the room, with who looks; `status` as in `membership.visits.shown`."""
    return shown_to(request, looking, f"screening/{template}", **given)
