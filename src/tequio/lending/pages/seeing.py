"""One loan as whoever looks may see it, and what every page of it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from tequio.kernel import Act
from tequio.lending import queries, rules
from tequio.lending.queries import words
from tequio.membership.visits import Visit, visit


@dataclass(frozen=True)
class Seen:
    """A visit to one loan."""

    visit: Visit
    view: queries.LoanView

    @property
    def organisation(self) -> int:
        return self.visit.organisation.id

    @property
    def loan(self) -> queries.Loan:
        return self.view.loan

    @property
    def is_mine(self) -> bool:
        return self.visit.person == self.view.loan.person

    def asking(self) -> Act:
        """An act that only asks what would be refused; it never reaches the door."""
        return self.visit.act("asking")

    def given(self) -> dict[str, Any]:
        """What every template of a loan shows."""
        terms = self.loan.terms
        state = rules.STATES[self.view.state]
        return {
            "visit": self.visit,
            "view": self.view,
            "loan": self.loan,
            "state": state,
            "is_mine": self.is_mine,
            "instalments_told": words.instalments_told(terms.count, terms.step),
            "order_told": words.order_told(terms.order),
            "rate_told": words.rate_told(terms.rate, terms.method),
            "true_rate_told": words.true_rate_told(self.view.true_rate, terms.step)
            if terms.method == "flat"
            else "",
        }


def seen(request: HttpRequest, slug: str, number: int) -> Seen:
    """The loan for whoever looks.  404 where it is not there or not shown to her."""
    here = visit(request, slug)
    view = queries.loan_view(here.organisation.id, number, here.standing, here.today)
    if view is None:
        raise Http404
    return Seen(here, view)
