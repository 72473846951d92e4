"""From a count to an outcome: quorum first, then majority, in exact fractions.  Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tequio.statutes.rules import (
    DecisionRule,
    Tally,
    Threshold,
    threshold_of_majority,
    threshold_of_quorum,
)

FRACTIONS = ("quorum", "second_call_quorum", "majority")


@dataclass(frozen=True)
class Result:
    """The arithmetic of a decision.  `outcome`: adopted, rejected or no_quorum."""

    outcome: str
    tally: Tally
    quorum: Threshold
    majority: Threshold


def judge(rule: DecisionRule, tally: Tally, *, call: int) -> Result:
    """Hold a count against the rule of the day on which the ballot was opened."""
    quorum = threshold_of_quorum(rule, call=call, members=tally.members, present=tally.present)
    majority = threshold_of_majority(rule, tally)
    if not quorum.holds:
        return Result("no_quorum", tally, quorum, majority)
    return Result("adopted" if majority.holds else "rejected", tally, quorum, majority)


def tally_of(votes: Iterable[str], *, members: int, present: int) -> Tally:
    """Count choices; nobody has more than one (the caller gives the latest of each person)."""
    counts = Counter(votes)
    return Tally(counts["yes"], counts["no"], counts["abstain"], present, members)


def rule_from(plain: Mapping[str, Any]) -> DecisionRule:
    """A rule as it was frozen with a ballot: fractions stand there as `n/d`."""
    values: dict[str, Any] = dict(plain)
    values |= {code: Fraction(plain[code]) for code in FRACTIONS}
    return DecisionRule(**values)
