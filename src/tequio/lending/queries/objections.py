"""What stands against an act now: the service asks before it writes, and the pages before a
button is pressed, so that a grey button and a refusal always say the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tequio.kernel import Act, Refusal, Unit, add_months
from tequio.lending import rules
from tequio.lending.queries import books
from tequio.lending.queries.decisions import decisions_on
from tequio.lending.queries.loans import Loan, loan, loans_of
from tequio.mandates import queries as mandates
from tequio.membership import queries as members
from tequio.membership.rules import Standing
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import Statutes


@dataclass(frozen=True)
class Wish:
    """What somebody asks for, as the form or the command says it; see `service.request`."""

    minor: int
    months: int = 0
    weeks: int = 0
    guarantors: tuple[int, ...] = ()
    until: date | None = None
    fortnights: int = 0


@dataclass(frozen=True)
class Wanted:
    """A request with what the statutes of the day make of it."""

    asked: rules.Asked
    borrower: rules.Borrower
    limits: rules.Limits
    statutes: Statutes

    @property
    def terms(self) -> rules.Terms:
        """The terms on which the loan would be given."""
        return rules.Terms(
            minor=self.asked.minor,
            count=self.asked.count,
            step=self.asked.step,
            rate=self.statutes.rate(),
            method=self.statutes.choice("lending.method"),
            order=self.statutes.choice("lending.order_of_payment"),
            guarantors=self.statutes.integer("lending.guarantors"),
        )

    @property
    def most(self) -> int | None:
        """How much could be asked for; None where the statutes set no limit."""
        return rules.most_that_can_be_asked(self.borrower, self.limits)


def wanted(act: Act, wish: Wish) -> Wanted:
    """Read who asks and what the statutes of today allow."""
    organisation = act.of_organisation
    statutes = statutes_on(organisation, act.today)
    unit = unit_of(organisation)
    return Wanted(
        asked=rules.Asked(
            minor=wish.minor,
            unit=unit,
            months=wish.months,
            weeks=wish.weeks,
            fortnights=wish.fortnights,
            guarantors=wish.guarantors,
            today=act.today,
            until=wish.until or add_months(act.today, rules.MONTHS_TO_PAY_OUT),
        ),
        borrower=_borrower(act, unit),
        limits=rules.Limits(
            largest=statutes.integer("lending.largest"),
            multiple_of_savings=statutes.fraction("lending.multiple_of_savings"),
            longest_months=statutes.integer("lending.longest_months"),
        ),
        statutes=statutes,
    )


def unit_of(organisation: int) -> Unit:
    """The unit in which a group lends: that of its book."""
    identity = members.organisation(organisation)
    assert identity is not None, "an act of no organisation"
    return mandates.units(organisation)[identity.unit]


def _borrower(act: Act, unit: Unit) -> rules.Borrower:
    organisation = act.of_organisation
    standing = members.standing(act.by, organisation, act.today)
    if act.by is None:
        return rules.Borrower(standing)
    hers = [one for one in loans_of(organisation, person=act.by) if one.unit == unit]
    return rules.Borrower(
        standing,
        savings=books.savings_of(organisation, act.by, unit),
        owed=_owed_or_asked(organisation, hers, act.today),
    )


def _owed_or_asked(organisation: int, loans: Iterable[Loan], on: date) -> int:
    """What is left of loans, written off or not, and what was asked for and may still be paid
    out."""
    listed = list(loans)
    decisions = decisions_on(organisation, listed)
    whole = 0
    for one in listed:
        standing = one.position(on)
        if standing is not None:
            whole += standing.principal_left + one.lost + one.claimed
        elif rules.is_pending(one.state(decisions[one.id], on)):
            whole += one.minor
    return whole


def to_request(act: Act, wish: Wanted) -> list[Refusal]:
    """Against asking for a loan."""
    named = {*wish.asked.guarantors}
    there = {*members.member_ids(act.of_organisation, act.today)} if named else set()
    return rules.objections_to_request(
        wish.borrower, wish.asked, wish.limits, members=frozenset(named & there)
    )


def to_guarantee(act: Act, number: int, most: int | None = None) -> list[Refusal]:
    """Against standing for a loan.  A loan that one may not see is not there."""
    organisation = act.of_organisation
    found = loan(organisation, number)
    standing = members.standing(act.by, organisation, act.today)
    if found is None or not is_seen(found, statutes_on(organisation, act.today), standing):
        return [rules.NO_SUCH_LOAN.because(loan=number)]
    return rules.objections_to_guarantee(standing, found.request, most, loan=found.amount)


def is_seen(found: Loan, statutes: Statutes, standing: Standing) -> bool:
    """Whether the statutes show this loan to whoever looks."""
    return rules.sees_loan(
        standing,
        rule=statutes.choice("privacy.loans"),
        concerned=found.concerned,
        working=working_offices(statutes),
    )


def working_offices(statutes: Statutes) -> frozenset[str]:
    """Offices that pay, hold a key or write the book: they could not do their work unseeing."""
    codes = ["offices.pay", "offices.book"]
    if statutes.integer("keys.pay") > 1:
        codes.append("offices.keys")
    return frozenset(office for code in codes for office in statutes.offices(code))


def to_withdraw(act: Act, number: int) -> list[Refusal]:
    """Against taking a request back."""
    found = loan(act.of_organisation, number)
    if found is None:
        return [rules.NO_SUCH_LOAN.because(loan=number)]
    standing = members.standing(act.by, act.of_organisation, act.today)
    return rules.objections_to_withdraw(standing, found.request)
