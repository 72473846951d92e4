"""Networks for tests: the constructed one of the reference, and small ones at random."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from tequio.ecosystem.rules.graph import Actor, Graph, Holding, Need, Tie

HELD = {
    "Univ": "research training",
    "FedCoop": "members advocacy",
    "CreditUnion": "loan",
    "Muni": "procurement premises",
    "SHG-A": "trust care",
    "SHG-B": "trust savings",
    "NGO": "training care",
    "EnergyCoop": "charging",
}
TIED = "Univ–FedCoop FedCoop–CreditUnion FedCoop–Muni SHG-A–SHG-B SHG-A–NGO"
NEEDED = "training loan charging trust procurement"


def of_the_reference(needs: str = NEEDED) -> Graph:
    """Eight actors, five ties, and the need set of the oracle as a need of all."""
    ids = {name: number for number, name in enumerate(HELD, start=1)}
    pairs = [pair.split("–") for pair in TIED.split()]
    return Graph.of(
        [Actor(number, name) for name, number in ids.items()],
        [Tie(n, ids[one], ids[other], "works_with") for n, (one, other) in enumerate(pairs, 1)],
        [Holding(ids[name], asset) for name, held in HELD.items() for asset in held.split()],
        [Need(None, asset) for asset in needs.split()],
    )


def names(graph: Graph, ids: Iterable[int]) -> list[str]:
    """Names of actors, in the order given."""
    by_id = {actor.id: actor.name for actor in graph.actors}
    return [by_id[number] for number in ids]


@st.composite
def graphs(draw: st.DrawFn, *, actors: int = 9, assets: int = 5) -> Graph:
    """Up to so many actors with any ties between them, and holdings of up to so many kinds."""
    count = draw(st.integers(1, actors))
    numbers = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(numbers, numbers), max_size=2 * count))
    held = draw(st.sets(st.tuples(numbers, st.integers(0, assets - 1)), max_size=3 * count))
    return Graph.of(
        [Actor(number, f"actor {number * 7 % 10}-{number}") for number in range(count)],
        [Tie(n, *pair, "works_with") for n, pair in enumerate(pairs) if pair[0] != pair[1]],
        [Holding(actor, f"asset {asset}") for actor, asset in sorted(held)],
    )
