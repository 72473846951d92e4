"""Who looks at the books, and what the statutes show her."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.http import Http404, HttpRequest

from tequio.kernel import Act, Refusal, refuse
from tequio.ledger.queries import objections
from tequio.ledger.queries.doing import Doing, doings
from tequio.ledger.rules import seeing
from tequio.membership.visits import Visit, visit
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import Statutes

T = TypeVar("T")


@dataclass(frozen=True)
class Look:
    """A visit to the books: who, and by which rules."""

    visit: Visit
    statutes: Statutes

    @property
    def organisation(self) -> int:
        return self.visit.organisation.id

    @property
    def slug(self) -> str:
        return self.visit.organisation.slug

    @property
    def objections(self) -> list[Refusal]:
        """What stands against showing the whole books."""
        rule = self.statutes.choice("privacy.books")
        return seeing.objections_to_see_books(self.visit.standing, rule=rule)

    @property
    def sees_books(self) -> bool:
        return not self.objections

    @property
    def sees_loans(self) -> bool:
        """Whether loans of others are shown; the books do not know whose loan an entry is of."""
        return seeing.sees(self.visit.standing, rule=self.statutes.choice("privacy.loans"))

    def asking(self) -> Act:
        """An act that only asks what would be refused; it never reaches the door."""
        return self.visit.act("asking")

    def doings(self) -> list[Doing]:
        """Everything that is done with the book, with what stands against each."""
        return doings(self.asking(), unit=self.visit.organisation.unit)

    def against(self, code: str, subject: str = "") -> tuple[Refusal, ...]:
        """What stands against any movement for this purpose, before anything is typed."""
        unit = self.visit.organisation.unit
        return objections.to_draw(self.asking(), code=code, unit=unit, subject=subject)


def look(request: HttpRequest, slug: str) -> Look:
    """A visit that may see what was decided and what nobody decided.  404 for strangers."""
    here = visit(request, slug)
    return Look(here, statutes_on(here.organisation.id, here.today))


def look_into_books(request: HttpRequest, slug: str) -> Look:
    """A visit that may see the whole books.  Refused `books_not_shown`; 404 for strangers."""
    found = look(request, slug)
    refuse(found.objections)
    return found


def there(thing: T | None) -> T:
    """The thing, or the answer that it is not there."""
    if thing is None:
        raise Http404
    return thing
