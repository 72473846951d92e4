"""What fits into a text message: the alphabet of GSM 03.38, parts, and texts made to fit.  Pure.

A text in the GSM alphabet has 160 places in one part (153 in each of several); signs of the
extension take two.  One sign outside of it makes the whole text UCS-2: 70 places, 67 in each of
several, counted in units of 16 bits.  Source: 3GPP TS 23.038, 6.2.1 and TS 23.040, 9.2.3.24.1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Encoding = Literal["gsm", "ucs2"]

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")
PLACES: Mapping[Encoding, tuple[int, int]] = {"gsm": (160, 153), "ucs2": (70, 67)}
LONGEST = 160
"""No message is longer, in any script: one part in the GSM alphabet, three in Devanagari."""
STANDS_FOR = {
    "₹": "Rs ",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "…": "...",
    "·": "-",
    "œ": "oe",
    "Œ": "OE",
    "ı": "i",
}


@dataclass(frozen=True)
class Measured:
    """A text as the network counts it: alphabet, places taken, parts paid for."""

    encoding: Encoding
    places: int
    parts: int


def measure(text: str) -> Measured:
    """How a text travels."""
    encoding: Encoding = "gsm" if is_gsm(text) else "ucs2"
    places = places_in(text, encoding)
    alone, each = PLACES[encoding]
    return Measured(encoding, places, 1 if places <= alone else -(-places // each))


def places_in(text: str, encoding: Encoding) -> int:
    """Places that a text takes in an alphabet."""
    if encoding == "ucs2":
        return len(text.encode("utf-16-be")) // 2
    return len(text) + sum(sign in EXTENSION for sign in text)


def is_gsm(text: str) -> bool:
    """Whether every sign stands in the GSM alphabet or its extension."""
    return all(sign in BASIC or sign in EXTENSION for sign in text)


def one_line(text: str) -> str:
    """A text without line breaks, control signs and signs that turn the direction of writing.

    A name with a line break in it could otherwise write a second message below the first.
    """
    kept = (" " if _is_blank(sign) else sign for sign in text if not _is_hidden(sign))
    return re.sub(" +", " ", "".join(kept)).strip()


def _is_blank(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Zs")


def _is_hidden(sign: str) -> bool:
    """Format signs, but those that Devanagari and other scripts join letters with."""
    return unicodedata.category(sign) in ("Cf", "Cs", "Co", "Cn") and sign not in "\u200c\u200d"


def in_gsm(text: str) -> str:
    """A text of a Latin script in the GSM alphabet: ã becomes a, ’ becomes '; what has no like
    stays as it is."""
    return "".join(_in_gsm(sign) for sign in text)


def _in_gsm(sign: str) -> str:
    if sign in BASIC or sign in EXTENSION:
        return sign
    if sign in STANDS_FOR:
        return STANDS_FOR[sign]
    bare = unicodedata.normalize("NFKD", sign)
    bare = "".join(part for part in bare if not unicodedata.combining(part))
    return bare if bare and is_gsm(bare) else sign


def fitted(
    write: Callable[[Mapping[str, str]], str], elastic: Sequence[tuple[str, str]], proof: str
) -> str:
    """A text made to fit: names are shortened, the last of `elastic` first, until `LONGEST` holds.

    write    the text for such names, without the proof
    elastic  (name of a field, its whole text): group and title, not sums and days
    proof    what the text ends with; never shortened
    """
    names = dict(elastic)
    for field, whole in reversed(elastic):
        for length in range(len(whole), 3, -1):
            names[field] = whole if length == len(whole) else whole[: length - 1].strip() + "."
            if fits(text := f"{write(names)} {proof}"):
                return text
    text = write(names)
    while not fits(f"{text} {proof}"):
        text = text[:-1]
    return f"{text} {proof}"


def fits(text: str) -> bool:
    """Whether a text is one message in the GSM alphabet, or at most `LONGEST` signs in another."""
    measured = measure(text)
    return measured.places <= LONGEST
