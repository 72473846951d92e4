"""The six words of a digest as the reader says them."""

from __future__ import annotations

from babel.core import get_global
from django.utils.translation import get_language

from tequio.kernel import devanagari, six_words


def spoken(digest: str) -> list[str]:
    """The six words of a digest in the reader's script."""
    said = six_words(digest)
    if script_of(get_language() or "en") == "Deva":
        return [devanagari(word) for word in said]
    return list(said)


def script_of(code: str) -> str:
    """The script in which a language is mostly written (CLDR): `Deva` for Hindi and Marathi."""
    known: str = get_global("likely_subtags").get(code.split("-", maxsplit=1)[0], "")
    return known.split("_")[1] if known.count("_") > 1 else ""
