"""How the accounts of an entry are called: what its purpose and its subject say of them.  Pure."""

from __future__ import annotations

from collections.abc import Mapping

from tequio.kernel import gettext_noop as _
from tequio.ledger.rules.grammar import Side

Sides = tuple[int, int]
"""Numbers of the debited and the credited account."""

OF_THE_PERSON: Mapping[str, Side] = {
    "member.save": "credit",
    "member.withdraw": "debit",
    "shares.subscribe": "credit",
    "shares.withdraw": "debit",
    "shares.pay_due": "debit",
}
OF_THE_LOAN: Mapping[str, Side] = {
    "lending.loan": "debit",
    "lending.interest": "debit",
    "lending.fee": "debit",
    "lending.repay": "credit",
    "lending.write_off": "credit",
    "lending.call": "credit",
}
OF_THE_SUBJECT: Mapping[str, Side] = {
    "ledger.pay": "debit",
    "ledger.fee": "debit",
    "budget.project": "debit",
    "ledger.receive": "credit",
}
"""Which of the two accounts is called by the person, the loan, or what the money is for."""

OF_THE_ACCOUNT: Mapping[str, str] = {"claim": "claim", "cash-difference": "count"}
"""Kinds whose accounts are called by a number of their own, the one before the account's."""


BAG = ("cash", "social")
"""The cash that lies apart, in the bag of the social fund."""
GIVEN: Mapping[tuple[str, str], str] = {
    BAG: _("Bag of the social fund"),
    ("cash", "turns"): _("Box of the turns"),
    ("income", "fines"): _("Fines"),
    ("income", "turns"): _("Commissions of turns"),
    ("income", "brought"): _("Earned before this book began"),
    ("expense", "brought"): _("Spent before this book began"),
    ("income", "given-up"): _("Debt given up"),
    ("expense", "given-up"): _("Debt given up"),
}
"""Kind and name of accounts that an act named, not a group: what they are called in words."""


def name_by_entry(
    code: str, subject: str, sides: Sides, person: int | None
) -> tuple[int, str] | None:
    """The account that an entry calls by name, and its name; None where it calls none.

    person  whose savings or capital, as the act says
    """
    if code in OF_THE_PERSON and person is not None:
        return _on(sides, OF_THE_PERSON[code]), f"person:{person}"
    if code in OF_THE_LOAN:
        return _on(sides, OF_THE_LOAN[code]), f"loan:{subject}"
    if code in OF_THE_SUBJECT:
        return _on(sides, OF_THE_SUBJECT[code]), subject or code
    return None


def name_by_number(kind: str, account: int) -> str | None:
    """The name of an account that nobody names; None for the other kinds."""
    return f"{OF_THE_ACCOUNT[kind]}:{account - 1}" if kind in OF_THE_ACCOUNT else None


def _on(sides: Sides, side: Side) -> int:
    return sides[0] if side == "debit" else sides[1]
