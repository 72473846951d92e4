"""What the offices do with the book, and what stands against each of it for who looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.kernel import Act, Refusal
from tequio.kernel import gettext_noop as _
from tequio.ledger import rules
from tequio.ledger.queries import objections
from tequio.ledger.queries.decided import Decided, decided_against_done
from tequio.mandates.queries import Kept, offices_of
from tequio.mandates.rules import PURPOSES

PAYABLE = tuple(
    code for code in PURPOSES if "expense" in rules.counterparts(code, money_is="credit")
)
"""Purposes that `ledger.pay` carries out; other rooms pay out loans and the like."""

Lines = dict[tuple[str, str], list[Decided]]
"""(purpose, subject) → the decisions in force that allow to pay for it, newest first."""


@dataclass(frozen=True)
class Doing:
    """Something that can be done with the book.

    page   its address is `ledger:<page>`
    title  in words, to be translated; sign a name of the frame's icons
    """

    page: str
    title: str
    sign: str
    objections: tuple[Refusal, ...] = ()


DOINGS = (
    (Doing("pay", _("Pay"), "coins"), "ledger.pay"),
    (Doing("receive", _("Receive money"), "plus"), "ledger.receive"),
    (Doing("save", _("A member saves"), "box"), "member.save"),
    (Doing("withdraw", _("Give savings back"), "hand"), "member.withdraw"),
    (Doing("move", _("Carry between box and bank"), "forward"), "ledger.move"),
    (Doing("count_cash", _("Count the cash"), "check"), "ledger.cash_difference"),
    (Doing("record_undecided", _("Paid without a decision"), "claim"), "ledger.claim"),
)


def lines_to_pay(organisation: int, on: date) -> Lines:
    """What the decisions in force allow to pay for, as far as something of it is left."""
    kept = Kept(on, is_over=False, purposes=PAYABLE)
    found: Lines = {}
    for one in decided_against_done(organisation, kept, limit=None):
        for scope in one.scopes if one.is_in_force else ():
            if scope.code in PAYABLE:
                found.setdefault((scope.code, scope.subject), []).append(one)
    return found


TRIED = 20
"""Lines that are tried for whoever may draw on them before a button is grey."""


def objections_to_any(act: Act, lines: Lines, *, unit: str) -> tuple[Refusal, ...]:
    """None if any of these lines can be drawn on by who acts; else what stands against the first.
    Only those are tried whose decision names an office of hers.

    unit  in which the group counts
    """
    offices = offices_of(act)
    hers = [
        line
        for line, decided in lines.items()
        if any(not offices.isdisjoint(one.offices) for one in decided)
    ]
    first: tuple[Refusal, ...] | None = None
    for code, subject in hers[:TRIED] or list(lines)[:1] or [("ledger.pay", "")]:
        found = objections.to_draw(act, code=code, unit=unit, subject=subject)
        if not found:
            return ()
        first = found if first is None else first
    return first or ()


def doings(act: Act, *, unit: str) -> list[Doing]:
    """Everything that is done with the book, each with what stands against it for who acts."""
    lines = lines_to_pay(act.of_organisation, act.today)
    found = []
    for one, code in DOINGS:
        against = (
            objections_to_any(act, lines, unit=unit)
            if one.page == "pay"
            else objections.to_draw(act, code=code, unit=unit)
        )
        found.append(Doing(one.page, one.title, one.sign, against))
    return found
