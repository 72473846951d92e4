"""Two lists laid side by side: candidates one to one, and who took whose place.  Pure.

The same two lists always give the same pairs, and turned round the same pairs turned round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tequio.registry.rules.matching.blocking import pairs
from tequio.registry.rules.matching.explaining import SURE, Candidate, candidate
from tequio.registry.rules.matching.names import Words
from tequio.registry.rules.matching.parties import Known, Party, known
from tequio.registry.rules.matching.scoring import NUMBER, Measure, measure

Measuring = Callable[[Known, Known], Measure | None]


def score(left: Known, right: Known) -> Candidate | None:
    """Two parties as a candidate, or None where they are too little alike or left apart."""
    found = measure(left, right)
    return candidate(left, right, found) if found else None


def succession(left: Known, right: Known) -> Candidate | None:
    """Two of the same name and place with different numbers of one register, or None.

    They are no candidate: a different number says that they are two.  One may have taken the
    place of the other.
    """
    found = _with_another_number(left, right)
    return candidate(left, right, found) if found else None


def candidates(left: Iterable[Party], right: Iterable[Party], words: Words) -> list[Candidate]:
    """The pairs of two lists that may be one organisation, each party once, the likest first."""
    return _one_to_one(_known(left, words), _known(right, words), measure)


def successions(left: Iterable[Party], right: Iterable[Party], words: Words) -> list[Candidate]:
    """The pairs of two lists where one may have taken the place of the other, as `succession`."""
    return _one_to_one(_known(left, words), _known(right, words), _with_another_number)


def _with_another_number(left: Known, right: Known) -> Measure | None:
    found = measure(left, right, least=SURE - NUMBER)
    if found is None or found.number != "differs" or found.where not in {"postcode", "near"}:
        return None
    return found


def _known(parties: Iterable[Party], words: Words) -> tuple[Known, ...]:
    return tuple(known(one, words) for one in parties)


def _one_to_one(
    left: Sequence[Known], right: Sequence[Known], measuring: Measuring
) -> list[Candidate]:
    """By falling score each party once.

    Of equal scores the likest whole names go first, then the keys in order: of both sides
    together, so that it does not matter which list is the left one.
    """
    found = []
    for here, there in pairs(left, right):
        if measured := measuring(left[here], right[there]):
            one, other = left[here].key, right[there].key
            rank = (-measured.points, -measured.closeness, *sorted((one, other)), one)
            found.append((rank, here, there, measured))
    found.sort(key=lambda pair: pair[:3])
    is_taken: set[int] = set()
    is_taken_there: set[int] = set()
    chosen = []
    for _rank, here, there, measured in found:
        if here not in is_taken and there not in is_taken_there:
            is_taken.add(here)
            is_taken_there.add(there)
            chosen.append(candidate(left[here], right[there], measured))
    return chosen
