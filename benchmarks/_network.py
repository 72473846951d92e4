"""A network of actors that do not exist, the same for every program that is asked about it.

It grows as networks do: who comes later ties itself to a few that are there, rather to those that
have many ties; some form small circles of their own, some know nobody.  Rows are plain values, so
that each program builds of them what it needs.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

TODAY = date(2026, 11, 23)
ASSETS, NEEDED = 60, 14


def network(*, actors: int, ties: int, seed: int = 6) -> dict[str, Any]:
    """Rows: actors, ties, holdings, needs, and pairs that were introduced last quarter.

    Of a hundred actors 90 grow together, 6 sit in circles of three, 4 know nobody.
    """
    chance = random.Random(seed)
    middle, alone = actors * 90 // 100, actors * 96 // 100
    pairs = _grown(chance, middle, ties - (alone - middle))
    pairs |= {
        (place + a, place + b)
        for place in range(middle, alone - 2, 3)
        for a, b in ((0, 1), (1, 2), (0, 2))
    }
    return {
        "actors": [_actor(chance, number) for number in range(actors)],
        "ties": [_tie(chance, number, pair) for number, pair in enumerate(sorted(pairs))],
        "holdings": _holdings(chance, actors),
        "needs": [
            [chance.randrange(actors), f"asset-{number:02}"]
            for number in range(ASSETS - NEEDED + 3, ASSETS + 3)
            for _who in range(3)
        ],
        "introduced": [
            [number, *sorted(chance.sample(range(actors), 2)), "2026-08-20"]
            for number in range(200)
        ],
        "today": TODAY.isoformat(),
    }


def _grown(chance: random.Random, actors: int, ties: int) -> set[tuple[int, int]]:
    """A third come with one tie only, the others with as many as are left for them."""
    ends, pairs = [0, 1], {(0, 1)}
    for actor in range(2, actors):
        left = (ties - len(pairs)) * 3 / 2 / (actors - actor)
        wanted = 1 if chance.random() < 1 / 3 else max(1, round(left))
        for other in {chance.choice(ends) for _tie in range(wanted)}:
            pairs.add((other, actor))
            ends += (other, actor)
    while len(pairs) < ties:
        one, other = sorted((chance.choice(ends), chance.choice(ends)))
        if one != other:
            pairs.add((one, other))
    return pairs


def _actor(chance: random.Random, number: int) -> list[Any]:
    said = [chance.choice((True, False, None)) for _trait in range(3)]
    return [number, f"Organisation {number:05}", *said]


def _tie(chance: random.Random, number: int, pair: tuple[int, int]) -> list[Any]:
    """Number, both ends, and who said so when: of ten ties one has the word of one side only."""
    sayers = pair[:1] if chance.random() < 0.1 else pair
    words = [[(TODAY - timedelta(days=chance.randrange(600))).isoformat(), side] for side in sayers]
    return [number, *pair, words]


def _holdings(chance: random.Random, actors: int) -> list[list[Any]]:
    """Two each; the later ones of the list of assets are rare."""
    return [
        [actor, f"asset-{min(chance.randrange(ASSETS), chance.randrange(ASSETS)):02}"]
        for actor in range(actors)
        for _asset in range(2)
    ]
