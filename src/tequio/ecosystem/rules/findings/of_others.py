"""Findings 8 and 9: from the scorecards, and from the practices that wait.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tequio.ecosystem.rules.findings.finding import Finding, Named
from tequio.kernel import gettext_noop as _

DISAGREED = _("{block}: the groups are {gap} apart. Median {median}; unanswered: {unanswered}.")
WEAK = _("{block}: median {median} of {scale}; unanswered: {unanswered}.")
WAITING = _("“{practice}” has been waiting since {since} for somebody to take it up.")


@dataclass(frozen=True)
class Block:
    """What a building block came to in a scorecard; None: too few answered to tell.

    framework  key such as `seed-blocks@1`
    is_wide    the groups are so far apart that it comes first
    """

    framework: str
    code: str
    scale: int
    median: Fraction | None
    gap: Fraction | None
    unanswered: Fraction | None
    is_wide: bool


@dataclass(frozen=True)
class Waiting:
    """A practice that is ready and that nobody takes up."""

    practice: int
    since: date


def weak_blocks(blocks: Iterable[Block]) -> Iterator[Finding]:
    """8: blocks on which groups disagree, the widest first; then those below the middle of the
    scale, the weakest first."""
    told = [one for one in blocks if one.is_wide or _is_weak(one)]
    for one in sorted(told, key=_on_the_agenda):
        yield Finding(
            8,
            "weak_block",
            key=f"block:{one.framework}:{one.code}",
            sentence=DISAGREED if one.is_wide else WEAK,
            deeds=("agenda",),
            fields=(
                ("block", Named("blocks", (one.framework, one.code))),
                ("median", one.median),
                ("gap", one.gap),
                ("unanswered", one.unanswered),
                ("scale", one.scale),
            ),
        )


def waiting_practices(waiting: Iterable[Waiting]) -> Iterator[Finding]:
    """9: practices that wait for a receiver, the longest first."""
    for one in sorted(waiting, key=lambda each: (each.since, each.practice)):
        yield Finding(
            9,
            "waiting",
            key=f"waiting:{one.practice}",
            sentence=WAITING,
            deeds=("offer",),
            fields=(("practice", Named("practices", (one.practice,))), ("since", one.since)),
            about=one.practice,
        )


def _is_weak(block: Block) -> bool:
    return block.median is not None and 2 * block.median < block.scale


def _on_the_agenda(block: Block) -> tuple[bool, Fraction, Fraction, str]:
    weight = Fraction(block.median or 0, block.scale)
    gap = block.gap if block.is_wide and block.gap is not None else Fraction(0)
    return not block.is_wide, -gap / block.scale, weight, block.code
