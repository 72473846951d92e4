"""The turns that are there, as a file that comes again is held against them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tequio.chronicle.queries import facts_of
from tequio.circles.models import PlaceRow, SubstituteRow
from tequio.circles.queries.turns import wheels_of
from tequio.circles.rules.wheel import AT_THE_START, Wheel

Good = tuple[int, date, int]
"""Who made something good, on which day, how much in minor units."""


@dataclass
class TurnsThere:
    """Turns with everybody who ever held each place; days of rounds and what was made good are
    taken out as the rows of the file find them."""

    wheel: Wheel
    holders: Mapping[int, frozenset[int]]
    held: Counter[date] = field(default_factory=Counter)
    good: Counter[Good] = field(default_factory=Counter)

    def is_of(self, book: str, first_day: date | None, persons: Sequence[int]) -> bool:
        """Whether these are the turns that began there on that day in the order of these."""
        wheel = self.wheel
        named = tuple(seat.number for seat in wheel.seats)
        orders = (named, wheel.drawn.get(AT_THE_START, named))
        return (wheel.book, wheel.first_day) == (book, first_day) and any(
            len(order) == len(persons)
            and all(one in self.holders[at] for at, one in zip(order, persons, strict=True))
            for order in orders
        )


def turns_there(organisation: int) -> list[TurnsThere]:
    """Every taking of turns, the oldest first.  Twelve queries, however many."""
    own = {"organisation_id": organisation}
    holders: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for place in PlaceRow.objects.filter(**own):
        holders[place.wheel_id][place.number].add(place.person_id)
    for row in SubstituteRow.objects.filter(**own):
        holders[row.wheel_id][row.seat].add(row.person_id)
    good: dict[int, Counter[Good]] = defaultdict(Counter)
    for facts in facts_of(organisation, "circles.make_good"):
        whole = sum(int(minor) for _missed, minor in facts["parts"])
        paid_on = date.fromisoformat(str(facts["paid_on"]))
        good[int(facts["turns"])][int(facts["person"]), paid_on, whole] += 1
    return [
        TurnsThere(
            wheel,
            {number: frozenset(ever) for number, ever in holders[wheel.id].items()},
            Counter(wheel.held),
            good[wheel.id],
        )
        for wheel in sorted(wheels_of(organisation), key=lambda one: one.id)
    ]
