"""The words that distinguish nobody, by language, as the program ships them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from tequio.registry.rules.matching import Words, load_words

FILE = Path(__file__).resolve().parent.parent / "words" / "legal_words.yaml"


@lru_cache(maxsize=1)
def legal_words() -> Words:
    """The legal words of `registry/words/legal_words.yaml`, read once."""
    return load_words(FILE.read_text("utf-8"))
