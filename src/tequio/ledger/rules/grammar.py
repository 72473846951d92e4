"""Kinds of account, and which purpose may move value from which kind to which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tequio.kernel import gettext_noop as _

Side = Literal["debit", "credit"]

REVERSAL = "ledger.reverse"
"""The purpose of an exact reversal; the database ties it to the entry that is reversed."""

MONEY = ("cash", "bank")
"""Where money lies; mobile money is a bank account."""


@dataclass(frozen=True)
class Kind:
    """A kind of account.  Balance = credits - debits, so money in a box has a negative balance:
    that a box cannot be emptied past its bottom is therefore `ceiling = 0`.

    side     the side on which such an account normally stands, and on which pages show it
    floor    least balance with which it is opened unless said otherwise
    ceiling  greatest balance with which it is opened unless said otherwise
    """

    code: str
    title: str
    side: Side
    floor: int | None = None
    ceiling: int | None = None


KINDS: Mapping[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("cash", _("Cash box"), "debit", ceiling=0),
        Kind("bank", _("Bank or mobile money"), "debit", ceiling=0),
        Kind("member-savings", _("Savings of a member"), "credit", floor=0),
        Kind("member-loan", _("Loan to a member"), "debit", ceiling=0),
        Kind("claim", _("Paid without a decision"), "debit", ceiling=0),
        Kind("cash-difference", _("Difference in the cash box"), "debit"),
        Kind("budget", _("Budget received"), "credit", floor=0),
        Kind("indivisible-reserve", _("Indivisible reserve"), "credit", floor=0),
        Kind("income", _("Income"), "credit"),
        Kind("expense", _("Expense"), "debit"),
        Kind("opening", _("Balances at the beginning"), "credit"),
        Kind("member-shares", _("Shares of a member"), "credit", floor=0),
        Kind("social-fund", _("Social fund"), "credit", floor=0),
        Kind("fine-due", _("Fine that a member owes"), "debit", ceiling=0),
        Kind("pot", _("Pot of a round"), "credit", floor=0),
        Kind("turn-due", _("Turn that a member owes"), "debit", ceiling=0),
        Kind("circle-reserve", _("Reserve of the circle"), "credit", floor=0),
        Kind("group-loan", _("Loan to a group"), "debit", ceiling=0),
        Kind("bulk-loan", _("Loan that the group owes"), "credit", floor=0),
        Kind("loan-provision", _("Set aside for doubtful loans"), "credit", floor=0),
        Kind("member-capital", _("Share capital of a member"), "credit", floor=0),
        Kind("surplus", _("Surplus that was divided"), "debit"),
        Kind("education-fund", _("Education fund"), "credit", floor=0),
        Kind("set-aside", _("Set aside from a surplus"), "credit", floor=0),
        Kind("surplus-due", _("Owed to a member from a surplus"), "credit", floor=0),
    )
}


def _rules(code: str, debits: tuple[str, ...], credits_: tuple[str, ...]) -> set[PostingRule]:
    return {PostingRule(code, debit, credit) for debit in debits for credit in credits_}


@dataclass(frozen=True, order=True)
class PostingRule:
    """For this purpose value may go from the credited kind to the debited kind."""

    code: str
    debit_kind: str
    credit_kind: str


BROUGHT_IN = (
    *("member-savings", "indivisible-reserve", "budget", "member-shares", "social-fund"),
    *("bulk-loan", "circle-reserve"),
    *("member-capital", "education-fund", "set-aside", "surplus-due"),
)
"""What a group may owe, or keep together, on the day on which its book begins."""

CIRCLES: frozenset[PostingRule] = frozenset().union(
    _rules("circle.shares", MONEY, ("member-shares",)),
    _rules("circle.social", MONEY, ("social-fund",)),
    _rules("circle.help", ("social-fund",), MONEY),
    _rules("circle.fine", ("fine-due",), ("income",)),
    _rules("circle.fine_paid", MONEY, ("fine-due",)),
    _rules("circle.fine_waived", ("income",), ("fine-due",)),
    _rules(
        "circle.gain",
        ("income", "expense", "loan-provision"),
        ("income", "expense", "member-shares"),
    ),
    _rules("circle.gain", ("member-shares",), ("income", "expense")),
    _rules("circle.share_out", ("member-shares",), ("member-loan", "fine-due")),
    _rules("circle.share_out", ("member-shares",), (*MONEY, "social-fund")),
    _rules("circle.share_out", MONEY, MONEY),
    _rules("circle.leave", ("member-shares",), (*MONEY, "member-loan", "fine-due")),
    _rules("circle.turn", MONEY, ("pot", "turn-due")),
    _rules("circle.turn_due", ("turn-due", "circle-reserve"), ("pot",)),
    _rules("circle.turn_due", ("turn-due",), ("circle-reserve", "turn-due")),
    _rules("circle.pot", ("pot",), (*MONEY, "income")),
    _rules("circle.reserve", MONEY, ("circle-reserve",)),
    _rules("circle.bulk_loan", ("group-loan",), MONEY),
    _rules("circle.bulk_interest", ("group-loan",), ("income",)),
    _rules("circle.bulk_repaid", MONEY, ("group-loan",)),
    _rules("circle.bulk_write_off", ("expense",), ("group-loan",)),
    _rules("circle.bulk_forgive", ("expense",), ("group-loan",)),
    _rules("circle.borrow", (*MONEY, "opening"), ("bulk-loan",)),
    _rules("circle.borrow_interest", ("expense",), ("bulk-loan",)),
    _rules("circle.pay_back", ("bulk-loan",), MONEY),
    _rules("circle.forgiven", ("bulk-loan",), ("income",)),
)
"""What the groups post that save, lend and take turns at their meetings."""

DIVIDED_INTO = (
    *("indivisible-reserve", "education-fund", "set-aside"),
    *("surplus-due", "member-capital"),
)
"""Where a surplus goes.  Of the indivisible reserve nothing ever comes back to members."""

SHARES: frozenset[PostingRule] = frozenset().union(
    _rules("shares.subscribe", MONEY, ("member-capital",)),
    _rules("shares.withdraw", ("member-capital",), MONEY),
    _rules("shares.divide", ("surplus",), DIVIDED_INTO),
    _rules("shares.pay_due", ("surplus-due",), MONEY),
)
"""What cooperatives post about members' capital and about what is left at the end of a year."""

