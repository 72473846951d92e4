"""Who looks at a screening: anybody where the register is public, else the examiner's members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tequio.kernel import Act
from tequio.membership import queries as membership
from tequio.membership.rules import Organisation, Standing, holds_any
from tequio.membership.visits import Visit, person_of, visit
from tequio.registry.queries.keeping import keeping_on
from tequio.registry.rules import keeping as register
from tequio.screening.queries.examining import examining_on
from tequio.screening.rules.examining import Examining, examines


@dataclass(frozen=True)
class Looking:
    """A person, or nobody, who looks at what an organisation examines.

    organisation  the examiner
    visit         of a member or officer of the examiner; None for an outsider
    """

    person: int | None
    organisation: Organisation
    standing: Standing
    keeping: register.Keeping
    examining: Examining
    at: datetime
    visit: Visit | None

    @property
    def slug(self) -> str:
        return self.organisation.slug

    @property
    def today(self) -> date:
        return self.at.date()

    @property
    def is_inside(self) -> bool:
        """Sees also what may not be published."""
        return self.visit is not None

    @property
    def assesses(self) -> bool:
        """Holds an office that examines."""
        return self.is_inside and examines(self.standing, self.examining)

    @property
    def decides(self) -> bool:
        """Sits on the panel, or on the one that hears appeals."""
        panels = (*self.examining.panel, *self.examining.appeal)
        return self.is_inside and holds_any(self.standing, panels)

    def act(self, key: str) -> Act:
        """The act of whoever looks, for the examiner, under the form's key."""
        return Act(self.person, self.organisation.id, self.at, key)


def look(request: HttpRequest, slug: str) -> Looking:
    """Who looks at what the organisation of this short name examines.

    Raises Http404 for outsiders where its register is not public.
    """
    found = membership.organisation(slug)
    if found is None:
        raise Http404
    at = timezone.localtime()
    keeping = keeping_on(found.id, at.date())
    person = person_of(request)
    standing = membership.standing(person, found.id, at.date())
    inside = visit(request, slug) if register.is_inside(standing) else None
    if inside is None and not keeping.is_public:
        raise Http404
    seen = inside.standing if inside else standing
    return Looking(person, found, seen, keeping, examining_on(found.id, at.date()), at, inside)


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


def shown(
    request: HttpRequest, looking: Looking, template: str, *, status: int = 200, **given: Any
) -> HttpResponse:
    """A page of `screening/`, with who looks."""
    frame = {
        "visit": looking.visit,
        "organisation": looking.organisation,
        "looking": looking,
        "slug": looking.slug,
    }
    return render(request, f"screening/{template}.html", frame | given, status=status)
