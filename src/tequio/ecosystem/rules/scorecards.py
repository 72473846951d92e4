"""Scorecards: several groups answer the same statements, and where they disagree is said first.

Always three numbers for a block: the median of all answers, the gap between the groups, the share
that was left unanswered.  An answer that was not given lies outside the median and inside the
share.  There is no total, and no territory is held against another.  Pure, with exact fractions.

Two things are our choice, where the frameworks are silent.  The median of a block is taken over all
answers to its statements, not over the values of groups: every answer counts alike, and the gap
beside it says what one number of all hides.  "Under five" counts persons who answered something of
the block, not answers: with several statements two persons would give five of these.

A group in which fewer than five persons answered a block is not shown apart: such groups are folded
into one, OTHERS.  Where that one is still too small nothing of any group is shown, since what all
said together would give away the rest.  The gap is taken between what is shown.

An organiser knows the sheets of paper that she typed.  So sheets that people sent themselves are
counted by themselves: wherever there are any, there are five of them, or it is not shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tequio.ecosystem.rules import scorecard_refusals as no
from tequio.ecosystem.rules.frameworks import Framework
from tequio.kernel import Refusal, digest

LEAST_PERSONS = 5
OTHERS = "others"
"""The groups that are too small, together; no group may be called so."""
LEAST_GROUPS, MOST_GROUPS = 2, 12
WIDE = Fraction(3, 8)
"""A gap wider than this part of the scale comes first: more than 1.5 of 4."""


@dataclass(frozen=True)
class Sheet:
    """What one person of a group answered, by statement; None, or nothing: no answer.

    is_paper  an organiser typed it, and knows what it says
    """

    group: str
    answers: Mapping[str, int | None]
    is_paper: bool = False


@dataclass(frozen=True)
class GroupValue:
    """The median of a group's answers to a block, of so many `persons`."""

    group: str
    value: Fraction
    persons: int


@dataclass(frozen=True)
class BlockResult:
    """What a block came to.

    median      of all answers; None: too few persons answered
    gap         highest less lowest value of a group; None: fewer than two groups can be shown
    unanswered  share of what was asked and not answered; None: too few persons took part, or so
                few of them answered that it would tell how many
    groups      what can be shown of groups, OTHERS last
    is_wide     the gap is so wide that the block comes first
    """

    block: str
    median: Fraction | None
    gap: Fraction | None
    unanswered: Fraction | None
    groups: tuple[GroupValue, ...]
    is_wide: bool


def proof_of_sheet(sheet: Sheet, *, salt: str) -> str:
    """What the chronicle holds of a sheet.  So few answers are possible that without a salt, which
    stands beside them in the table alone, they could be found by trying all."""
    return digest({"group": sheet.group, "answers": dict(sheet.answers), "salt": salt})


def median(values: Iterable[int]) -> Fraction | None:
    """The middle one, or halfway between both in the middle; None of nothing."""
    found = sorted(values)
    if not found:
        return None
    half = len(found) // 2
    if len(found) % 2:
        return Fraction(found[half])
    return Fraction(found[half - 1] + found[half], 2)


def results(framework: Framework, sheets: Sequence[Sheet]) -> tuple[BlockResult, ...]:
    """What every block came to, in the order of the agenda: wide gaps first, the widest before the
    others; then the weak ones; last those of which too little is known."""
    found = [_result(framework, code, sheets) for code in framework.by_code]
    return tuple(sorted(found, key=_on_the_agenda))


def _on_the_agenda(found: BlockResult) -> tuple[bool, Fraction, bool, Fraction]:
    """Blocks that are alike in this stay in the order of the framework."""
    gap = found.gap if found.is_wide and found.gap is not None else Fraction(0)
    return not found.is_wide, -gap, found.median is None, found.median or Fraction(0)


@dataclass(frozen=True)
class _Given:
    """What one person answered of a block."""

    group: str
    answers: tuple[int, ...]
    is_paper: bool


def _result(framework: Framework, block: str, sheets: Sequence[Sheet]) -> BlockResult:
    asked = [one.id for one in framework.by_code[block].statements]
    every = [_Given(sheet.group, _given(sheet, asked), sheet.is_paper) for sheet in sheets]
    given = [one for one in every if one.answers]
    groups = _shown(given)
    answers = [value for one in given for value in one.answers]
    values = [one.value for one in groups]
    gap = max(values) - min(values) if len(values) > 1 else None
    share = None
    if _are_enough(every) and (not given or _are_enough(given)):
        share = 1 - Fraction(len(answers), len(sheets) * len(asked))
    return BlockResult(
        block=block,
        median=median(answers) if _are_enough(given) else None,
        gap=gap,
        unanswered=share,
        groups=groups,
        is_wide=gap is not None and gap > WIDE * framework.scale,
    )


def _are_enough(given: Collection[_Given]) -> bool:
    """Whether nobody can be made out among these: five, and of those whose sheets no organiser
    typed five or none."""
    own = sum(not one.is_paper for one in given)
    return len(given) >= LEAST_PERSONS and (own == 0 or own >= LEAST_PERSONS)


