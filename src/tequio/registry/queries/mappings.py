"""Mappings that come with the house, for files that many networks have."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tequio.registry.rules.mapping import Mapping, read_mapping

PLACE = Path(__file__).resolve().parent.parent / "mappings"


def ready_mappings() -> tuple[str, ...]:
    """Their codes, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in PLACE.glob("*.yaml")))


def ready_text(code: str) -> str:
    """The YAML of a ready mapping, as a pattern for own ones.  Raises KeyError."""
    if code not in ready_mappings():
        raise KeyError(code)
    return (PLACE / f"{code}.yaml").read_text(encoding="utf-8")


@cache
def ready_mapping(code: str) -> Mapping:
    """A ready mapping.  Raises KeyError."""
    return read_mapping(ready_text(code))
