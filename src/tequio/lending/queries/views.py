"""What pages show of loans, given who looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from tequio.kernel import Amount, Unit
from tequio.lending import rules
from tequio.lending.models import LoanRow
from tequio.lending.queries.decisions import UNDECIDED, decisions_on
from tequio.lending.queries.loans import Loan, loan, loans_of
from tequio.lending.queries.moving import hash_of_payout
from tequio.lending.queries.objections import (
    is_seen,
    unit_of,
    working_offices,
)
from tequio.lending.queries.unsettled import asked_to_stand, concerning, unsettled
from tequio.mandates import queries as mandates
from tequio.membership import queries as members
from tequio.membership.rules import Standing
from tequio.statutes.queries import statutes_on

LATE_DAYS = 30
"""PAR30: the customary measure of a portfolio."""


@dataclass(frozen=True)
class LoanLine:
    """A loan in a list.  `standing` is None while nothing was paid out."""

    loan: Loan
    state: rules.State
    standing: rules.Position | None

    @property
    def left(self) -> Amount | None:
        """What is left of the loan itself."""
        if self.standing is None:
            return None
        return Amount(self.standing.principal_left, self.loan.unit)

    @property
    def words(self) -> rules.Words:
        """What is said of its state."""
        return rules.STATES[self.state]

    @property
    def words_for_all(self) -> rules.Words:
        """What a list says to all members: that a payment is late is not for them."""
        return rules.STATES["running" if self.state == "late" else self.state]

    @property
    def days_late(self) -> int:
        """How long the oldest unpaid instalment is late."""
        return self.standing.days_late if self.standing else 0

    def is_running(self, unit: Unit) -> bool:
        """Whether something of it is still owed, in this unit."""
        return self.loan.unit == unit and self.standing is not None and self.standing.owed > 0

    @property
    def is_ended(self) -> bool:
        """Nothing is waited for any more."""
        return self.state in (
            "repaid",
            "declined",
            "lapsed",
            "withdrawn",
            "reversed",
            "written_off",
        )


@dataclass(frozen=True)
class Line:
    """A line of the schedule on a page: as it was decided, and what of it is still to come."""

    instalment: rules.Instalment
    left: rules.Parts
    is_late: bool = False

    @property
    def is_paid(self) -> bool:
        return not self.left.minor

    @property
    def minor(self) -> int:
        """What is still to be paid of it."""
        return self.left.minor


@dataclass(frozen=True)
class LoanView:
    """One loan as its page shows it.

    schedule    as fixed at the payout, or as it would be if it were paid out today
    true_rate   the rate for one step on a declining balance that the instalments come to
    interest    all interest of the schedule
    names       of everybody who is named on the page
    """

    loan: Loan
    state: rules.State
    decision: rules.Decision
    standing: rules.Position | None
    schedule: tuple[Line, ...]
    true_rate: Fraction
    purpose: str
    names: Mapping[int, str]

    @property
    def interest(self) -> Amount:
        whole = sum(line.instalment.interest for line in self.schedule)
        return Amount(whole, self.loan.unit)

    @property
    def still(self) -> rules.Parts:
        """What is still to come if from today each instalment is paid on its day."""
        left = [line.left for line in self.schedule]
        return rules.Parts(
            interest=sum(one.interest for one in left), principal=sum(one.principal for one in left)
        )

    @property
    def paid(self) -> rules.Parts:
        """What was really paid of loan and interest."""
        parts = [one.parts for one in self.loan.payments]
        return rules.Parts(
            interest=sum(one.interest for one in parts),
            principal=sum(one.principal for one in parts),
        )

    @property
    def whole(self) -> Amount:
        """Everything that is repaid if every instalment is paid on its day."""
        whole = sum(line.instalment.minor for line in self.schedule)
        return Amount(whole, self.loan.unit)

    @property
    def next(self) -> Line | None:
        """The oldest instalment that is not paid."""
        return next((line for line in self.schedule if not line.is_paid), None)

    @property
    def offered(self) -> int:
        """What a repayment form offers: all that is due, or the next instalment; never more
        than is owed."""
        if self.standing is None:
            return 0
        following = self.next.minor if self.next else 0
        return min(self.standing.owed, self.standing.due_now or following)

    @property
    def due_now(self) -> Amount:
        """What should have been paid by today."""
        return Amount(self.standing.due_now if self.standing else 0, self.loan.unit)

    @property
    def owed(self) -> Amount:
        """What would end the loan today."""
        return Amount(self.standing.owed if self.standing else 0, self.loan.unit)

    @property
    def is_late(self) -> bool:
        """Whether an instalment waits that was due before today."""
        return self.standing is not None and self.standing.days_late > 0

    @property
    def lost(self) -> Amount:
        """What she still owes of what the group gave up."""
        return Amount(self.loan.lost, self.loan.unit)

    @property
    def left(self) -> Amount:
        """What is left of the loan itself."""
        return Amount(self.standing.principal_left if self.standing else 0, self.loan.unit)

    @property
    def overdue(self) -> Amount:
        """What is late."""
        return Amount(self.standing.overdue if self.standing else 0, self.loan.unit)


@dataclass(frozen=True)
class Portfolio:
    """All that is lent out in the unit of the book.

    at_risk  PAR30 as an exact fraction; None where nothing is lent out
    """

    running: int
    lent_out: Amount
    overdue: Amount
    at_risk: Fraction | None


def loans(organisation: int, standing: Standing, on: date) -> list[LoanLine]:
    """The loans that are not over and that the statutes show to whoever looks, newest first."""
    statutes = statutes_on(organisation, on)
    listed = loans_of(organisation, ids=unsettled(organisation, on))
    return lines_of(organisation, [one for one in listed if is_seen(one, statutes, standing)], on)


def ended_loans(
    organisation: int,
    standing: Standing,
    on: date,
    *,
    before: int | None = None,
    limit: int = 50,
) -> tuple[list[LoanLine], int | None]:
    """Others' loans that are over and that the statutes show to whoever looks, newest first, and
    the number before which the next page begins."""
    rows = LoanRow.objects.filter(organisation_id=organisation)
    if not sees_every_loan(organisation, standing, on):
        rows = concerning(organisation, standing.person)
    rows = rows.exclude(id__in=unsettled(organisation, on)).exclude(person_id=standing.person)
    if before is not None:
        rows = rows.filter(id__lt=before)
    numbers = list(rows.order_by("-id").values_list("id", flat=True)[: limit + 1])
    lines = lines_of(organisation, loans_of(organisation, ids=numbers[:limit]), on)
    return lines, numbers[limit - 1] if len(numbers) > limit else None


def my_loans(organisation: int, person: int | None, on: date) -> list[LoanLine]:
    """A person's own loans, newest first."""
    if person is None:
        return []
    return lines_of(organisation, loans_of(organisation, person=person), on)


