"""Who is believed: of all that is said the value that is shown, and who says otherwise.  Pure.

Nothing is thrown away: the order decides what stands first, what contradicts it stands beside it.
The order is a provision of the keeper's statutes (`register.order`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from tequio.registry.rules.cartography.degrees import COARSE_METRES, coarsened, micro, printed
from tequio.registry.rules.cartography.projection import metres_between
from tequio.registry.rules.facts import Said
from tequio.registry.rules.meaning import meant
from tequio.registry.rules.properties import CONTACTS, FIGURES, PLACES, PROPERTIES

_RANKS: Mapping[str, tuple[str, ...]] = {
    "own_first": ("own", "keeper", "official", "survey", "partner", "public"),
    "official_first": ("official", "keeper", "own", "survey", "partner", "public"),
    "newest_first": (),
}
DEFAULT_ORDER = "official_first"
COARSE_ENOUGH = frozenset({"point", "address.district", "address.municipality", "address.region"})
"""What of a coarse place may be told: its cell, and areas that are no smaller."""
AGREEMENT = "contacts_public"


@dataclass(frozen=True)
class Heard:
    """One current assertion with who says it, when it was recorded, and whether it may leave."""

    said: Said
    statement: int
    record: int
    source: int
    kind: str
    may_publish: bool
    recorded_at: datetime


@dataclass(frozen=True)
class Choice:
    """What is shown of one property (of a `many` property: each value) and who contradicts."""

    shown: tuple[Heard, ...]
    against: tuple[Heard, ...] = ()

    @property
    def first(self) -> Heard:
        return self.shown[0]


def choose(heard: Iterable[Heard], order: str = DEFAULT_ORDER) -> dict[str, Choice]:
    """For each property that anybody speaks of what is shown, and what disagrees with it.

    Of figures the newest period counts, and only what is said of that period can disagree.
    """
    ranks = {kind: place for place, kind in enumerate(_RANKS.get(order, ()))}
    by_property: dict[str, list[Heard]] = {}
    for one in heard:
        by_property.setdefault(one.said.property, []).append(one)
    return {
        code: Choice((said[0],))
        if len(said) == 1
        else _choice(code, sorted(said, key=lambda one: _place(one, ranks)), ranks)
        for code, said in by_property.items()
    }


def _place(one: Heard, ranks: Mapping[str, int]) -> tuple[int, int, float, int]:
    figure = -day_of(one).toordinal() if one.said.property in FIGURES else 0
    rank = ranks.get(one.kind, len(ranks))
    return (figure, rank, -one.recorded_at.timestamp(), -one.statement)


def day_of(one: Heard) -> date:
    """The day for which a figure stands; where it does not say, that on which it was recorded."""
    return one.said.until or one.said.since or one.recorded_at.astimezone(UTC).date()


def _choice(code: str, said: list[Heard], ranks: Mapping[str, int]) -> Choice:
    if PROPERTIES[code].is_many:
        once = {_means(one): one for one in reversed(said)}
        return Choice(tuple(reversed(once.values())))
    first = _most_exact(said, ranks) if code == "point" else said[0]
    others = [one for one in said if one is not first]
    if code in FIGURES:
        others = [one for one in others if one.said.until == first.said.until]
    return Choice((first,), tuple(one for one in others if not agree(one, first)))


def _most_exact(said: list[Heard], ranks: Mapping[str, int]) -> Heard:
    """Of the points that agree with the first and are of its rank the most exact one."""
    rank = ranks.get(said[0].kind)
    near = [one for one in said if ranks.get(one.kind) == rank and agree(one, said[0])]
    return min(near, key=lambda one: _spot(one)[2])


def agree(one: Heard, other: Heard) -> bool:
    """Whether two values of a property mean the same; of two points, whether they lie within what
    the less exact one leaves open."""
    if _means(one) == _means(other):
        return True
    if one.said.property != "point":
        return False
    (lon, lat, precision), (east, north, vague) = _spot(one), _spot(other)
    return metres_between((lon, lat), (east, north)) <= max(precision, vague)


def _spot(one: Heard) -> tuple[float, float, int]:
    """Longitude, latitude and precision of a point."""
    value = one.said.value
    assert isinstance(value, Mapping)
    return float(str(value["lon"])), float(str(value["lat"])), int(value["precision"])


def _means(one: Heard) -> str:
    return meant(one.said.property, one.said.value)


def may_leave(heard: Iterable[Heard], exposure: str = "") -> list[Heard]:
    """The public view: only of sources that may be published, contacts only where the organisation
    itself agreed in the same statement; of a `hidden` place nothing, of a `coarse` one its point
    moved into the middle of its cell."""
    said = tuple(heard)
    agreed = {one.statement for one in said if agrees(one)}
    found = []
    for one in said:
        code = one.said.property
        if not one.may_publish or (code in CONTACTS and one.statement not in agreed):
            continue
        if exposure and code in PLACES:
            if exposure == "hidden" or code not in COARSE_ENOUGH:
                continue
            if code == "point":
                found.append(replace(one, said=_coarse(one.said)))
                continue
        found.append(one)
    return found


def agrees(one: Heard) -> bool:
    """An organisation of itself lets its telephone and e-mail be published."""
    return one.kind == "own" and one.said.property == AGREEMENT and one.said.value is True


def _coarse(said: Said) -> Said:
    """The point in the middle of its tenth of a degree, with its precision said."""
    value = said.value
    assert isinstance(value, Mapping)
    lon, lat = coarsened(*(micro(float(str(value[side]))) for side in ("lon", "lat")))
    precision = max(COARSE_METRES, int(value["precision"]))
    return replace(
        said,
        value={
            "lon": printed(lon, 2),
            "lat": printed(lat, 2),
            "precision": precision,
            "method": "town",
        },
    )
