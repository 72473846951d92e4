"""What was paid without a decision: written down, taken back, brought to the members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tequio.kernel import Act
from tequio.ledger import queries, service
from tequio.ledger.forms import RecoverForm, UndecidedForm
from tequio.ledger.pages.acting import Asking, answer
from tequio.ledger.pages.choosing import (
    money_accounts,
    names_of_accounts,
    person_field,
    picks,
    prefilled,
    sent,
)
from tequio.ledger.pages.looking import Look, look, there
from tequio.ledger.pages.naming import Names, names_of, numbered
from tequio.ledger.queries import Claim
from tequio.membership.visits import notation
from tequio.membership.visits.typed_amounts import text_of_minor


@dataclass(frozen=True)
class ClaimCard:
    """A claim with its words: who answers for it, for what it was, who received it."""

    claim: Claim
    person: str
    subject: str
    payee: str
    note: str

    @property
    def is_difference(self) -> bool:
        """The cash box held less, or more, than the book said."""
        return self.claim.kind == "cash-difference"

    @property
    def settled_minor(self) -> int:
        return self.claim.minor - self.claim.left


def cards(here: Look, claims: list[Claim]) -> list[ClaimCard]:
    """Claims with their words.  Two queries."""
    names = names_of(
        here.organisation,
        people=[n for one in claims for n in (one.person, one.payee)],
        texts=[one.text for one in claims],
    )
    return [card(one, names) for one in claims]


def card(one: Claim, names: Names) -> ClaimCard:
    """A claim with its words."""
    is_difference = one.kind == "cash-difference"
    return ClaimCard(
        one,
        names.person(one.person),
        numbered(one.subject),
        "" if is_difference else names.person(one.payee),
        names.text(one.text),
    )


@require_safe
def claims(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that nobody decided and that is still open; every member sees it."""
    here = look(request, slug)
    given = {
        "visit": here.visit,
        "look": here,
        "open": cards(here, queries.claims(here.organisation)),
        "settled": cards(here, queries.settled_claims(here.organisation)),
        "objections": here.against("ledger.claim"),
    }
    return render(request, "ledger/claims.html", given)


def record_undecided(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down what has already left without a decision: whoever paid owes it."""
    here = look(request, slug)
    accounts = money_accounts(here)
    form = UndecidedForm(
        sent(request),
        initial={"person": str(here.visit.person or "")} | prefilled(request),
        accounts=accounts,
        today=here.visit.today,
        person=person_field(here, _("Who paid it out, and answers for it?")),
    )

    def done(act: Act, said: dict[str, Any]) -> HttpResponse:
        receipt = service.record_undecided(act, **said)
        messages.warning(
            request, gettext("Written down as a claim. Every member sees it until it is settled.")
        )
        return redirect("ledger:claim", slug, receipt.facts["claim"])

    names = names_of_accounts(here, accounts)
    given = {"picks": picks(form, "account", accounts, names)}
    asking = Asking(here, "ledger/record_undecided.html", form, here.against("ledger.claim"), given)
    return answer(request, asking, done)


def claim(request: HttpRequest, slug: str, claim: int) -> HttpResponse:
    """One claim; what came back is written down here."""
    here = look(request, slug)
    found = there(queries.claims_by_number(here.organisation, [claim]).get(claim))
    accounts = [one for one in money_accounts(here) if one.unit.code == found.unit]
    left = text_of_minor(found.left, found.exponent, notation(found.unit))
    form = RecoverForm(
        sent(request), initial={"amount": left}, accounts=accounts, today=here.visit.today
    )

    def done(act: Act, said: dict[str, Any]) -> HttpResponse:
        said.pop("unit")
        service.recover_claim(act, claim=claim, **said)
        messages.success(request, gettext("Taken back and written down."))
        return redirect("ledger:claim", slug, claim)

    names = names_of_accounts(here, accounts)
    given = {
        "card": cards(here, [found])[0],
        "picks": picks(form, "account", accounts, names),
        "can_come_back": bool(found.left) and not found.is_surplus,
    }
    standing = here.against("ledger.recover", str(claim)) if given["can_come_back"] else ()
    return answer(request, Asking(here, "ledger/claim.html", form, standing, given), done)
