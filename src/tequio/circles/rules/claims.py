"""Help from the social fund: claimed by a member, decided by raised hands.  Gifts only.  Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tequio.circles.rules import refusals as no
from tequio.circles.rules.meeting import Helped
from tequio.kernel import Refusal

ClaimTold = tuple[int, str, int, int, bool]
"""person, reason, what she claimed (minor units), the proposal, whether it was agreed."""


@dataclass(frozen=True)
class Limits:
    """What the statutes say of help, in minor units.

    most   at once; 0: no limit
    small  what the bookkeeper pays without raised hands; 0: nothing
    """

    most: int
    small: int


def objections_to_help(
    help: Sequence[Helped], limits: Limits, roll: frozenset[int]
) -> list[Refusal]:
    """Every reason why this help is neither decided on nor paid."""
    asked = Counter(one.person for one in help)
    if strangers := sorted({*asked} - roll):
        return [no.NOT_ON_THE_ROLL.because(person=person) for person in strangers]
    if twice := [person for person, times in asked.items() if times > 1]:
        return [no.TWICE_ON_THE_SHEET.because(person=person) for person in twice]
    return [refusal for one in help for refusal in _objections_to_one(one, limits)]


def _objections_to_one(one: Helped, limits: Limits) -> list[Refusal]:
    asked = {"person": one.person, "asked": one.minor}
    if one.hands is None and one.minor > limits.small:
        return [no.HELP_NEEDS_HANDS.because(**asked, small=limits.small)]
    if one.hands is not None and not one.reason:
        return [no.CLAIM_WITHOUT_REASON.because(person=one.person)]
    if one.minor < (0 if one.hands is None else 1):
        return [no.WRITTEN_BELOW_ZERO.because(person=one.person)]
    if limits.most and one.minor > limits.most:
        return [no.HELP_OVER_THE_MOST.because(**asked, most=limits.most)]
    return []
