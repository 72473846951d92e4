"""Calling on those who stand for a loan; taking in what the borrower brings for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from tequio.kernel import Act
from tequio.lending import service
from tequio.lending.forms import RepayForm
from tequio.lending.pages.paying import Pick, answer, picks_of, sent_of
from tequio.lending.pages.seeing import Seen, seen
from tequio.lending.queries import calling
from tequio.lending.queries.calling import Sources


@dataclass(frozen=True)
class Caller:
    """One who stands for the loan: for how much still, and where her part is taken from."""

    person: int
    left: int
    source: str

    @property
    def name(self) -> str:
        """The field by which the form says where from."""
        return f"source_{self.person}"


def call(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Let those who stand for a late loan pay a part of it."""
    found = seen(request, slug, number)
    people = [
        Caller(person, left, request.POST.get(f"source_{person}", "money"))
        for person, left in found.loan.caps_left.items()
    ]
    standing = found.view.standing
    overdue = standing.overdue if standing else 0
    offered = min(overdue, sum(one.left for one in people))
    form, picks, account = _form(request, found, offered)
    savings, shares = (
        tuple(one.person for one in people if one.source == source)
        for source in ("savings", "shares")
    )

    def done(act: Act, said: dict[str, Any]) -> tuple[str, str]:
        given = said | {"from_savings": savings, "from_shares": shares}
        service.call_guarantees(act, loan=number, minor=given.pop("amount"), **given)
        return "loan", gettext("Those who stand for it have paid.")

    against = calling.to_call(
        found.asking(), found.loan, max(1, offered), Sources(account), found.visit.today
    )
    given = {"form": form, "picks": picks, "against": against, "people": people}
    return answer(request, found, ("call", given), done)


def pay_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take in what the borrower brings for those who paid for her."""
    found = seen(request, slug, number)
    claimed = found.loan.claimed
    form, picks, account = _form(request, found, claimed)

    def done(act: Act, said: dict[str, Any]) -> tuple[str, str]:
        service.pay_back_guarantors(act, loan=number, minor=said.pop("amount"), **said)
        return "loan", gettext("It is written down as the savings of those who paid.")

    against = calling.to_pay_back(
        found.asking(), found.loan, max(1, claimed), account, found.visit.today
    )
    given = {"form": form, "picks": picks, "against": against, "claimed": claimed}
    return answer(request, found, ("pay_back", given), done)


def _form(request: HttpRequest, found: Seen, offered: int) -> tuple[RepayForm, list[Pick], int]:
    """The form, the accounts to choose from, and the one that is chosen."""
    picks = picks_of(request, found)
    form = RepayForm(
        sent_of(request),
        accounts=[pick.account for pick in picks],
        today=found.visit.today,
        unit=found.loan.unit,
        offered=offered,
    )
    return form, picks, next((pick.account for pick in picks if pick.is_chosen), 0)
