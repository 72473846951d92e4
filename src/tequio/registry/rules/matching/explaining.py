"""A candidate for a person's eyes: what speaks for it and against it, how it looks.  Pure.

Nothing here decides.  The reading is where a person would look first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tequio.kernel import gettext_noop as _
from tequio.registry.rules.matching.parties import Known, Numbers
from tequio.registry.rules.matching.scoring import (
    POINTS_OF_NUMBER,
    SHARE_OF_PLACE,
    Measure,
    contradictions,
)

READINGS: Mapping[str, str] = {
    "same": _("one organisation"),
    "successor": _("one took the place of the other"),
    "branch": _("one may be a branch of the other"),
    "address": _("two at one address"),
    "namesake": _("two of one name"),
}
FEATURES: Mapping[str, str] = {
    "name": _("Name"),
    "numeral": _("Number in the name"),
    "postcode": _("Postcode"),
    "point": _("Place on the map"),
    "locality": _("Town or village"),
    "country": _("Country"),
    "number": _("Register number"),
    "other_number": _("Another register number"),
    "id": _("Key at the source"),
    "status": _("Status"),
}
"""In what two are compared, in the order in which it is told."""
SURE = 9500
"""From this score on, with a place that agrees, a candidate stands first in the queue."""
_ALIKE = 5950
"""Points of names that say the same, letter by letter but for a slip."""


@dataclass(frozen=True)
class Feature:
    """One thing in which two are compared.

    code, title   what, of `FEATURES`; `title` through gettext
    left, right   what each side says, as written; empty where it says nothing
    points        ten-thousandths added to the score, 0 where it only tells
    agrees        None where it is neither one nor the other
    """

    code: str
    title: str
    left: str
    right: str
    points: int
    agrees: bool | None


@dataclass(frozen=True)
class Candidate:
    """Two that may be one.

    left, right  their keys
    score        ten-thousandths; the points of the features add up to it
    closeness    ten-thousandths of likeness of the whole names, to order equal scores
    is_sure      the score is high, the place agrees and nothing contradicts: first in the queue
    reading      code of `READINGS`: what it looks like
    """

    left: str
    right: str
    score: int
    closeness: int
    features: tuple[Feature, ...]
    is_sure: bool
    reading: str


def candidate(left: Known, right: Known, measure: Measure) -> Candidate:
    """What was measured of two parties, told."""
    features = tuple(_features(left, right, measure))
    doubts = any(one.agrees is False for one in features if one.code != "status")
    return Candidate(
        left=left.key,
        right=right.key,
        score=measure.points,
        closeness=measure.closeness,
        features=features,
        is_sure=measure.points >= SURE and measure.where in {"postcode", "near"} and not doubts,
        reading=reading(left, right, measure),
    )


def reading(left: Known, right: Known, measure: Measure) -> str:
    """What a pair looks like, by name, place, number and status."""
    is_here = measure.where in {"postcode", "near"}
    is_named_alike = measure.name_points >= _ALIKE
    is_one_numeral = measure.left_name.numerals == measure.right_name.numerals
    if measure.number in {"equal", "alike"}:
        is_part = _is_part(measure) and measure.where == "apart"
        return "branch" if is_part or not is_one_numeral else "same"
    if is_here and _is_part(measure):
        return "branch"
    if is_here and not (is_named_alike and is_one_numeral):
        return "address"
    if measure.number == "differs" or (is_here and _one_closed(left, right)):
        return "successor"
    is_long = len(measure.left_name.core.split()) > 1 and is_one_numeral
    return "same" if is_here or (is_long and measure.where != "unknown") else "namesake"


def _is_part(measure: Measure) -> bool:
    """Whether one name is the other with words added that are no numbers."""
    one, other = set(measure.left_name.core.split()), set(measure.right_name.core.split())
    is_one_numeral = measure.left_name.numerals == measure.right_name.numerals
    return is_one_numeral and (one < other or other < one)


def _one_closed(left: Known, right: Known) -> bool:
    return {left.party.status, right.party.status} == {"active", "closed"}


def _feature(
    code: str, left: str, right: str, agrees: bool | None = False, points: int = 0
) -> Feature:
    return Feature(code, FEATURES[code], left, right, points, agrees)


def _features(left: Known, right: Known, measure: Measure) -> Iterator[Feature]:
    one, other = measure.left_name, measure.right_name
    same = True if one.ordered == other.ordered else None
    yield _feature("name", one.written, other.written, same, measure.name_points)
    if one.numerals != other.numerals:
        yield _feature("numeral", _listed(one.numerals), _listed(other.numerals))
    yield from _place(left, right, measure)
    yield from _numbers(left, right, measure)
    yield from _told(left, right)


def _place(left: Known, right: Known, measure: Measure) -> Iterator[Feature]:
    points = SHARE_OF_PLACE[measure.where]
    here, there = left.party, right.party
    if here.postcode or there.postcode:
        of_code = points if measure.metres is None else 0
        agrees = _agreed(left.postcode, right.postcode) if measure.where != "outward" else None
        yield _feature("postcode", here.postcode, there.postcode, agrees, of_code)
    if measure.metres is not None:
        agrees = {"near": True, "around": None}.get(measure.where, False)
        yield _feature("point", _spot(left), _spot(right), agrees, points)
    agrees = _agreed(left.locality, right.locality)
    if agrees is not None:
        yield _feature("locality", here.locality, there.locality, agrees)
    if _agreed(here.country.upper(), there.country.upper()) is False:
        yield _feature("country", here.country, there.country)


def _numbers(left: Known, right: Known, measure: Measure) -> Iterator[Feature]:
    here, there = left.party.numbers, right.party.numbers
    if here or there:
        points = POINTS_OF_NUMBER[measure.number]
        agrees = {"equal": True, "differs": False}.get(measure.number)
        yield _feature("number", _written(here), _written(there), agrees, points)
    if measure.number == "alike" and (schemes := contradictions(left.numbers, right.numbers)):
        yield _feature("other_number", _written(here, schemes), _written(there, schemes))


def _told(left: Known, right: Known) -> Iterator[Feature]:
    """What adds nothing to the score and is good to know."""
    for publisher in sorted({p for p, _key in left.ids} & {p for p, _key in right.ids}):
        here, there = (
            tuple(sorted(one for one in side.ids if one[0] == publisher)) for side in (left, right)
        )
        agrees = bool(set(here) & set(there))
        yield _feature("id", _written(here), _written(there), agrees)
    mine, theirs = left.party.status, right.party.status
    if _agreed(mine, theirs) is False:
        yield _feature("status", mine, theirs)


def _agreed(one: str, other: str) -> bool | None:
    """None where a side says nothing."""
    return one == other if one and other else None


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(one) for one in numbers)


def _written(numbers: Numbers, schemes: tuple[str, ...] | None = None) -> str:
    return ", ".join(
        f"{scheme} {number}".strip()
        for scheme, number in numbers
        if schemes is None or scheme in schemes
    )


def _spot(party: Known) -> str:
    """Latitude and longitude as they are read out."""
    return "" if party.place is None else f"{party.place[1]:.5f}, {party.place[0]:.5f}"
