"""Which of the pairs that were looked at are brought before a person.  Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tequio.kernel import canonical, merkle_root
from tequio.registry.rules.matching import Candidate, Feature, Known, score, succession

Pair = tuple[int, int]
"""Two listed organisations, the lower number first."""


@dataclass(frozen=True)
class Side:
    """A listed organisation as it is compared; `sources`: those of the registers that speak of it,
    what persons wrote by hand left out."""

    known: Known
    sources: frozenset[int]


def pair_of(one: int, other: int) -> Pair:
    """The pair in its order."""
    return (one, other) if one < other else (other, one)


def proposed(
    pairs: Iterable[Pair], sides: Mapping[int, Side], left_apart: Collection[Pair]
) -> list[tuple[Pair, Candidate]]:
    """Pairs that a person should look at, the likest first, each organisation once.

    left_apart  pairs of which a person said already that they are not one
    """
    found = []
    for first, second in set(pairs) - set(left_apart):
        one, other = sides.get(first), sides.get(second)
        if one is not None and other is not None and (candidate := compared(one, other)):
            found.append(((first, second), candidate))
    found.sort(key=lambda each: (-each[1].score, -each[1].closeness, each[0]))
    taken: set[int] = set()
    chosen = []
    for pair, candidate in found:
        if taken.isdisjoint(pair):
            taken.update(pair)
            chosen.append((pair, candidate))
    return chosen


def compared(one: Side, other: Side) -> Candidate | None:
    """Two as a candidate, if they are one: by the word of one publisher two keys are two
    organisations, unless it gives both the same number."""
    candidate = score(one.known, other.known) or succession(one.known, other.known)
    if candidate is None or one.sources.isdisjoint(other.sources):
        return candidate
    number = next((each for each in candidate.features if each.code == "number"), None)
    return candidate if number is not None and number.points > 0 else None


def plain_features(candidate: Candidate) -> str:
    """The reasons as a table keeps them: whether it is sure first, then each with its points."""
    return canonical(
        {
            "features": [
                [one.code, one.left, one.right, one.points, one.agrees]
                for one in candidate.features
            ],
            "is_sure": candidate.is_sure,
        }
    )


IS_SURE = '"is_sure":true'
"""What stands in the reasons of a pair that comes first in the queue."""


def read_features(kept: Mapping[str, Any], titles: Mapping[str, str]) -> tuple[Feature, ...]:
    """The reasons as they were kept, with their titles."""
    return tuple(
        Feature(code, titles.get(code, code), left, right, points, agrees)
        for code, left, right, points, agrees in kept["features"]
    )


def root_of(candidates: Iterable[tuple[int, int, int, int, str, str]]) -> str:
    """Proof of candidates: (number, first, second, score, reading, reasons) in order of number."""
    return merkle_root([canonical(list(one)).encode() for one in candidates])
