"""What lending reads of the books: where money lies, what a member saved."""

from __future__ import annotations

from tequio.kernel import Unit
from tequio.ledger import rules as ledger
from tequio.ledger.queries import account_by_number, accounts_where
from tequio.ledger.queries.facts import marks
from tequio.lending import rules


def places(organisation: int, unit: Unit) -> list[rules.Place]:
    """Cash boxes and bank accounts in a unit, with what is in them."""
    which = f"a.unit = %s AND a.closed_on IS NULL AND a.kind IN ({marks(ledger.MONEY)})"
    found = accounts_where(which, [organisation, unit.code, *ledger.MONEY])
    return [_place(account) for account in found]


def place(organisation: int, account: int) -> rules.Place:
    """One account as a place for money; one that is closed or not there is none."""
    found = account_by_number(organisation, account)
    if found is None or found.closed_on is not None:
        return rules.Place(account)
    return _place(found)


def _place(account: ledger.Account) -> rules.Place:
    return rules.Place(
        account.id,
        account.kind,
        account.unit.code,
        ledger.room_above(account),
        account.book,
        account.ref,
    )


def savings_of(organisation: int, person: int, unit: Unit) -> int:
    """A member's own savings in all books, in minor units."""
    which = "a.unit = %s AND a.kind = 'member-savings' AND a.ref = %s"
    found = accounts_where(which, [organisation, unit.code, f"person:{person}"])
    return sum(account.normal.minor for account in found)
