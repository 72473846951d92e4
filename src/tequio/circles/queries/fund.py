"""What the fund of a cycle is worth, and what each member would get if it were shared out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from tequio.circles import rules
from tequio.circles.queries.cycles import Held, called_in, held_in, running_cycle
from tequio.kernel import Amount
from tequio.ledger import queries as ledger
from tequio.lending.queries.loans import Loan, loans_of
from tequio.lending.queries.unsettled import ever_called, unsettled
from tequio.mandates.queries import units

FINES: rules.Account = ("income", "fines")
INTEREST: rules.Account = ("income", "interest")


@dataclass(frozen=True)
class Owed:
    """A running loan of the fund with what would end it, in minor units."""

    loan: Loan
    minor: int
    interest: int


@dataclass(frozen=True)
class Fund:
    """The fund as the book and the loans stand on a day; sums in minor units.

    income, costs  by account, the interest of running loans among the income, and what was set
                   aside for loans, for all of them are repaid or set off
    loans          of each borrower; `fines`: what each member has not paid
    stays          of the fines what their members' parts do not cover: it stays owed, and is no
                   income until it is paid
    claims         of each borrower, what others paid for her and she did not give back
    called         what members' shares paid before on loans that they stand for
    unanswered     what is missing or was paid without a decision; too much at one count and missing
                   at another, of the same box and the same person, answer each other
    """

    cycle: rules.Cycle
    held: dict[int, Held]
    income: list[tuple[rules.Account, int]]
    costs: list[tuple[rules.Account, int]]
    loans: dict[int, list[Owed]]
    fines: dict[int, int]
    stays: dict[int, int]
    claims: dict[int, list[tuple[Loan, int]]]
    called: dict[int, int]
    unanswered: Amount

    @property
    def value(self) -> rules.Fund:
        return rules.Fund(
            savings=sum(one.saved for one in self.held.values()),
            income=sum(minor for _account, minor in self.income),
            costs=sum(minor for _account, minor in self.costs),
        )

    @property
    def holdings(self) -> list[rules.Holding]:
        """Everybody who holds shares or owes something, in order of number; what a part gives back
        to guarantors is a debt that it pays."""
        each = self.owing
        return [
            replace(one, debt=one.debt + sum(minor for _loan, minor in returned))
            for one in each
            for returned in [self.returns.get(one.person, [])]
        ]

    @property
    def returns(self) -> dict[int, list[tuple[Loan, int]]]:
        """Of each borrower what her part gives back to those who paid for her."""
        if not self.held:
            return {}
        worths = rules.worth_of_each(self.value, self.owing)
        each = zip(self.owing, worths, strict=True)
        return {
            one.person: self.returned_by(one.person, worth - one.debt)
            for one, worth in each
            if one.person in self.claims
        }

    def returned_by(self, person: int, left: int) -> list[tuple[Loan, int]]:
        """What so much, left of what she holds, gives back to those who paid for her."""
        given = []
        for loan, minor in self.claims.get(person, ()):
            part = min(minor, max(0, left))
            left -= part
            if part:
                given.append((loan, part))
        return given

    @property
    def owing(self) -> list[rules.Holding]:
        """The same without what others claim who paid for her."""
        people = sorted({*self.held, *self.loans, *self.set_off})
        nothing = Held(0, 0)
        return [
            rules.Holding(
                person,
                self.held.get(person, nothing).shares,
                self.debt_of(person) - self.stays.get(person, 0),
            )
            for person in people
        ]

    @property
    def set_off(self) -> dict[int, int]:
        """Of each member's fines what her part pays."""
        each = {person: fine - self.stays.get(person, 0) for person, fine in self.fines.items()}
        return {person: minor for person, minor in each.items() if minor}

    @property
    def still_owed(self) -> int:
        """The fines that are not shared out, together."""
        return sum(self.stays.values())

    def owed_by_leaver(self, person: int) -> int:
        """What a member owes who leaves, with what her savings give back to guarantors."""
        debt = self.debt_of(person)
        back = self.returned_by(person, self.held[person].saved - debt)
        return debt + sum(minor for _loan, minor in back)

    def debt_of(self, person: int) -> int:
        """What a member owes the fund: her loans with their interest, her fines, and what her
        shares have paid for others."""
        loans = sum(one.minor for one in self.loans.get(person, ()))
        return loans + self.fines.get(person, 0) + self.called.get(person, 0)


def fund_of(organisation: int, book: str, *, on: date) -> Fund | None:
    """The fund of the cycle that runs; None where none does.  Some twenty queries, however many
    members and meetings."""
    cycle = running_cycle(organisation, book)
    if cycle is None:
        return None
    listed = [
        one
        for one in ledger.accounts(organisation, book=book)
        if one.minor and one.unit.code == cycle.unit
    ]
    by_kind: dict[str, list[ledger.Account]] = defaultdict(list)
    for one in listed:
        by_kind[one.kind].append(one)
    loans, claims = _loans(organisation, cycle, on)
    earned = [*by_kind["income"], *by_kind["loan-provision"]]
    income = {(one.kind, one.ref): one.minor for one in earned}
    coming = sum(owed.interest for own in loans.values() for owed in own)
    if coming:
        income[INTEREST] = income.get(INTEREST, 0) + coming
    open_ = _unanswered(organisation, {one.id for one in listed})
    held = held_in(organisation, cycle)
    called = called_in(organisation, cycle)
    fines = {one.person: one.minor for one in by_kind["fine-due"] if one.person}
    found = Fund(
        cycle=cycle,
        held=held,
        income=sorted(income.items()),
        costs=[((one.kind, one.ref), one.minor) for one in by_kind["expense"]],
        loans=loans,
        fines=fines,
        stays=fines,
        claims=claims,
        called={person: minor for person, minor in called.items() if person in held},
        unanswered=Amount(open_, units(organisation)[cycle.unit]),
    )
    return without_unpaid(found)


def without_unpaid(found: Fund) -> Fund:
    """The fund without the fines that nobody's part pays; `found` has every fine as income."""
    stays = rules.fines_that_stay(found.value, found.owing, found.fines)
    income = dict(found.income)
    if stays:
        income[FINES] = income.get(FINES, 0) - sum(stays.values())
    return replace(found, stays=stays, income=sorted(income.items()))


def _unanswered(organisation: int, accounts: Collection[int]) -> int:
    """What nobody answered for on these accounts; payments without a decision never net."""
    net: dict[tuple[int, ...], int] = defaultdict(int)
    for one in ledger.claims(organisation):
        if one.account in accounts:
            which = (one.transfer,) if one.kind == "claim" else (one.box, one.person)
            net[which] += one.signed
    return sum(abs(minor) for minor in net.values())


def _loans(
    organisation: int, cycle: rules.Cycle, on: date
) -> tuple[dict[int, list[Owed]], dict[int, list[tuple[Loan, int]]]]:
    """Of each borrower her loans of this fund, and what others paid on them and claim."""
    owed: dict[int, list[Owed]] = defaultdict(list)
    claims: dict[int, list[tuple[Loan, int]]] = defaultdict(list)
    numbers = unsettled(organisation, on) | ever_called(organisation)
    for one in loans_of(organisation, ids=numbers) if numbers else []:
        standing = one.position(on)
        if standing is None or one.payout is None:
            continue
        if (one.payout.book, one.unit.code) != (cycle.book, cycle.unit):
            continue
        if standing.owed:
            interest = standing.owed - standing.principal_left
            owed[one.person].append(Owed(one, standing.owed, interest))
        if one.claimed:
            claims[one.person].append((one, one.claimed))
    return dict(owed), dict(claims)
