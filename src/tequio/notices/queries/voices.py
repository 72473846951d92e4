"""Recorded clips: where they lie, what is said in each, which ones are missing.

A clip lies in `files/voices/<language>/` in the node's data directory (TEQUIO_DATA), else in the
folder of this room.  It is named as `./tequio voices` says, and ends with .ogg, .mp3 or .m4a.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from babel import Locale, dates, numbers
from django.conf import settings
from django.utils.translation import gettext, override

from tequio.notices.rules import spoken

SUFFIXES = {"ogg": "audio/ogg", "mp3": "audio/mpeg", "m4a": "audio/mp4"}
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
SHIPPED = Path(__file__).resolve().parent.parent / "voices"


def folders(language: str) -> tuple[Path, Path]:
    """Where clips of a language lie: the node's own first."""
    return Path(settings.VOICES) / language, SHIPPED / language


def clip_file(language: str, name: str) -> Path | None:
    """The file of a clip, or None if nobody has recorded it."""
    if language not in spoken.NUMBERS or not NAME.fullmatch(name):
        return None
    for folder in folders(language):
        for suffix in SUFFIXES:
            if (path := folder / f"{name}.{suffix}").is_file():
                return path
    return None


def recorded(language: str) -> frozenset[str]:
    """The names of all clips that are there."""
    return frozenset(
        path.stem
        for folder in folders(language)
        if folder.is_dir()
        for path in folder.iterdir()
        if path.suffix[1:] in SUFFIXES and NAME.fullmatch(path.stem)
    )


def words_of(language: str, units: Iterable[str]) -> Mapping[str, str]:
    """Name of a clip → what is said in it, of everything that is said in this language."""
    place = Locale.parse(language)
    names = dates.get_month_names("wide", locale=place)
    with override(language):
        phrases = {name: gettext(phrase) for name, phrase in spoken.PHRASES.items()}
    months = {name: str(names[number]) for number, name in enumerate(spoken.MONTHS, start=1)}
    return {
        **phrases,
        **{f"{spoken.UNIT}{code}": unit_in_words(code, language) for code in sorted(set(units))},
        **months,
        **spoken.WORDS[language],
    }


def unit_in_words(code: str, language: str) -> str:
    """Indian rupees; a unit that is no currency is called by its code."""
    if not numbers.is_currency(code):
        return code
    return str(numbers.get_currency_name(code, count=2, locale=language))


def missing(language: str, units: Iterable[str]) -> Mapping[str, str]:
    """The clips that nobody has recorded yet, with what is to be said in each."""
    there = recorded(language)
    return {name: said for name, said in words_of(language, units).items() if name not in there}
