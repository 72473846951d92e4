"""Several things that one page shows together, with few statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tequio.governance.queries.ballots import BallotView, ballots_of, my_votes, rolls_of
from tequio.governance.queries.effects_shown import EffectView, shown
from tequio.governance.queries.granted import of_proposals, of_resolutions
from tequio.governance.queries.proposals import (
    ProposalView,
    ResolutionView,
    proposals,
    resolutions,
)


@dataclass(frozen=True)
class Matter:
    """A proposal with what it would allow and how far it is.

    ballot      the latest vote on it, open or closed
    is_mine     whether the reader stands on that ballot's roll
    has_voted   whether she has voted in it, by phone
    """

    proposal: ProposalView
    effect: EffectView
    ballot: BallotView | None
    is_mine: bool = False
    has_voted: bool = False

    @property
    def state(self) -> str:
        """withdrawn, adopted, rejected, no_quorum, impossible, voting or open."""
        if self.proposal.state == "withdrawn":
            return "withdrawn"
        if self.ballot is None:
            return "open"
        return "voting" if self.ballot.is_open else self.ballot.outcome


def matters(
    organisation: int, person: int | None, listed: Iterable[ProposalView], *, on: date
) -> list[Matter]:
    """Proposals with their effects and votes, in the given order.  At most twenty queries.

    on  day whose statutes say who would carry out what is not decided yet
    """
    views = list(listed)
    effects = shown(organisation, of_proposals(organisation, views, on))
    ballots = latest_ballots(organisation, [view.id for view in views])
    numbers = [ballot.id for ballot in ballots.values()]
    mine = rolls_of(organisation, person, numbers)
    voted = my_votes(organisation, person, numbers)
    return [
        Matter(
            view,
            effect,
            ballot := ballots.get(view.id),
            ballot is not None and ballot.id in mine,
            ballot is not None and ballot.id in voted,
        )
        for view, effect in zip(views, effects, strict=True)
    ]


def latest_ballots(organisation: int, numbers: Iterable[int]) -> Mapping[int, BallotView]:
    """The latest vote on each of these proposals."""
    found: dict[int, BallotView] = {}
    for ballot in ballots_of(organisation, proposals=list(numbers)):
        found.setdefault(ballot.proposal, ballot)
    return found


def open_matters(organisation: int, person: int | None, *, on: date) -> list[Matter]:
    """Everything that is still to be decided, the newest first."""
    return matters(organisation, person, proposals(organisation, only_open=True), on=on)


@dataclass(frozen=True)
class Decided:
    """A resolution with what it allowed."""

    resolution: ResolutionView
    effect: EffectView


def decided(
    organisation: int, *, before: int | None = None, limit: int = 50
) -> tuple[list[Decided], int | None]:
    """A page of the book of decisions, newest first, and the number before which the next page
    begins.  At most sixteen queries."""
    found = resolutions(organisation, before=before, limit=limit + 1)
    listed = with_effects(organisation, found[:limit])
    return listed, found[limit - 1].id if len(found) > limit else None


def with_effects(organisation: int, found: Iterable[ResolutionView]) -> list[Decided]:
    """Resolutions beside what they allowed."""
    listed = list(found)
    effects = shown(organisation, of_resolutions(listed))
    return [Decided(*pair) for pair in zip(listed, effects, strict=True)]
