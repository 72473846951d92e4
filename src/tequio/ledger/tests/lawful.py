"""A lawful call of each act of the books: what the tests of its refusals change one thing of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tequio.chronicle.service import Receipt
from tequio.ledger import service as ledger
from tequio.ledger.rules import BankLine
from tequio.ledger.tests.founding import DAY, STANDING, Group, found

Fields = dict[str, Any]
JANUARY = date(2026, 1, 31)
TOMORROW = DAY + timedelta(days=1)


def _payment(group: Group) -> Fields:
    money = {"account": group.cash, "minor": 500, "unit": "INR"}
    what_for = {"purpose": "ledger.pay", "subject": "rent", "payee": group.people["Devi"]}
    return what_for | money


def _receipt(group: Group) -> Fields:
    return {"account": group.cash, "minor": 500, "unit": "INR", "subject": "fees"}


def _carrying(group: Group) -> Fields:
    return {"source": group.cash, "target": group.bank, "minor": 500, "unit": "INR"}


def _saving(group: Group) -> Fields:
    return {"person": group.people["Devi"], "account": group.cash, "minor": 500, "unit": "INR"}


def _withdrawal(group: Group) -> Fields:
    fields = _saving(group)
    ledger.save(group.act(), **fields | {"minor": 800})
    return fields


def _undecided(group: Group) -> Fields:
    money = {"account": group.cash, "minor": 500, "unit": "INR"}
    return {"person": group.people["Asha"], "subject": "roof", **money}


def recorded(group: Group, subject: str = "roof") -> int:
    """The number of a claim on 800."""
    fields = _undecided(group) | {"minor": 800, "subject": subject}
    return int(ledger.record_undecided(group.act(), **fields).facts["claim"])


def _ratification(group: Group) -> Fields:
    return {"claim": recorded(group), "minor": 500}


def _recovery(group: Group) -> Fields:
    return {"claim": recorded(group), "minor": 500, "account": group.cash}


def _count(group: Group) -> Fields:
    held = group.held(group.cash)
    return {
        "account": group.cash,
        "counted_minor": held - 500,
        "answerable": group.people["Asha"],
    }


def paid(group: Group, minor: int = 500, **fields: Any) -> int:
    """The number of an entry by which something was paid."""
    group.allow("ledger.pay", None)
    return int(group.pay(minor, **fields).facts["transfer"])


def _reversal(group: Group) -> Fields:
    return {"transfer": paid(group)}


def _limit(group: Group) -> Fields:
    return {"account": group.bank, "ceiling": 500}


def imported(group: Group, reference: str = "R1") -> int:
    """The number of a bank's line that says 500 went out."""
    lines = (BankLine(DAY, -500, "rent", reference),)
    kept = ledger.import_lines(group.act(), account=group.bank, lines=lines)
    return int(kept.facts["first"])


def _match(group: Group) -> Fields:
    group.fill(2_000, group.bank)
    return {"line": imported(group), "transfer": paid(group, account=group.bank)}


def _matched(group: Group) -> Fields:
    match = _match(group)
    ledger.match_line(group.act(), **match)
    return {"line": match["line"]}


@dataclass(frozen=True)
class Lawful:
    """An act, the purpose on whose decision it draws (if it does), and fields that are in order."""

    act: Callable[..., Receipt]
    purpose: str
    fields: Callable[[Group], Fields]

    def book(self) -> Group:
        """A group with 1,000.00 in its box, whose statutes do not allow this purpose."""
        group = found(standing=[code for code in STANDING if code != self.purpose])
        if self.purpose != "ledger.receive":
            group.fill(100_000)
        return group

    def call(self, group: Group, fields: Fields) -> Receipt:
        """Do it as the treasurer; `by` somebody else, or `later` than noon of the day."""
        given = dict(fields)
        act = group.act(given.pop("by", "Asha"), later=given.pop("later", None))
        return self.act(act, **given)


LAWFUL = {
    "pay": Lawful(ledger.pay, "ledger.pay", _payment),
    "prepare_payment": Lawful(ledger.prepare_payment, "ledger.pay", _payment),
    "receive": Lawful(ledger.receive, "ledger.receive", _receipt),
    "move": Lawful(ledger.move, "ledger.move", _carrying),
    "save": Lawful(ledger.save, "member.save", _saving),
    "withdraw": Lawful(ledger.withdraw, "member.withdraw", _withdrawal),
    "record_undecided": Lawful(ledger.record_undecided, "ledger.claim", _undecided),
    "ratify_claim": Lawful(ledger.ratify_claim, "ledger.ratify", _ratification),
    "recover_claim": Lawful(ledger.recover_claim, "ledger.recover", _recovery),
    "count_cash": Lawful(ledger.count_cash, "ledger.cash_difference", _count),
    "reverse": Lawful(ledger.reverse, "ledger.reverse", _reversal),
    "change_limit": Lawful(ledger.change_limit, "ledger.limits", _limit),
    "close_account": Lawful(ledger.close_account, "ledger.limits", lambda g: {"account": g.bank}),
    "close_period": Lawful(ledger.close_period, "ledger.close", lambda g: {"through": JANUARY}),
    "add_account": Lawful(ledger.add_account, "", lambda g: {"kind": "cash", "unit": "INR"}),
    "import_lines": Lawful(
        ledger.import_lines,
        "",
        lambda g: {"account": g.bank, "lines": (BankLine(DAY, 77, "interest"),)},
    ),
    "match_line": Lawful(ledger.match_line, "", _match),
    "unmatch_line": Lawful(ledger.unmatch_line, "", _matched),
}