SETTLED = frozenset(
    {
        *("circle.leave", "circle.share_out", "circle.gain", "shares.divide"),
        *("circle.bulk_write_off", "circle.bulk_forgive", "circle.forgiven"),
    }
)
"""Purposes whose entries are never turned around by hand: who left, what was shared out and what
was given up stands beside the book, and would go on saying what the book says no more."""

WITHOUT_REVERSALS: frozenset[PostingRule] = frozenset().union(
    _rules("ledger.pay", ("expense",), MONEY),
    _rules("ledger.receive", MONEY, ("income",)),
    _rules("ledger.move", MONEY, MONEY),
    _rules("ledger.fee", ("expense",), MONEY),
    _rules("ledger.opening", (*MONEY, "member-loan", "fine-due", "group-loan"), ("opening",)),
    _rules("ledger.opening", ("opening",), (*BROUGHT_IN, "income")),
    _rules("ledger.opening", ("expense",), ("opening",)),
    _rules("ledger.claim", ("claim",), MONEY),
    _rules("ledger.ratify", ("expense",), ("claim", "cash-difference")),
    _rules("ledger.ratify", ("cash-difference",), ("income",)),
    _rules("ledger.recover", MONEY, ("claim", "cash-difference")),
    _rules("ledger.cash_difference", ("cash-difference",), ("cash",)),
    _rules("ledger.cash_difference", ("cash",), ("cash-difference",)),
    _rules("member.save", MONEY, ("member-savings",)),
    _rules("member.withdraw", ("member-savings",), MONEY),
    _rules("lending.loan", ("member-loan",), MONEY),
    _rules("lending.interest", ("member-loan",), ("income",)),
    _rules("lending.fee", ("member-loan",), ("income",)),
    _rules("lending.repay", MONEY, ("member-loan",)),
    _rules("lending.write_off", ("expense", "loan-provision"), ("member-loan",)),
    _rules("lending.provide", ("expense",), ("loan-provision",)),
    _rules("lending.provide", ("loan-provision",), ("expense",)),
    _rules("lending.call", (*MONEY, "member-savings", "member-shares"), ("member-loan",)),
    _rules("lending.recovered", MONEY, ("income",)),
    _rules("budget.receive", MONEY, ("budget",)),
    _rules("budget.project", ("expense",), MONEY),
    CIRCLES,
    SHARES,
)
GRAMMAR: frozenset[PostingRule] = WITHOUT_REVERSALS | {
    PostingRule(REVERSAL, rule.credit_kind, rule.debit_kind) for rule in WITHOUT_REVERSALS
}
"""Everything that may be posted.  The database holds the same list as a foreign key; a migration
adds to it, and `check` compares the two."""


def counterparts(code: str, *, money_is: Side) -> set[str]:
    """Kinds that stand opposite to money when a purpose pays (`credit`) or receives (`debit`)."""
    if money_is == "credit":
        return {r.debit_kind for r in GRAMMAR if r.code == code and r.credit_kind in MONEY}
    return {r.credit_kind for r in GRAMMAR if r.code == code and r.debit_kind in MONEY}
