"""Who sees a loan, and what is said of it: to the office and, kinder, to the member.  Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tequio.kernel import gettext_noop as _
from tequio.lending.rules.positions import Position
from tequio.membership.rules import Standing, holds_any, is_member, is_officer

State = Literal[
    "asked",
    "declined",
    "allowed",
    "lapsed",
    "withdrawn",
    "running",
    "late",
    "repaid",
    "reversed",
    "written_off",
    "called",
]

ENDED: tuple[State, ...] = (
    "repaid",
    "declined",
    "lapsed",
    "withdrawn",
    "reversed",
    "written_off",
    "called",
)
"""In these the group waits for nothing any more."""


@dataclass(frozen=True)
class Words:
    """Two names of one state: the office's and the member's; `look` is the badge's manner."""

    office: str
    member: str
    look: str


STATES: Mapping[State, Words] = {
    "asked": Words(_("To be decided"), _("Your request waits for the members' decision."), "open"),
    "declined": Words(_("Not adopted"), _("The members did not agree this time."), "refused"),
    "allowed": Words(
        _("Allowed, not yet paid out"), _("The members said yes. You will be paid soon."), "waits"
    ),
    "lapsed": Words(
        _("Allowed, but its time is over"),
        _("The time to pay you is over. You can ask again."),
        "refused",
    ),
    "withdrawn": Words(_("Taken back"), _("You took this request back."), "open"),
    "running": Words(_("Being repaid"), _("You are repaying it as agreed."), "holds"),
    "late": Words(
        _("A payment is late"),
        _("A payment is waiting. Speak with the treasurer; the group will find a way."),
        "waits",
    ),
    "repaid": Words(_("Repaid"), _("All is repaid. Thank you."), "holds"),
    "reversed": Words(
        _("The payout was reversed in the book"),
        _("The payout was taken back in the book; you owe nothing of it."),
        "refused",
    ),
    "called": Words(
        _("Repaid by who stood for it"),
        _("Others paid for you. What you bring goes to them first."),
        "waits",
    ),
    "written_off": Words(
        _("Written off"),
        _("The group no longer counts on it. You still owe it: whatever you bring back helps."),
        "refused",
    ),
}


@dataclass(frozen=True)
class Decision:
    """What became of the proposal, as the mandates tell it.

    is_decided  whether the proposal was decided or withdrawn
    mandate     number of the mandate that was last granted for this loan, if any
    over_on     first day on which none of its mandates allows anything any more
    """

    is_decided: bool = False
    mandate: int | None = None
    over_on: date | None = None

    def is_over(self, on: date) -> bool:
        return self.over_on is not None and self.over_on <= on


def state_of(
    decision: Decision, standing: Position | None, *, is_withdrawn: bool, on: date
) -> State:
    """The state of a loan on a day.  Nothing of it is stored: "allowed" is a mandate in force.

    standing  where the loan stands; None while it is not paid out
    """
    if standing is not None:
        if standing.owed == 0:
            return "repaid"
        return "late" if standing.overdue else "running"
    if is_withdrawn:
        return "withdrawn"
    if decision.mandate is not None:
        return "lapsed" if decision.is_over(on) else "allowed"
    return "declined" if decision.is_decided else "asked"


def is_pending(state: State) -> bool:
    """Asked or allowed: money that may still go out, and counts towards the limits."""
    return state in ("asked", "allowed")


def sees_loan(
    standing: Standing, *, rule: str, concerned: Collection[int], working: Collection[str]
) -> bool:
    """Whether the statutes show this loan to whoever looks.

    rule       value of `privacy.loans`: "members", "officers" or "self"
    concerned  the borrower, and who was asked to stand or stands for the loan
    working    offices that pay and that write the book: they could not do their work otherwise
    """
    if standing.person is not None and standing.person in concerned:
        return True
    if holds_any(standing, working):
        return True
    if rule == "members":
        return is_member(standing) or is_officer(standing)
    return rule == "officers" and is_officer(standing)
