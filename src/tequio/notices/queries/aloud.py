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
    clips = spoken.clips_of_sum(figure.words.clip, figure.amount, language)
    if clips and figure.on is not None:
        clips += spoken.clips_of_day(figure.on, language)
        clips += ("late",) if figure.is_late else ()
    said = " ".join(words[clip] for clip in clips) or str(figure.amount)
    is_whole = bool(clips) and there.issuperset(clips)
    return Aloud(figure.words.sign, figure.words.title, clips if is_whole else (), said)
