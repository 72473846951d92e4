"""A passbook as it is read aloud: for each figure its clips, and its words where one is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tequio.notices.queries.passbook import Figure, Passbook
from tequio.notices.queries.voices import recorded, words_of
from tequio.notices.rules import spoken


@dataclass(frozen=True)
class Aloud:
    """One big button.

    clips  names of the clips in their order; empty unless all of them are recorded
    words  what is heard, to be read, and for a voice of the device's own
    """

    sign: str
    title: str
    clips: tuple[str, ...]
    words: str


def spoken_language(wanted: str) -> str:
    """The language in which numbers are said: the reader's, or English."""
    short = wanted.partition("-")[0]
    return short if short in spoken.NUMBERS else "en"


def read_aloud(found: Passbook, language: str) -> list[Aloud]:
    """Every figure of a passbook, to be heard."""
    units = {figure.amount.unit.code for figure in found.figures}
    words, there = words_of(language, units), recorded(language)
    return [_aloud(figure, words, there, language) for figure in found.figures]


def _aloud(figure: Figure, words: Mapping[str, str], there: frozenset[str], language: str) -> Aloud:
    sum_said = spoken.clips_of_sum(figure.words.clip, figure.amount, language)
    day = spoken.clips_of_day(figure.on, language) if figure.on is not None else ()
    late = ("late",) if figure.is_late else ()
    phrases = [part for part in (sum_said, day, late) if part] if sum_said else []
    clips = tuple(clip for part in phrases for clip in part)
    said = ", ".join(" ".join(words[clip] for clip in part) for part in phrases)
    is_whole = bool(clips) and there.issuperset(clips)
    return Aloud(
        figure.words.sign,
        figure.words.title,
        clips if is_whole else (),
        said or str(figure.amount),
    )
