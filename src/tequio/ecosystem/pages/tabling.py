"""The table of a diagnosis meeting in words: disagreement, what is weak, what holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from tequio.ecosystem.pages.telling import (
    asset_name,
    block_name,
    group_name,
    number_in_words,
    share_in_words,
)
from tequio.ecosystem.rules.frameworks import COUNTS, Framework, crosswalk, without_counterpart
from tequio.ecosystem.rules.scorecards import BlockResult
from tequio.kernel import gettext_noop as _

SECTIONS: tuple[tuple[str, str, str], ...] = (
    (
        "wide",
        _("Where groups disagree"),
        _("Talk about these first: why does it look otherwise from your side?"),
    ),
    ("weak", _("What is weak"), _("Below the middle of the scale; the weakest first.")),
    ("other", _("The others"), ""),
    (
        "unknown",
        _("Of which too little is known"),
        _("Fewer than five people answered. That says nothing about the matter itself."),
    ),
)
"""Part of the table → heading, and what is said of it."""


@dataclass(frozen=True)
class Row:
    """A building block as the meeting reads it."""

    code: str
    name: str
    median: str
    gap: str
    unanswered: str
    groups: tuple[tuple[str, str, int], ...]
    counted: tuple[tuple[str, int], ...]
    beside: tuple[str, ...]


def sections_of(
    framework: Framework,
    blocks: Sequence[BlockResult],
    counted: Mapping[str, int],
    beside: Framework | None,
) -> list[tuple[str, str, str, list[Row]]]:
    """Code, heading, sentence and rows of each part that has any."""
    walk = crosswalk(framework, beside) if beside else {}
    rows: dict[str, list[Row]] = {code: [] for code, _title, _about in SECTIONS}
    for one in blocks:
        names = (
            tuple(block_name(beside, code) for code in walk.get(one.block, ())) if beside else ()
        )
        rows[_part(one, framework)].append(_row(framework, one, counted, names))
    return [
        (code, gettext(title), gettext(about) if about else "", rows[code])
        for code, title, about in SECTIONS
        if rows[code]
    ]


def _part(one: BlockResult, framework: Framework) -> str:
    if one.is_wide:
        return "wide"
    if one.median is None:
        return "unknown"
    return "weak" if 2 * one.median < framework.scale else "other"


def _row(
    framework: Framework, one: BlockResult, counted: Mapping[str, int], beside: tuple[str, ...]
) -> Row:
    unknown = gettext("not known")
    return Row(
        code=one.block,
        name=block_name(framework, one.block),
        median=unknown if one.median is None else number_in_words(one.median),
        gap=unknown if one.gap is None else number_in_words(one.gap),
        unanswered=share_in_words(one.unanswered),
        groups=tuple(
            (group_name(each.group), number_in_words(each.value), each.persons)
            for each in one.groups
        ),
        counted=tuple(_counted(framework, one.block, counted)),
        beside=beside,
    )


def _counted(
    framework: Framework, block: str, counted: Mapping[str, int]
) -> Iterator[tuple[str, int]]:
    """What the platform itself knows; what was not counted is left out, and is not zero."""
    for code in framework.by_code[block].counts:
        if code in counted:
            yield _count_words(code), counted[code]


def _count_words(code: str) -> str:
    if code in COUNTS:
        return gettext(COUNTS[code])
    what, _point, asset = code.partition(".")
    named = {"asset": asset_name(asset)}
    if what == "holders":
        return gettext("organisations that have “%(asset)s”") % named
    return gettext("organisations that need “%(asset)s”") % named


def beside_of(here: Framework, there: Framework) -> list[str]:
    """Blocks of another framework for which this one has none."""
    return [block_name(there, code) for code in without_counterpart(there, here)]
