"""Which pairs are looked at: those that share a key.  Pure.

The keys of a party can be kept in a table: two parties are looked at when they share one that not
too many use.  `most_uses` says how many that is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tequio.registry.rules.matching.parties import Known
from tequio.registry.rules.matching.places import squares_of

RARE = 60
CROWD = 200
_MOST_USES = {"word": RARE}


def keys_of(party: Known) -> tuple[str, ...]:
    """The keys of a party, in order: numbers, postcode, words of its core names, squares."""
    keys = sorted({f"number:{number}" for _scheme, number in party.numbers})
    if party.postcode:
        keys.append(f"postcode:{party.postcode}")
    keys += sorted({f"word:{word}" for name in party.names for word in name.core.split()})
    if party.place is not None:
        keys += [f"square:{square}" for square in squares_of(party.place)]
    return tuple(keys)


def most_uses(key: str) -> int:
    """How often a key may stand in one list and still say something: 60 for a word of a name,
    200 for others, so that neither "housing" nor the postcode of a whole town counts."""
    return _MOST_USES.get(key.partition(":")[0], CROWD)


def pairs(left: Sequence[Known], right: Sequence[Known]) -> Iterator[tuple[int, int]]:
    """The pairs to look at, by their places in the two lists, each once, in order."""
    here, there = _users(left), _users(right)
    shared = {key for key in here.keys() & there.keys() if _is_rare(key, here, there)}
    for at, party in enumerate(left):
        beside = {other for key in keys_of(party) if key in shared for other in there[key]}
        for other in sorted(beside):
            yield at, other


def _is_rare(key: str, here: dict[str, list[int]], there: dict[str, list[int]]) -> bool:
    return max(len(here[key]), len(there[key])) <= most_uses(key)


def _users(parties: Sequence[Known]) -> dict[str, list[int]]:
    users: dict[str, list[int]] = defaultdict(list)
    for at, party in enumerate(parties):
        for key in keys_of(party):
            users[key].append(at)
    return users
