"""Quorum and majority in exact arithmetic: integers and fractions, never a rounded percentage.

A least number from a fraction is its ceiling; "more than" is the next whole number above.  Two
thirds of nine: 6 yes reach "at least 2/3" and fail "more than 2/3" (governance reference,
"Arithmetic of quorum and majority").  Pure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class DecisionRule:
    """What the statutes of a day ask of one type of decision.

    quorum, second_call_quorum  part of the members that must take part
    majority, strict, base      yes ≥ majority · base, or yes > majority · base when strict
    notice_days                 days between the call and the meeting
    """

    kind: str
    quorum: Fraction
    second_call_quorum: Fraction
    majority: Fraction
    strict: bool
    base: str
    notice_days: int
    quorum_base: str = "members"


@dataclass(frozen=True)
class Tally:
    """A counted vote.

    present  everybody who takes part: in the room, or by a vote sent in; never fewer than voted
    members  everybody on the roll frozen at the opening
    """

    yes: int
    no: int
    abstain: int
    present: int
    members: int

    def __post_init__(self) -> None:
        if min(self.yes, self.no, self.abstain) < 0:
            raise ValueError("votes cannot be negative")
        if not self.cast <= self.present <= self.members:
            raise ValueError("votes ≤ present ≤ members does not hold")

    @property
    def cast(self) -> int:
        """Votes cast, abstentions included; nobody has more than one."""
        return self.yes + self.no + self.abstain

    def base(self, name: str) -> int:
        """How many the majority is counted from.  Raises KeyError for an unknown base."""
        return {
            "yes_and_no": self.yes + self.no,
            "cast": self.cast,
            "present": self.present,
            "members": self.members,
        }[name]


@dataclass(frozen=True)
class Threshold:
    """The arithmetic as a page shows it and a resolution keeps it: "needed 6 of 11, had 7"."""

    needed: int
    had: int
    base_name: str
    base: int
    fraction: Fraction
    strict: bool
    holds: bool


def least_number(fraction: Fraction, base: int, *, strict: bool = False) -> int:
    """The least whole number that is at least (strict: more than) this part of the base."""
    part = fraction * base
    return math.floor(part) + 1 if strict else math.ceil(part)


def threshold_of_quorum(rule: DecisionRule, *, call: int, members: int, present: int) -> Threshold:
    """Whether enough members take part, on the first call or the second.

    Raises ValueError for another call or more present than there are members.
    """
    if call not in (1, 2):
        raise ValueError("a meeting is called once or twice")
    fraction = rule.quorum if call == 1 else rule.second_call_quorum
    return _presence(fraction, rule.quorum_base, members=members, present=present)


def threshold_of_ad_hoc(fraction: Fraction, *, members: int, present: int) -> Threshold:
    """Whether enough members are there for a meeting that nobody called (`meeting.ad_hoc`)."""
    return _presence(fraction, "members", members=members, present=present)


def _presence(fraction: Fraction, base_name: str, *, members: int, present: int) -> Threshold:
    if not 0 <= present <= members:
        raise ValueError("present must lie between none and all of the members")
    needed = least_number(fraction, members)
    return Threshold(needed, present, base_name, members, fraction, False, present >= needed)


def threshold_of_majority(rule: DecisionRule, tally: Tally) -> Threshold:
    """Whether enough said yes.  Without a single yes nothing is ever adopted."""
    base = tally.base(rule.base)
    needed = max(1, least_number(rule.majority, base, strict=rule.strict))
    return Threshold(
        needed, tally.yes, rule.base, base, rule.majority, rule.strict, tally.yes >= needed
    )
