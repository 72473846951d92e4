"""What moved: offered, asked, decided, adapted, followed up: ids, codes, days, digests; no names.

`keeper` is the organisation whose rows a line tells of, in whichever chain it stands: whoever
offers, and whoever takes a practice up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PracticeOffered:
    """A practice was offered to an organisation."""

    keeper: int
    offer: int
    innovation: int
    version: int
    receiver: int
    text: int | None
    proof: str


@dataclass(frozen=True)
class OfferAnswered:
    """The receiver of an offer answered: `taken_up` or `declined`."""

    keeper: int
    offer: int
    receiver: int
    answer: str
    text: int | None
    proof: str


@dataclass(frozen=True)
class TransferProposed:
    """Members were asked to take a practice up.

    content  digest of what is kept to the letter; text: digest of the words on which they vote
    """

    source: int | None
    innovation: int | None
    version: int | None
    code: str
    design: str
    assessor: int | None
    assessment: int | None
    content: str
    proposal: int
    body: int
    decision_type: str
    effect: str
    text: str


@dataclass(frozen=True)
class TransferStarted:
    """A practice is on its way into an organisation whose members decided so.

    title, content  digests of its title and text; design: of what it says
    """

    keeper: int
    taken_up: int
    source: int | None
    innovation: int | None
    version: int | None
    code: str
    title: str
    content: str
    design: str
    assessor: int | None
    assessment: int | None
    offer: int | None
    proposal: int
    resolution: int
    decided_on: date
    state: str


@dataclass(frozen=True)
class AdaptationLogged:
    """One change to a practice on its way, by the facets of FRAME."""

    keeper: int
    adaptation: int
    taken_up: int
    component: str
    moment: str
    is_planned: bool
    decided_by: str
    what: str
    level: str
    nature: str
    is_true: str
    why: tuple[str, ...]
    text: int
    proof: str
    day: date


@dataclass(frozen=True)
class TransferMoved:
    """A transfer came into a state; `is_unchanged`: it was said that nothing was adapted."""

    keeper: int
    taken_up: int
    step: int
    state: str
    is_unchanged: bool
    text: int
    proof: str
    day: date


@dataclass(frozen=True)
class TransferFollowedUp:
    """What became of a transfer after so many months; 0: somebody was harmed, told on that day."""

    keeper: int
    follow_up: int
    taken_up: int
    months: int
    is_alive: bool
    is_harm: bool
    reach: tuple[str, ...]
    text: int
    proof: str
    day: date
