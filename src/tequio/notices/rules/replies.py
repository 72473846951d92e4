"""What she answers to a receipt: no, yes, or something else.  Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Answer = Literal["yes", "no"]

NO = frozenset(
    "no non nao nahi nahin nahee na not bad galat wrong faux faut falso falsa errado errada mal "
    "नहीं नही नहि ना न गलत ग़लत".split()
)
YES = frozenset(
    "yes ok okay oui si sim ha haan han haa thik theek right juste correcto correto bien certo "
    "हाँ हां हा ठीक सही".split()
)
"""As people type them on a keypad, with and without their marks, in the languages we speak."""


def meaning_of(text: str) -> Answer | None:
    """No or yes by the first word of a reply; None for anything else.

    A word that could be both is none: what is not clear opens no dispute and confirms nothing.
    """
    words = re.findall(r"[^\W_]+", _bare(text))
    first = words[0] if words else ""
    if first in BARE_NO:
        return "no"
    return "yes" if first in BARE_YES else None


def _bare(text: str) -> str:
    """Small letters without marks; the marks of Devanagari that are no letters are dropped in
    what is compared on either side."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if unicodedata.category(sign) not in ("Mn", "Mc", "Cf"))


BARE_NO = frozenset(_bare(word) for word in NO)
BARE_YES = frozenset(_bare(word) for word in YES)
assert not BARE_NO & BARE_YES, BARE_NO & BARE_YES
