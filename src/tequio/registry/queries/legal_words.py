"""The words by which names and lists are read, as the program ships them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from tequio.registry.rules.mapping.guessing import load_columns
from tequio.registry.rules.matching import Words, load_words
from tequio.registry.rules.matching.headings import Headings, load_headings

PLACE = Path(__file__).resolve().parent.parent / "words"


@lru_cache(maxsize=1)
def legal_words() -> Words:
    """The legal words of `registry/words/legal_words.yaml`, read once."""
    return load_words((PLACE / "legal_words.yaml").read_text("utf-8"))


@lru_cache(maxsize=1)
def headings() -> Headings:
    """The headings of `registry/words/headings.yaml`, read once."""
    return load_headings((PLACE / "headings.yaml").read_text("utf-8"))


@lru_cache(maxsize=1)
def columns_by_heading() -> dict[str, str]:
    """What columns say by their headings, of `registry/words/columns.yaml`, read once."""
    return load_columns((PLACE / "columns.yaml").read_text("utf-8"))
