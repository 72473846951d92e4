"""What statutes may allow without a vote, and whose offices carry it out.  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tequio.kernel import gettext_noop as _


@dataclass(frozen=True)
class StandingPurpose:
    """A routine purpose that statutes may allow without a vote, and whose offices carry it out."""

    code: str
    title: str
    executors: str


STANDING_PURPOSES: Mapping[str, StandingPurpose] = {
    purpose.code: purpose
    for purpose in (
        StandingPurpose("member.save", _("Take in members' savings"), "offices.book"),
        StandingPurpose("member.withdraw", _("Give members back their savings"), "offices.pay"),
        StandingPurpose(
            "ledger.claim", _("Book what was paid without a decision"), "offices.claim"
        ),
        StandingPurpose(
            "ledger.recover", _("Take back what was paid without a decision"), "offices.book"
        ),
        StandingPurpose("ledger.receive", _("Take in money for the group"), "offices.book"),
        StandingPurpose("ledger.move", _("Move money between box and bank"), "offices.pay"),
        StandingPurpose(
            "ledger.cash_difference", _("Book what a cash count found"), "offices.book"
        ),
        StandingPurpose("ledger.reverse", _("Reverse a wrong entry"), "offices.book"),
        StandingPurpose("ledger.close", _("Close a period of the book"), "offices.book"),
        StandingPurpose("ledger.opening", _("Book what was there at the start"), "offices.book"),
        StandingPurpose("lending.repay", _("Take in repayments of loans"), "offices.book"),
        StandingPurpose("lending.interest", _("Book interest on loans"), "offices.book"),
        StandingPurpose("budget.receive", _("Take in the money of a budget"), "offices.book"),
        StandingPurpose(
            "lending.recovered", _("Take in what comes back of a lost loan"), "offices.book"
        ),
        StandingPurpose("circle.shares", _("Sell shares at meetings"), "offices.book"),
        StandingPurpose("circle.social", _("Take in the social fund"), "offices.book"),
        StandingPurpose(
            "circle.help", _("Help from the social fund, as a meeting says"), "offices.book"
        ),
        StandingPurpose("circle.fine", _("Book the fines of these rules"), "offices.book"),
        StandingPurpose("circle.fine_paid", _("Take in fines"), "offices.book"),
        StandingPurpose(
            "circle.leave", _("Pay out the savings of a member who leaves"), "offices.book"
        ),
        StandingPurpose(
            "circle.gain", _("Put gain or loss of a cycle to its shares"), "offices.book"
        ),
        StandingPurpose("circle.turn", _("Take in the turns of a round"), "offices.book"),
        StandingPurpose("circle.turn_due", _("Book missed turns and who covers"), "offices.book"),
        StandingPurpose("circle.pot", _("Pay out the pot of a round"), "offices.book"),
        StandingPurpose("circle.reserve", _("Put aside for missed turns"), "offices.book"),
        StandingPurpose(
            "circle.borrow_interest", _("Book interest on what the group owes"), "offices.book"
        ),
        StandingPurpose("circle.pay_back", _("Pay back what the group borrowed"), "offices.book"),
        StandingPurpose(
            "circle.bulk_interest", _("Book interest on loans to groups"), "offices.book"
        ),
        StandingPurpose("circle.bulk_repaid", _("Take in what groups repay"), "offices.book"),
        StandingPurpose("shares.subscribe", _("Take in members' share capital"), "offices.book"),
        StandingPurpose(
            "shares.withdraw", _("Give back share capital as these rules say"), "offices.pay"
        ),
        StandingPurpose("shares.pay_due", _("Pay members what a surplus gave them"), "offices.pay"),
    )
}
ALWAYS_STANDING = "ledger.claim"
"""No statutes may leave this out: without it a payment that nobody decided could not be shown."""

ALONE_BY_DEFAULT = (
    "ledger.claim",
    "ledger.recover",
    "ledger.receive",
    "ledger.cash_difference",
    "ledger.opening",
)