def asked_of(organisation: int, person: int | None, on: date) -> list[LoanLine]:
    """Loans for which a person was asked to stand and does not yet, while that is of use."""
    if person is None:
        return []
    numbers = asked_to_stand(organisation, person)
    return asked_among(lines_of(organisation, loans_of(organisation, ids=numbers), on), person)


def asked_among(lines: Iterable[LoanLine], person: int | None) -> list[LoanLine]:
    """Those of these loans for which a person was asked to stand and does not yet."""
    return [
        line
        for line in lines
        if person in line.loan.named
        and person not in line.loan.guaranteed
        and rules.is_pending(line.state)
    ]


def lines_of(organisation: int, listed: list[Loan], on: date) -> list[LoanLine]:
    """These loans, each with its state and where it stands."""
    decisions = decisions_on(organisation, listed)
    return [LoanLine(one, one.state(decisions[one.id], on), one.position(on)) for one in listed]


def loan_view(organisation: int, number: int, standing: Standing, on: date) -> LoanView | None:
    """One loan with its schedule, or None if it is not there or not shown to whoever looks."""
    found = loan(organisation, number)
    if found is None or not is_seen(found, statutes_on(organisation, on), standing):
        return None
    decision = decisions_on(organisation, [found]).get(number, UNDECIDED)
    texts = members.texts(organisation, [found.text])
    return LoanView(
        loan=found,
        state=found.state(decision, on),
        decision=decision,
        standing=found.position(on),
        schedule=_schedule(found, on),
        true_rate=rules.equivalent_rate(found.terms),
        purpose=texts[found.text].body if found.text in texts else "",
        names=members.person_names(found.concerned),
    )


def _schedule(found: Loan, on: date) -> tuple[Line, ...]:
    if found.payout is None:
        foreseen = rules.schedule(found.terms, on)
        whole = (rules.Parts(interest=one.interest, principal=one.principal) for one in foreseen)
        return tuple(Line(*pair) for pair in zip(foreseen, whole, strict=True))
    return tuple(
        Line(one, left, is_late=bool(left.minor) and one.due_on < on)
        for one, left in found.still_to_come(on)
    )


def portfolio(organisation: int, on: date, *, days: int = LATE_DAYS) -> Portfolio:
    """All running loans together.  Whether whoever looks may see it is asked elsewhere."""
    listed = loans_of(organisation, ids=unsettled(organisation, on))
    return portfolio_of(organisation, lines_of(organisation, listed, on), days=days)


def portfolio_of(
    organisation: int, lines: Iterable[LoanLine], *, days: int = LATE_DAYS
) -> Portfolio:
    """These loans together, in the unit of the book."""
    unit = unit_of(organisation)
    running = [line.standing for line in lines if line.is_running(unit) and line.standing]
    return Portfolio(
        running=len(running),
        lent_out=Amount(sum(one.principal_left for one in running), unit),
        overdue=Amount(sum(one.overdue for one in running), unit),
        at_risk=rules.portfolio_at_risk(
            [rules.Running(one.principal_left, one.days_late) for one in running], days=days
        ),
    )


def sees_every_loan(organisation: int, standing: Standing, on: date) -> bool:
    """Whether the statutes show to whoever looks the loans of all members."""
    return rules.sees_loan(
        standing,
        rule=statutes_on(organisation, on).choice("privacy.loans"),
        concerned=(),
        working=offices_at_work(organisation, on),
    )


def offices_at_work(organisation: int, on: date) -> frozenset[str]:
    """Offices that pay, hold a key or write the book: those who work with loans."""
    return working_offices(statutes_on(organisation, on))


@dataclass(frozen=True)
class Keys:
    """The keys of a payout from one account.

    needed  how many must turn together; 1 where no others are asked
    turned  who has turned hers on this very payment, so that it still counts
    """

    mandate: int | None
    needed: int
    turned: tuple[str, ...]


def keys_of_payout(organisation: int, found: LoanView, account: int, at: datetime) -> Keys:
    """How many keys a payout needs and whose are turned."""
    number = found.decision.mandate
    mandate = mandates.mandate(organisation, number) if number else None
    if mandate is None or mandate.grant.keys == 1:
        return Keys(number, 1, ())
    payment = hash_of_payout(found.loan, account)
    people = [turn.person for turn in mandates.fresh_turns(organisation, payment, at)]
    names = members.person_names(people)
    return Keys(number, mandate.grant.keys, tuple(names[person] for person in people))
