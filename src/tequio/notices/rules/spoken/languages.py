"""A number as it is spoken: the names of the clips that say it, in each language.  Pure.

Every clip is one recording, said once by somebody of the group and played in this order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tequio.notices.rules.spoken import english, french, hindi, portuguese, spanish

LARGEST = 10**12 - 1
"""No number beyond it is spoken."""

NUMBERS: Mapping[str, Callable[[int], tuple[str, ...]]] = {
    "en": english.clips,
    "hi": hindi.clips,
    "fr": french.clips,
    "es": spanish.clips,
    "pt": portuguese.clips,
}
"""Language → the clips of a whole number from nought."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": english.WORDS,
    "hi": hindi.WORDS,
    "fr": french.WORDS,
    "es": spanish.WORDS,
    "pt": portuguese.WORDS,
}
"""Language → name of a clip → what is said in it."""


def clips_of(number: int, language: str) -> tuple[str, ...]:
    """The clips that say a whole number, in their order.

    Raises ValueError below nought, beyond `LARGEST`, and for a language that is not spoken here.
    """
    if not 0 <= number <= LARGEST or language not in NUMBERS:
        raise ValueError(f"{number} in {language}")
    return NUMBERS[language](number)


def in_words(clips: tuple[str, ...], language: str) -> str:
    """What is heard when these clips are played, to be read."""
    return " ".join(WORDS[language][clip] for clip in clips)