def _given(sheet: Sheet, asked: Iterable[str]) -> tuple[int, ...]:
    found = (sheet.answers.get(statement) for statement in asked)
    return tuple(value for value in found if value is not None)


def _shown(given: Iterable[_Given]) -> tuple[GroupValue, ...]:
    """What can be shown of groups, each with the answers of its persons."""
    by_group: dict[str, list[_Given]] = {}
    for one in given:
        by_group.setdefault(one.group, []).append(one)
    large = {name: found for name, found in by_group.items() if _are_enough(found)}
    rest = [one for name, found in by_group.items() if name not in large for one in found]
    if rest and not _are_enough(rest):
        return ()
    shown = [_value(name, large[name]) for name in sorted(large)]
    return (*shown, _value(OTHERS, rest)) if rest else tuple(shown)


def _value(group: str, persons: Sequence[_Given]) -> GroupValue:
    found = median(value for one in persons for value in one.answers)
    assert found is not None, "whoever counts has answered"
    return GroupValue(group, found, len(persons))


@dataclass(frozen=True)
class Scorecard:
    """A scorecard as it stands; `groups`: codes of those who answer, `until`: their last day."""

    id: int
    framework: Framework
    groups: tuple[str, ...]
    until: date
    is_closed: bool = False


def objections_to_open(
    framework: str, found: Framework | None, *, groups: Sequence[str], open: int | None
) -> Iterator[Refusal]:
    """Against a scorecard by a framework.

    found  the framework, if it is known here
    open   number of a scorecard by the same framework that is not closed
    """
    if found is None:
        yield no.FRAMEWORK_NOT_KEPT.because(framework=framework)
    elif open is not None:
        yield no.SCORECARD_AT_WORK.because(scorecard=open)
    yield from _objections_to_groups(groups)


def objections_to_time(*, until: date, today: date) -> Iterator[Refusal]:
    """Against a last day to answer that is over already."""
    if until < today:
        yield no.NO_TIME_TO_ANSWER.because(day=until)


def objections_to_announce(title: str, *, until: date, today: date) -> Iterator[Refusal]:
    """Against what a scorecard is called and its last day."""
    if not title.strip():
        yield no.SCORECARD_WITHOUT_TITLE.because()
    yield from objections_to_time(until=until, today=today)


def _objections_to_groups(groups: Sequence[str]) -> Iterator[Refusal]:
    names = {name.strip() for name in groups}
    if not LEAST_GROUPS <= len(groups) <= MOST_GROUPS:
        yield no.GROUPS_OUT_OF_RANGE.because(
            least=LEAST_GROUPS, most=MOST_GROUPS, found=len(groups)
        )
    if len(names) < len(groups) or not names.isdisjoint({"", OTHERS}):
        yield no.GROUPS_NOT_APART.because()


def objections_to_answer(
    card: Scorecard,
    sheet: Sheet,
    *,
    has_answered: bool,
    today: date,
) -> Iterator[Refusal]:
    """Against a sheet of one person of a group; `has_answered`: she gave one already."""
    yield from _objections_to_closed(card)
    if today > card.until:
        yield no.ANSWERED_TOO_LATE.because(day=card.until)
    if has_answered:
        yield no.ANSWERED_ALREADY.because(scorecard=card.id)
    if sheet.group not in card.groups:
        yield no.NO_SUCH_GROUP.because(group=sheet.group)
    yield from _objections_to_answers(card.framework, sheet.answers)


def _objections_to_answers(
    framework: Framework, answers: Mapping[str, int | None]
) -> Iterator[Refusal]:
    for statement, value in answers.items():
        if statement not in framework.block_of:
            yield no.NO_SUCH_STATEMENT.because(statement=statement)
        elif value is not None and not 0 <= value <= framework.scale:
            yield no.OFF_THE_SCALE.because(statement=statement, value=value, scale=framework.scale)


def objections_to_close(card: Scorecard, *, sheets: int) -> Iterator[Refusal]:
    """Against closing it with so many sheets.  Only then its results are shown: while answers come
    in, two looks at them would tell what was answered between."""
    yield from _objections_to_closed(card)
    if not sheets:
        yield no.NOBODY_ANSWERED.because()


def _objections_to_closed(card: Scorecard) -> Iterator[Refusal]:
    if card.is_closed:
        yield no.SCORECARD_CLOSED.because(scorecard=card.id)


def objections_to_keep(
    framework: Framework, *, kept: Mapping[int, str], ready: Collection[str]
) -> Iterator[Refusal]:
    """Against keeping a framework of one's own.

    kept   digests of the versions that are kept under its code
    ready  codes of the frameworks that come with the house
    """
    if framework.code in ready:
        yield no.FRAMEWORK_OF_THE_HOUSE.because(framework=framework.code)
    elif framework.version in kept:
        yield no.FRAMEWORK_VERSION_KEPT.because(framework=framework.key)
    elif kept and framework.version < max(kept):
        yield no.FRAMEWORK_VERSION_OLD.because(framework=framework.key, newest=max(kept))
