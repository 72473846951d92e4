"""Texts as search knows them: folded words, and marks for facets.  Pure.

Both engines get ready words, divided by spaces, so that neither divides a word by rules of its
own: accents go, and the vowel signs of Devanagari stay, because they are part of the word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

LONGEST = 60
A_WORD = re.compile(r"[^\W_]+")
KEEPS_ITS_MARKS = re.compile(r"[\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
FACET, CODE, OTHER = "\ue000", "\ue001", "\ue002"
ONE_SIGN = str.maketrans({"\u0901": "\u0902", "\u093c": None, "\u200c": None, "\u200d": None})
"""What is written either way: the two nasal signs, the dot under a letter, invisible joiners."""
BETWEEN, WITHIN, ESCAPED = ";", ":", "\x1f"
"""Facets as text: what stands between two of them, between facet and code, and in the place of the
first within a code, where no code holds it."""
OPEN = f"{FACET}open"
"""The mark of what may leave the register; only those with it are shown to outsiders."""


def folded(text: str) -> str:
    """Lower case without accents; scripts whose marks are vowels keep them."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", spread.translate(_FOLDED))


class _Signs(dict[int, "int | str | None"]):
    """What becomes of each sign, decided when it comes for the first time."""

    def __init__(self, decide: Callable[[str], str | None]) -> None:
        super().__init__()
        self.decide = decide

    def __missing__(self, sign: int) -> str | None:
        found = self[sign] = self.decide(chr(sign))
        return found


def _without_accent(sign: str) -> str | None:
    if unicodedata.combining(sign) and not KEEPS_ITS_MARKS.match(sign):
        return None
    return sign.translate(ONE_SIGN)


def _divided(sign: str) -> str:
    return sign if unicodedata.category(sign)[0] in "LNM" else " "


_FOLDED, _DIVIDED = _Signs(_without_accent), _Signs(_divided)


@lru_cache(maxsize=8192)
def usual_words(text: str) -> tuple[str, ...]:
    """The same of a text that comes again and again: a town, the title of a code."""
    return tuple(words(text))


def words(text: str) -> list[str]:
    """The words of a text, folded, in order, each at most `LONGEST` characters."""
    return words_in(folded(text))


def words_in(low: str) -> list[str]:
    """The words of a text that is folded already."""
    if low.isascii():
        return [one[:LONGEST] for one in A_WORD.findall(low)]
    return [one[:LONGEST] for one in low.translate(_DIVIDED).split()]


@lru_cache(maxsize=4096)
def mark(facet: str, code: str) -> str:
    """The word under which the index finds all that have this code of this facet."""
    return f"{FACET}{facet}{CODE}{re.sub(r'[^0-9a-z]', OTHER, code.lower())}"


def code_without_signs(code: str) -> str:
    """A code without the one sign that a text of facets needs for itself."""
    return code.replace(ESCAPED, "")


def facet_as_text(facet: str, code: str) -> str:
    """`facet:code` as it stands in a text of facets: whatever the code holds, it stays one."""
    return f"{facet}{WITHIN}{code_without_signs(code).replace(BETWEEN, ESCAPED)}"


def facets_as_text(facets: Iterable[tuple[str, str]]) -> str:
    """Facets as they are kept: `facet:code;facet:code`."""
    return BETWEEN.join(facet_as_text(*one) for one in facets)


def facets_in_text(text: str) -> Iterator[tuple[str, str]]:
    """The same facets read back."""
    for one in filter(None, text.split(BETWEEN)):
        facet, _within, code = one.partition(WITHIN)
        yield facet, code.replace(ESCAPED, BETWEEN)
