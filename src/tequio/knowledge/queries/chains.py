"""Looking back: from what was noticed to what is practised elsewhere, and what never moved."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tequio.knowledge.models import InnovationRow, ObservationRow
from tequio.knowledge.queries.lineage import Moved, moved_of
from tequio.knowledge.queries.watched import Observation, Part, observations
from tequio.knowledge.rules.practices import WALK

ADOPTED = WALK[WALK.index("adopted") :]
"""States in which a practice lives where it began."""


@dataclass(frozen=True)
class Chain:
    """Observation → practice → where it lives.

    transfers  of the practice; forks: in how many libraries it was taken up
    """

    observation: Observation
    practice: Part
    transfers: tuple[Moved, ...]
    forks: int

    @property
    def has_moved(self) -> bool:
        """Somebody took it up, or it is practised where it began."""
        return bool(self.transfers or self.forks or self.practice.state in ADOPTED)


@dataclass(frozen=True)
class LookBack:
    """Both lists, the oldest observation first.

    moved        chains that reached somebody
    never_moved  observations that became part of nothing, or only of practices that nobody took
                 up (`Observation.parts`)
    """

    moved: tuple[Chain, ...]
    never_moved: tuple[Observation, ...]


def look_back(keeper: int) -> LookBack:
    """What became of everything that was noticed and stands.  At most ten queries,
    however much."""
    rows = ObservationRow.objects.filter(organisation_id=keeper, withdrawn_at=None)
    noticed = observations(keeper, rows.order_by("id"))
    numbers = {part.innovation for one in noticed for part in one.parts}
    moved: dict[int, list[Moved]] = {number: [] for number in numbers}
    for number, transfer in moved_of(keeper, numbers):
        moved[number].append(transfer)
    forked = InnovationRow.objects.filter(source_id=keeper, source_id_there__in=numbers)
    forks = Counter(forked.values_list("source_id_there", flat=True))
    chains = [
        Chain(one, part, tuple(moved[part.innovation]), forks[part.innovation])
        for one in noticed
        for part in one.parts
    ]
    reached = tuple(chain for chain in chains if chain.has_moved)
    arrived = {chain.observation.id for chain in reached}
    return LookBack(reached, tuple(one for one in noticed if one.id not in arrived))
