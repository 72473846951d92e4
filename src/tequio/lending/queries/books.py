"""What lending reads of the books: where money lies, what a member saved."""

from __future__ import annotations

from dataclasses import dataclass

from tequio.kernel import Amount, Unit
from tequio.ledger import queries as ledger_queries
from tequio.ledger import rules as ledger
from tequio.ledger.queries import account_by_number, accounts_where
from tequio.lending import rules
from tequio.membership import queries as members


@dataclass(frozen=True)
class PlaceLine:
    """A cash box or bank account as a form offers it.  `name`: what the group calls it."""

    account: int
    kind: str
    name: str
    holds: Amount


def places(organisation: int, unit: Unit) -> list[PlaceLine]:
    """Open cash boxes and bank accounts in a unit, boxes first.  Two queries."""
    found = [
        one
        for one in ledger_queries.accounts(organisation)
        if one.kind in ledger.MONEY and one.unit == unit and one.closed_on is None
    ]
    texts = members.texts(organisation, [one.text for one in found if one.text is not None])
    found.sort(key=lambda one: (ledger.MONEY.index(one.kind), one.ref, one.id))
    return [
        PlaceLine(
            one.id,
            one.kind,
            texts[one.text].body if one.text in texts else one.ref,
            one.balance,
        )
        for one in found
    ]


def place(organisation: int, account: int) -> rules.Place:
    """One account as a place for money; one that is closed or not there is none."""
    found = account_by_number(organisation, account)
    if found is None or found.closed_on is not None:
        return rules.Place(account)
    return rules.Place(found.id, found.kind, found.unit.code, ledger.room_above(found), found.book)


def savings_of(organisation: int, person: int, unit: Unit) -> int:
    """A member's own savings in all books, in minor units; her shares of a circle count."""
    which = "a.unit = %s AND a.kind IN ('member-savings', 'member-shares') AND a.ref = %s"
    found = accounts_where(which, [organisation, unit.code, f"person:{person}"])
    return sum(account.normal.minor for account in found)
