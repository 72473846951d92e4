"""What is counted in a participatory budget: projects, the budget, and piles of equal ballots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

BallotKind = Literal["approval", "choose-1", "cumulative", "ordinal", "scoring"]

APPROVING: frozenset[BallotKind] = frozenset({"approval", "choose-1"})
"""Ballots that say yes to projects and nothing more."""


@dataclass(frozen=True)
class Project:
    """Something the budget could pay for.

    id         as its proposers or the file write it
    cost       in minor units, more than zero
    withdrawn  taken back after the vote began: on the ballots, but not in the count
    """

    id: str
    cost: int
    name: str = ""
    withdrawn: bool = False


@dataclass(frozen=True)
class Ballot:
    """One voter's choice.

    choices  places in the list of projects, each at most once; the first comes first (ordinal)
    points   one number for each choice (cumulative, scoring), otherwise empty
    """

    choices: tuple[int, ...]
    points: tuple[int, ...] = ()


@dataclass(frozen=True)
class Pile:
    """Equal ballots, and how many voters cast them."""

    ballot: Ballot
    voters: int


@dataclass(frozen=True)
class BudgetVote:
    """Everything a counting method looks at; who voted is not part of it.

    budget     in minor units
    exponent   decimals of the unit: 2 means that 100 minor units are one whole unit
    threshold  least score with which a project stays in the count
    places     ordinal ballots: how many places a full ballot has; 0: as many as the longest one
    lot        project ids, the luckiest first, for ties that nothing else decides;
               empty: the order of the list decides
    """

    budget: int
    projects: tuple[Project, ...]
    piles: tuple[Pile, ...]
    kind: BallotKind = "approval"
    exponent: int = 0
    currency: str = ""
    threshold: int = 0
    places: int = 0
    lot: tuple[str, ...] = ()

    @property
    def voters(self) -> int:
        """Ballots cast, the empty ones included."""
        return sum(pile.voters for pile in self.piles)

    def ranks(self) -> tuple[int, ...]:
        """For each project its turn when a tie is left: by lot, or by the order of the list."""
        if not self.lot:
            return tuple(range(len(self.projects)))
        turn = {project: rank for rank, project in enumerate(self.lot)}
        return tuple(turn[project.id] for project in self.projects)

    def supporters(self) -> tuple[int, ...]:
        """For each project the number of voters who named it on their ballot."""
        found = [0] * len(self.projects)
        for pile in self.piles:
            for choice in pile.ballot.choices:
                found[choice] += pile.voters
        return tuple(found)


def pile_up(ballots: Iterable[Ballot]) -> tuple[Pile, ...]:
    """Sort ballots into piles of equal ones, in the order in which each first appears."""
    return tuple(Pile(ballot, voters) for ballot, voters in Counter(ballots).items())
