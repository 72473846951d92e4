"""A member's passbook in large figures: what she has, what she owes, what moved last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tequio.chronicle import queries as chronicle
from tequio.circles.queries.of_member import InCycle, InTurns, in_cycles, in_turns
from tequio.kernel import Amount, Refusal
from tequio.kernel import gettext_noop as _
from tequio.ledger import queries as ledger
from tequio.ledger.queries.movements import Movement, latest_movements
from tequio.lending import queries as lending
from tequio.mandates.rules import PURPOSES
from tequio.membership.rules import OFFICE_NOT_HELD, Standing, holds_any

MOVEMENTS = 10


@dataclass(frozen=True)
class Kind:
    """A figure of the passbook: its words, its sign, the clip that says it, owed or owned."""

    title: str
    sign: str
    clip: str
    is_owed: bool = False


KINDS: Mapping[str, Kind] = {
    "member-savings": Kind(_("My savings"), "box", "savings"),
    "member-shares": Kind(_("My shares"), "coins", "shares"),
    "member-capital": Kind(_("My share capital"), "coins", "share-capital"),
    "surplus-due": Kind(_("Owed to me from a surplus"), "hand", "surplus-due"),
    "social-fund": Kind(_("Paid into the social fund"), "hand", "social-fund"),
    "loan": Kind(_("Left of my loan"), "loan", "loan-left", is_owed=True),
    "next": Kind(_("Next payment"), "calendar", "next-payment", is_owed=True),
    "fine-due": Kind(_("Fines to pay"), "warning", "fines-due", is_owed=True),
    "turn-due": Kind(_("Turns to pay"), "warning", "turns-due", is_owed=True),
    "turn-awaits": Kind(_("Others owe me from turns"), "hand", "turns-awaited"),
    "turn-pot": Kind(_("The pot, when it is my turn"), "members", "turns-pot"),
}
"""In the order of the page."""
OF_CIRCLES = ("social-fund", "turn-due")
"""Kinds of account whose figures are read from the sheets and rounds: the account does not know
whose it is, or not what is owed to others."""


@dataclass(frozen=True)
class Figure:
    """One large figure; `on` the day of the next payment or of the pot, `is_late` if it has passed.

    shares  how many she bought since `since`, in the cycle that runs
    """

    kind: str
    amount: Amount
    on: date | None = None
    is_late: bool = False
    shares: int = 0
    since: date | None = None

    @property
    def words(self) -> Kind:
        return KINDS[self.kind]


@dataclass(frozen=True)
class Moved:
    """A movement as the passbook shows it; `sign` + or − of what is hers, none of what she owes."""

    movement: Movement
    title: str
    sign: str

    @property
    def amount(self) -> Amount:
        """What moved, without its direction."""
        return Amount(abs(self.movement.moved.minor), self.movement.moved.unit)


@dataclass(frozen=True)
class Passbook:
    """Everything on one small sheet.

    line  the chronicle's newest line about her money, with its digest; None before the first
    """

    person: int
    figures: tuple[Figure, ...]
    moved: tuple[Moved, ...]
    line: tuple[int, str] | None


def objections_to_see(standing: Standing, person: int, on: date) -> list[Refusal]:
    """Her own, always; another's for the offices that work with books and loans."""
    working = lending.offices_at_work(standing.organisation, on)
    if standing.person == person or holds_any(standing, working):
        return []
    return [OFFICE_NOT_HELD.because(offices=", ".join(sorted(working)))]


def passbook(organisation: int, person: int, on: date) -> Passbook:
    """A member's passbook of today.  A fixed number of queries."""
    accounts = ledger.accounts_of_person(organisation, person)
    loans = lending.my_loans(organisation, person, on)
    cycles = in_cycles(organisation, person)
    figures = [
        _of_account(one, cycles)
        for one in accounts
        if one.kind in KINDS
        and one.kind not in OF_CIRCLES
        and (one.minor or not KINDS[one.kind].is_owed)
    ]
    figures += [Figure("social-fund", Amount(one.social, one.unit)) for one in cycles if one.social]
    figures += [*_of_loans(loans, on), *_of_turns(in_turns(organisation, person))]
    sides = {one.id: (one.kind, one.unit) for one in accounts}
    sides |= {
        line.loan.payout.loan_account: ("member-loan", line.loan.unit)
        for line in loans
        if line.loan.payout is not None
    }
    latest = latest_movements(organisation, sides, limit=MOVEMENTS)
    order = list(KINDS)
    return Passbook(
        person,
        tuple(sorted(figures, key=lambda figure: order.index(figure.kind))),
        tuple(_moved(one) for one in latest),
        _line(organisation, latest),
    )


def _of_account(one: ledger.Account, cycles: Sequence[InCycle]) -> Figure:
    """What an account of hers holds; of shares how many she bought in the cycle that runs."""
    if one.kind == "member-shares":
        for cycle in cycles:
            if (cycle.book, cycle.unit) == (one.book, one.unit) and cycle.shares:
                return Figure(one.kind, one.balance, shares=cycle.shares, since=cycle.first_day)
    return Figure(one.kind, one.balance)


def _of_turns(places: Iterable[InTurns]) -> Iterator[Figure]:
    """What she owes and waits for in turns, and the pot that is still to be hers."""
    for one in places:
        if one.owes:
            yield Figure("turn-due", Amount(one.owes, one.unit))
        if one.awaits:
            yield Figure("turn-awaits", Amount(one.awaits, one.unit))
        if not one.is_over and one.received_on is None:
            yield Figure("turn-pot", Amount(one.pot, one.unit), one.due_on)


def _of_loans(loans: list[lending.LoanLine], on: date) -> list[Figure]:
    """What is left of each running loan, and the payment that comes next."""
    figures = []
    for line in loans:
        if line.standing is None or not line.standing.owed or line.left is None:
            continue
        figures.append(Figure("loan", line.left))
        following = next((pair for pair in line.loan.still_to_come(on) if pair[1].minor), None)
        if following is not None:
            instalment, still = following
            due = Amount(line.standing.due_now or still.minor, line.loan.unit)
            is_late = instalment.due_on < on
            figures.append(Figure("next", due, instalment.due_on, is_late))
    return figures


def _moved(one: Movement) -> Moved:
    owes = one.kind == "member-loan" or (one.kind in KINDS and KINDS[one.kind].is_owed)
    sign = "" if owes else "+" if one.moved.minor > 0 else "−"
    return Moved(one, PURPOSES.get(one.code, one.code), sign)


def _line(organisation: int, latest: list[Movement]) -> tuple[int, str] | None:
    """The line of the act that moved her money last."""
    if not latest:
        return None
    newest = max(latest, key=lambda one: one.transfer)
    found = chronicle.line_with_key(organisation, newest.key)
    return (found[0].number, found[1]) if found else None
