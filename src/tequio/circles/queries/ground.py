"""Where a group stands when a meeting begins: what a sheet is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from tequio.circles import rules
from tequio.circles.models import SheetRow
from tequio.circles.queries.cycles import running_cycle, who_left
from tequio.governance.queries.rolls import body_of, entitled
from tequio.kernel import Amount, Unit
from tequio.ledger import queries as ledger
from tequio.ledger.rules import Account
from tequio.membership import queries as members
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import Statutes

FINES = {"late": "circle.fine_late", "absent": "circle.fine_absent", "rules": "circle.fine_rules"}


def fines_on(organisation: int, day: date) -> dict[str, int]:
    """What the statutes of a day ask for each kind of fine, in minor units."""
    return _fines(statutes_on(organisation, day))


def _fines(statutes: Statutes) -> dict[str, int]:
    return {fine: statutes.integer(code) for fine, code in FINES.items()}


@dataclass(frozen=True)
class Ground:
    """The cycle, the statutes of the meeting's day, and the book before it.

    sheets   days of which this cycle has a sheet
    holders  who holds which office on that day: person → offices
    """

    cycle: rules.Cycle
    unit: Unit
    statutes: Statutes
    before: rules.Before
    sheets: frozenset[date]
    holders: Mapping[int, frozenset[str]]

    @property
    def terms(self) -> rules.Terms:
        """What the statutes say of shares, the social fund and fines; the cycle fixes the price."""
        statutes = self.statutes
        return rules.Terms(
            price=self.cycle.price,
            most=statutes.integer("circle.shares_most"),
            contribution=statutes.integer("circle.contribution"),
            fines=_fines(statutes),
        )

    def is_regular(self, held_on: date) -> bool:
        """Whether the statutes call a meeting for that day themselves."""
        last = max((day for day in self.sheets if day < held_on), default=None)
        return is_named_by(self.statutes, held_on, last=last)

    def holding(self, offices: tuple[str, ...]) -> frozenset[int]:
        """Who holds one of these offices."""
        return frozenset(
            person for person, held in self.holders.items() if not held.isdisjoint(offices)
        )


def is_named_by(statutes: Statutes, held_on: date, *, last: date | None) -> bool:
    """Whether these statutes name that day to everybody; last: the day of the sheet before."""
    if not statutes.is_stated("circle.every"):
        return False
    return rules.is_the_groups_day(
        held_on,
        weekday=statutes.choice("circle.weekday"),
        every=cast("rules.Every", statutes.choice("circle.every")),
        last=last,
    )


def sheet_days(organisation: int, cycle: int) -> frozenset[date]:
    """The days of which a cycle has a sheet.  One query."""
    rows = SheetRow.objects.filter(organisation_id=organisation, cycle_id=cycle)
    return frozenset(rows.values_list("held_on", flat=True))


def ground_of(organisation: int, book: str, held_on: date, *, today: date) -> Ground | None:
    """Everything a sheet of that day is held against; None where no cycle of the book runs.

    Twelve queries, however many members; two more for a day that is past, for then the balances
    are those of its end.
    """
    cycle = running_cycle(organisation, book)
    if cycle is None:
        return None
    offices: dict[int, set[str]] = {}
    for term in members.terms(organisation, held_on):
        offices.setdefault(term.person, set()).add(term.office)
    boxes, fines = _accounts(organisation, cycle, held_on, today)
    roll = frozenset(entitled(body_of(organisation, None), held_on))
    due = {
        int(account.ref.partition(":")[2]): account.normal.minor
        for account in fines
        if account.normal.minor
    }
    return Ground(
        cycle=cycle,
        unit=boxes[0].unit,
        statutes=statutes_on(organisation, held_on),
        before=rules.Before(
            roll, boxes[0].minor, boxes[1].minor, due, who_left(organisation, cycle.id)
        ),
        sheets=sheet_days(organisation, cycle.id),
        holders={person: frozenset(held) for person, held in offices.items()},
    )


def _accounts(
    organisation: int, cycle: rules.Cycle, held_on: date, today: date
) -> tuple[tuple[Amount, Amount], list[Account]]:
    """What lies in box and bag when the meeting begins, and the accounts of fines."""
    which = "a.book = %s AND (a.id IN (%s, %s) OR a.kind = 'fine-due')"
    places = (cycle.box, cycle.social_box)
    found = ledger.accounts_where(which, [organisation, cycle.book, *places])
    now = {account.id: account.normal for account in found if account.id in places}
    if held_on < today:
        now = {number: ledger.balance(organisation, number, on=held_on) for number in now}
    fines = [account for account in found if account.kind == "fine-due"]
    return (now[cycle.box], now[cycle.social_box]), fines
