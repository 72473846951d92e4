"""Classifications and crosswalks that come with the house."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tequio.registry.rules.classifications import (
    Classification,
    Crosswalk,
    Step,
    read_classification,
    read_crosswalk,
)

PLACE = Path(__file__).resolve().parent.parent / "classifications"


@cache
def classifications() -> dict[str, Classification]:
    """All of them by code."""
    read = (
        read_classification(path.read_text(encoding="utf-8"), where=path.name)
        for path in sorted(PLACE.glob("*.yaml"))
    )
    return {one.code: one for one in read}


@cache
def crosswalks() -> dict[tuple[str, str], Crosswalk]:
    """All of them by the schemes that they lead from and to."""
    read = (
        read_crosswalk(path.read_text(encoding="utf-8"), where=path.name)
        for path in sorted((PLACE / "crosswalks").glob("*.yaml"))
    )
    return {(one.of, one.to): one for one in read}


def words_of(scheme: str, code: str, language: str, said: str = "") -> str:
    """A code in words: of its classification, else as the source said it, else the code."""
    known = classifications().get(scheme)
    if known is not None and code in known.titles:
        return known.words(code, language)
    return said or code


def step(code: str, *, of: str, to: str) -> Step | None:
    """What a code of one scheme is in another; None where there is no plain answer."""
    found = crosswalks().get((of, to))
    return found.steps.get(code) if found else None
