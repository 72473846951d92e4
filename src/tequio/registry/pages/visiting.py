"""Who looks at a register: anybody where it is public, else its members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpRequest
from django.utils import timezone

from tequio.kernel import Act
from tequio.membership import queries as membership
from tequio.membership.rules import Organisation, Standing
from tequio.membership.visits import Visit, person_of, visit
from tequio.registry.queries.keeping import keeping_on
from tequio.registry.rules import keeping as rules


@dataclass(frozen=True)
class Looking:
    """A person, or nobody, who looks at a register.

    visit  of a member or officer of the keeper; None for an outsider
    """

    person: int | None
    organisation: Organisation
    standing: Standing
    keeping: rules.Keeping
    at: datetime
    visit: Visit | None

    @property
    def today(self) -> date:
        return self.at.date()

    @property
    def is_inside(self) -> bool:
        """Sees also what may not be published."""
        return self.visit is not None

    @property
    def keeps(self) -> bool:
        """May change the register."""
        return self.is_inside and rules.keeps(self.standing, self.keeping)

    def act(self, key: str) -> Act:
        """The act of whoever looks, for the keeper, under the form's key."""
        return Act(self.person, self.organisation.id, self.at, key)


def look(request: HttpRequest, slug: str) -> Looking:
    """Who looks at the register of the organisation of this short name.

    Raises Http404 for outsiders where it is not public, as where there is no such organisation.
    """
    found = membership.organisation(slug)
    if found is None:
        raise Http404
    at = timezone.localtime()
    keeping = keeping_on(found.id, at.date())
    person = person_of(request)
    standing = membership.standing(person, found.id, at.date())
    inside = visit(request, slug) if rules.is_inside(standing) else None
    if inside is None and not keeping.is_public:
        raise Http404
    return Looking(person, found, inside.standing if inside else standing, keeping, at, inside)


def look_inside(request: HttpRequest, slug: str) -> Looking:
    """The same for pages of the keeper's members alone.  Raises Http404 for everybody else."""
    looking = look(request, slug)
    if not looking.is_inside:
        raise Http404
    return looking
