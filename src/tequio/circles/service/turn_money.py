"""Entries of those who take turns: drawn once for each purpose, posted as one journal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tequio.circles.rules.wheel import Wheel
from tequio.kernel import Act
from tequio.ledger import rules as ledger_rules
from tequio.ledger import service as ledger
from tequio.ledger.rules import Transfer
from tequio.mandates import rules as mandate_rules
from tequio.mandates import service as mandates

TURN, TURN_DUE, POT, RESERVE = (
    "circle.turn",
    "circle.turn_due",
    "circle.pot",
    "circle.reserve",
)
OF_A_DEBT_MOVED = (
    mandate_rules.MANDATE_NOT_YET_VALID,
    mandate_rules.MANDATE_OVER,
    mandate_rules.UNIT_NOT_COVERED,
    mandate_rules.OFFICE_NOT_HELD,
    mandate_rules.KEYS_MISSING,
    mandate_rules.OVER_THE_CEILING,
    ledger_rules.ACCOUNT_CLOSED,
    *ledger_rules.OF_THE_LIMITS,
)
"""What an act may answer that moves today what was booked under a mandate before."""
OF_A_TURN_PAID = (ledger_rules.DATE_NOT_REACHED, ledger_rules.PERIOD_CLOSED, *OF_A_DEBT_MOVED)
"""What an act may answer that takes in later what was booked under a mandate before."""
OF_A_ROUND = (mandate_rules.NO_MANDATE, *OF_A_TURN_PAID)
"""What an act may answer that takes turns in and hands a pot out."""

Account = tuple[str, str]
"""Kind and name of an account; the wheel's own three are the following."""
BOX: Account = ("", "box")
THE_POT: Account = ("", "pot")
ASIDE: Account = ("", "reserve")


def due_of(person: int) -> Account:
    """The account of what a member owes for turns that she missed."""
    return ("turn-due", f"person:{person}")


@dataclass(frozen=True)
class Entry:
    """For which purpose how much goes from the credited to the debited account, about whom."""

    code: str
    debit: Account
    credit: Account
    minor: int
    person: int


def post_entries(act: Act, wheel: Wheel, entries: Sequence[Entry], *, on: date) -> ledger.Posted:
    """Draw on the mandate of each purpose, find or open the accounts, write one journal."""
    entries = [entry for entry in entries if entry.minor]
    drawn = _drawn(act, wheel, entries, on)
    accounts = _accounts(act, wheel, entries)
    transfers = [
        Transfer(
            entry.code,
            f"person:{entry.person}",
            accounts[entry.debit],
            accounts[entry.credit],
            entry.minor,
            wheel.unit,
            drawn[entry.code],
        )
        for entry in entries
    ]
    return ledger.post(act, value_date=on, transfers=transfers, book=wheel.book)


def _drawn(act: Act, wheel: Wheel, entries: Sequence[Entry], on: date) -> dict[str, int]:
    """Purpose → the mandate that allows the sum of its entries."""
    sums: dict[str, int] = defaultdict(int)
    for entry in entries:
        sums[entry.code] += entry.minor
    return {
        code: mandates.draw(act, code=code, subject="", unit=wheel.unit, minor=minor, on=on).mandate
        for code, minor in sums.items()
    }


def _accounts(act: Act, wheel: Wheel, entries: Sequence[Entry]) -> dict[Account, int]:
    own = {BOX: wheel.box, THE_POT: wheel.pot, ASIDE: wheel.reserve}
    named = {side for entry in entries for side in (entry.debit, entry.credit)} - {*own}
    if not named:
        return own
    found = ledger.accounts_for(act.of_organisation, named, book=wheel.book, unit=wheel.unit)
    return found | own
