"""The concepts that search knows in several languages, as the program ships them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from tequio.registry.rules.searching import Concepts, Thesaurus, load_concepts, load_thesaurus

FILE = Path(__file__).resolve().parent.parent / "thesaurus" / "concepts.yaml"


@lru_cache(maxsize=1)
def thesaurus() -> Thesaurus:
    """The concepts of `registry/thesaurus/concepts.yaml`, read once."""
    return load_thesaurus(FILE.read_text("utf-8"))


@lru_cache(maxsize=1)
def concepts() -> Concepts:
    """The same concepts by their codes, each with its terms by language; read once."""
    return load_concepts(FILE.read_text("utf-8"))
