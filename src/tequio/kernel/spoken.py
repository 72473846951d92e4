"""Six words that can be read aloud: the head of a chronicle, spoken in any language.

The words are syllables, not a dictionary of one language, so that a group in Uttar Pradesh and a
federation in Limpopo hear the same sounds.  Each word holds 11 bits; six words hold 66 bits of a
digest: enough that nobody finds a second chain with the same words by trying.
"""

from __future__ import annotations

FIRST = "bdfghjklmnprstvy"
SECOND = "bdgklmnr"
VOWELS = "aeiu"
AVOIDED = frozenset(
    ("dede hure kaga kaka kuli kulu mina niga nigu pede pedu pene pika sida tede").split()
)
"""Words that a reader could stumble over; each is spoken with an `o` instead of its vowels."""

MATRAS = {"a": "ा", "e": "े", "i": "ि", "u": "ु", "o": "ो"}
AKSHARAS = dict(
    zip(
        "bdfghjklmnprstvy",
        ["ब", "द", "फ़", "ग", "ह", "ज", "क", "ल", "म", "न", "प", "र", "स", "त", "व", "य"],
        strict=True,
    )
)


def _word(number: int) -> str:
    number, first = divmod(number, len(FIRST))
    number, vowel = divmod(number, len(VOWELS))
    number, second = divmod(number, len(SECOND))
    word = FIRST[first] + VOWELS[vowel] + SECOND[second] + VOWELS[number]
    if word in AVOIDED:
        place = "aeiu".index(word[3])
        return word[0] + "o" + word[2] + "aeiu"[place]
    return word


def six_words(hexadecimal: str) -> tuple[str, ...]:
    """The first 66 bits of a digest (at least 17 hexadecimal characters) as six spoken words."""
    bits = int(hexadecimal[:17], 16) >> 2
    return tuple(_word(bits >> (11 * place) & 0x7FF) for place in reversed(range(6)))


def devanagari(word: str) -> str:
    """The same sounds in Devanagari, for readers of Hindi and its sisters."""
    return "".join(AKSHARAS.get(letter) or MATRAS[letter] for letter in word)
