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
    threshold_of_ad_hoc,
    threshold_of_majority,
    threshold_of_quorum,
)

FRACTIONS = ("quorum", "second_call_quorum", "majority")


@dataclass(frozen=True)
class Result:
    """The arithmetic of a decision.  `outcome`: adopted, rejected or no_quorum.

    ad_hoc  what a meeting without notice needs besides; None for every other vote
    """

    outcome: str
    tally: Tally
    quorum: Threshold
    majority: Threshold
    ad_hoc: Threshold | None = None


def judge(rule: DecisionRule, tally: Tally, *, call: int, ad_hoc: Fraction | None = None) -> Result:
    """Hold a count against the rule of the day on which the ballot was opened.

    ad_hoc  part of the members that must be there when nobody called the meeting
    """
    here = {"members": tally.members, "present": tally.present}
    quorum = threshold_of_quorum(rule, call=call, **here)
    majority = threshold_of_majority(rule, tally)
    enough = None if ad_hoc is None else threshold_of_ad_hoc(ad_hoc, **here)
    is_there = quorum.holds and (enough is None or enough.holds)
    carried = "adopted" if majority.holds else "rejected"
    return Result(carried if is_there else "no_quorum", tally, quorum, majority, enough)


def tally_of(votes: Iterable[str], *, members: int, present: int) -> Tally:
    """Count choices; nobody has more than one (the caller gives the latest of each person)."""
    counts = Counter(votes)
    return Tally(counts["yes"], counts["no"], counts["abstain"], present, members)


def rule_from(plain: Mapping[str, Any]) -> DecisionRule:
    """A rule as it was frozen with a ballot: fractions stand there as `n/d`."""
    values: dict[str, Any] = dict(plain)
    values |= {code: Fraction(plain[code]) for code in FRACTIONS}
    return DecisionRule(**values)


def threshold_from(plain: Mapping[str, Any]) -> Threshold:
    """A threshold as a certificate keeps it."""
    return Threshold(**{**plain, "fraction": Fraction(plain["fraction"])})


def result_from(certificate: Mapping[str, Any]) -> Result | None:
    """The arithmetic that a certificate proves; None for a founding and for a budget."""
    kept = certificate.get("result")
    if kept is None:
        return None
    return Result(
        kept["outcome"],
        Tally(**kept["tally"]),
        threshold_from(kept["quorum"]),
        threshold_from(kept["majority"]),
        threshold_from(kept["ad_hoc"]) if kept.get("ad_hoc") else None,
    )
