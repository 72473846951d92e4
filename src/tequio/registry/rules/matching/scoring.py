"""How alike two parties are, feature by feature.  Pure.

Points are ten-thousandths: 7000 × the likeness of the core names, 3000 × that of the place, 10,000
more for an equal register number and as many less for a different one of the same register.  From
6500 on a pair is a candidate.

Without a common register number and without postcodes on both sides a name says little: of 3,314
Togolese cooperatives 55 are called Novissi.  Such a pair is a candidate only within 100 m and in
the same locality, with nothing that contradicts; where a side has no point, only with the same core
of the name in the same locality of the same country, as two of one name.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from tequio.registry.rules.cartography.projection import metres_between
from tequio.registry.rules.matching.parties import Known, Name
from tequio.registry.rules.matching.places import NEAR

NAME, PLACE, NUMBER = 7000, 3000, 10_000
LEAST = 6500
FAR = 1000
"""Metres within which two places are in one neighbourhood, as an outward postcode is."""
LONG_ENOUGH = 5
"""Signs of a number that say something where one side does not name the register."""

Number = Literal["equal", "alike", "differs", "unknown"]
Where = Literal["postcode", "outward", "near", "around", "apart", "unknown"]
SHARE_OF_PLACE: dict[Where, int] = {
    "postcode": PLACE, "outward": PLACE // 2, "near": PLACE, "around": PLACE // 2, "apart": 0,
    "unknown": 0,
}  # fmt: skip

POINTS_OF_NUMBER: dict[Number, int] = {
    "equal": NUMBER, "alike": NUMBER, "differs": -NUMBER, "unknown": 0,
}  # fmt: skip


class Measure(NamedTuple):
    """What two parties have in common.

    points     ten-thousandths, as the features add up
    closeness  ten-thousandths of likeness of the whole names: decides between equal points
    """

    points: int
    closeness: int
    left_name: Name
    right_name: Name
    name_points: int
    number: Number
    where: Where
    metres: float | None


def measure(left: Known, right: Known, *, least: int = LEAST) -> Measure | None:
    """What two parties have in common, or None where it is not enough to be a candidate."""
    number = number_of(left, right)
    where, metres = where_of(left, right)
    rest = SHARE_OF_PLACE[where] + POINTS_OF_NUMBER[number]
    if rest + NAME < least:
        return None
    found = best_names(left, right, least=least - rest)
    if found is None:
        return None
    one, other, alike = found
    if number == "unknown" and are_left_apart(left, right, (one, other), metres):
        return None
    closeness = round(100 * fuzz.ratio(one.whole, other.whole))
    return Measure(alike + rest, closeness, one, other, alike, number, where, metres)


def best_names(left: Known, right: Known, *, least: int) -> tuple[Name, Name, int] | None:
    """The two names that are most alike, with their points; None where no pair has so many."""
    best: tuple[Name, Name, int] | None = None
    cutoff = max(0.0, (least - 1) / NAME * 100)
    for one in left.names:
        for other in right.names:
            likeness = fuzz.ratio(one.ordered, other.ordered, score_cutoff=cutoff)
            points = round(NAME / 100 * likeness)
            if points >= least and (best is None or points > best[2]):
                best = one, other, points
                cutoff = likeness
    return best


def number_of(left: Known, right: Known) -> Number:
    """What the register numbers say.

    `equal`: the same number of the same register, and no register in which they differ;
    `alike`: the same number, where one side does not say of which register it is, or where
    another register contradicts; `differs`: only different numbers of the same register.
    """
    if not (left.numbers and right.numbers):
        return "unknown"
    same = left.numbers & right.numbers
    if any(scheme for scheme, _number in same):
        return "alike" if contradictions(left.numbers, right.numbers) else "equal"
    if contradictions(left.numbers, right.numbers):
        return "differs"
    loose = {number for scheme, number in left.numbers | right.numbers if not scheme}
    shared = {n for _scheme, n in left.numbers} & {n for _scheme, n in right.numbers} & loose
    return "alike" if any(len(number) >= LONG_ENOUGH for number in shared) else "unknown"


def contradictions(
    left: frozenset[tuple[str, str]], right: frozenset[tuple[str, str]]
) -> tuple[str, ...]:
    """The schemes in which both have a number and none in common."""
    both = {scheme for scheme, _number in left} & {scheme for scheme, _number in right} - {""}
    agreed = {scheme for scheme, _number in left & right}
    return tuple(sorted(both - agreed))


def where_of(left: Known, right: Known) -> tuple[Where, float | None]:
    """What postcodes say, and where one is missing what coordinates say, with the metres."""
    if left.postcode and right.postcode:
        if left.postcode == right.postcode:
            return "postcode", None
        if left.outward and left.outward == right.outward:
            return "outward", None
        return "apart", None
    here, there = left.place, right.place
    if here is None or there is None:
        return "unknown", None
    metres = metres_between(here, there)
    return ("near" if metres <= NEAR else "around" if metres <= FAR else "apart"), metres


def are_left_apart(
    left: Known, right: Known, names: tuple[Name, Name], metres: float | None
) -> bool:
    """Whether two without a common number are namesakes until somebody says otherwise: no
    postcodes to compare, and not within 100 m in one locality, or something contradicts.  Without
    two points they are not left apart with one name in one locality of one country."""
    if left.postcode and right.postcode:
        return False
    one, other = names
    countries = {left.party.country.upper(), right.party.country.upper()}
    if not left.locality or left.locality != right.locality or one.numerals != other.numerals:
        return True
    if metres is not None:
        return metres > NEAR or len(countries - {""}) > 1
    return not one.core or one.core != other.core or len(countries) > 1 or "" in countries
