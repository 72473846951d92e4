"""Texts as search knows them: folded words, and marks for facets.  Pure.

Both engines get ready words, divided by spaces, so that neither divides a word by rules of its
own: accents go, and the vowel signs of Devanagari stay, because they are part of the word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 60
A_WORD = re.compile(r"[^\W_]+")
KEEPS_ITS_MARKS = re.compile(r"[\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
FACET, CODE, OTHER = "\ue000", "\ue001", "\ue002"
ONE_SIGN = str.maketrans({"\u0901": "\u0902", "\u093c": None, "\u200c": None, "\u200d": None})
"""What is written either way: the two nasal signs, the dot under a letter, invisible joiners."""
OPEN = f"{FACET}open"
"""The mark of what may leave the register; only those with it are shown to outsiders."""


def folded(text: str) -> str:
    """Lower case without accents; scripts whose marks are vowels keep them."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.casefold())
    kept = [
        sign for sign in spread if not unicodedata.combining(sign) or KEEPS_ITS_MARKS.match(sign)
    ]
    return unicodedata.normalize("NFC", "".join(kept).translate(ONE_SIGN))


def words(text: str) -> list[str]:
    """The words of a text, folded, in order, each at most `LONGEST` characters."""
    return words_in(folded(text))


def words_in(low: str) -> list[str]:
    """The words of a text that is folded already."""
    if low.isascii():
        return [one[:LONGEST] for one in A_WORD.findall(low)]
    divided = "".join(sign if _is_of_a_word(sign) else " " for sign in low)
    return [one[:LONGEST] for one in divided.split()]


def _is_of_a_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNM"


def mark(facet: str, code: str) -> str:
    """The word under which the index finds all that have this code of this facet."""
    return f"{FACET}{facet}{CODE}{re.sub(r'[^0-9a-z]', OTHER, code.lower())}"


def in_order(texts: Iterable[str]) -> str:
    """All words of these texts, each once, in the order of their first place."""
    return " ".join(dict.fromkeys(word for text in texts for word in words(text)))
