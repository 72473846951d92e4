"""What an organiser does about a finding, and what became of it.  Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tequio.ecosystem.rules.findings import Finding
from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _

End = Literal["thanked", "retried", "dropped"]
MEETINGS = frozenset({"introduce", "double"})
"""Kinds of actions that introduce two to each other; next quarter asks what became of them."""

CALLS = frozenset({"call", "second_holder"})
"""Kinds of actions that ask everybody for an asset but those whom they are about: they have it
already, or look for it."""
INVITATIONS = frozenset({"invite", "ally"})
ASKING = MEETINGS | CALLS | INVITATIONS
"""Kinds of actions that ask something of organisations; a tie to be confirmed asks by itself."""

QUARTER_NOT_TAKEN = RefusalKind(
    "quarter_not_taken",
    _("It was not yet found here what there is to do."),
    _("Let this quarter be found first."),
)
NOTHING_FOUND_SO = RefusalKind(
    "nothing_found_so",
    _("The newest quarter found nothing called {finding}."),
    _("Choose a finding from its page."),
    about="input",
)
NOT_ITS_ACTION = RefusalKind(
    "not_its_action",
    _("This finding does not ask for that."),
    _("Press one of the buttons of the finding."),
    about="input",
)
ACTED_ON_ALREADY = RefusalKind(
    "acted_on_already",
    _("This was done already for the same organisations; it is action {action}."),
    _("Say what became of it, or choose others."),
)
ACTORS_NOT_OF_IT = RefusalKind(
    "actors_not_of_it",
    _("Two organisations that are there are introduced to each other, by a third or by you."),
    _("Choose two that are to meet, and a contact that is neither of them, or none."),
    about="input",
)
NO_SUCH_ACTION = RefusalKind(
    "no_such_action",
    _("Nothing that was done stands here under number {action}."),
    _("Choose one from the page of the quarter."),
    about="input",
)
ACTION_ENDED = RefusalKind(
    "action_ended",
    _("It is already written down what became of action {action}."),
    _("Nothing is left to do."),
)

NO_TIE_SINCE = RefusalKind(
    "no_tie_since",
    _("Both have not confirmed a tie since they were introduced."),
    _("Ask both to confirm it, or try once more."),
)


@dataclass(frozen=True)
class Doing:
    """What is done about a finding of a quarter: with whom, introduced by whom, for which asset."""

    quarter: int
    finding: str
    kind: str
    actors: tuple[int, ...]
    contact: int | None
    asset: str


@dataclass(frozen=True)
class Request:
    """What an organiser did about a finding, as far as it asks something of organisations.

    actors  whom it is about; contact: who introduces them to each other
    asset   that is looked for
    """

    kind: str
    actors: frozenset[int]
    contact: int | None
    asset: str
    day: date


@dataclass(frozen=True)
class Answers:
    """What an organisation said and did itself: what it has, with whom it is tied, and when it last
    joined an alliance."""

    assets: frozenset[str]
    tied_to: frozenset[int]
    joined_on: date


def is_asked(request: Request, listed: int) -> bool:
    """Whether something is asked of an organisation: to introduce two, to meet, to come, or to say
    that it has what is looked for."""
    if request.kind in CALLS:
        return listed not in request.actors
    return listed in request.actors or (request.kind in MEETINGS and listed == request.contact)


def is_answered(request: Request, listed: int, answers: Answers) -> bool:
    """Whether an organisation that was asked has done it: it says that it has the asset, that it is
    tied to the other, or it has joined an alliance since.  An invitation, and a request to
    introduce two, stand until an organiser says what became of them."""
    if request.kind in CALLS:
        return request.asset in answers.assets
    if request.kind in MEETINGS and listed in request.actors:
        return request.actors - {listed} <= answers.tied_to
    return request.kind == "ally" and answers.joined_on >= request.day


def objections_to_act_on(finding: Finding, kind: str, taken: int | None) -> Iterator[Refusal]:
    """Against doing this about a finding; `taken`: number of the same action, if it was done."""
    if kind not in finding.deeds:
        yield NOT_ITS_ACTION.because()
    elif taken is not None:
        yield ACTED_ON_ALREADY.because(action=taken)


def objections_to_actors(
    kind: str, actors: Sequence[int], contact: int | None, *, there: Collection[int]
) -> Iterator[Refusal]:
    """Against the organisations that it is about: they are there; an introduction has two, and a
    contact that is another one.

    there  numbers of all actors of the quarter
    """
    named = {*actors, *(() if contact is None else (contact,))}
    is_meeting = kind in MEETINGS
    if not named <= set(there) or (is_meeting and (len(set(actors)) != 2 or contact in actors)):
        yield ACTORS_NOT_OF_IT.because()


def objections_to_end(action: int, *, ended: bool) -> Iterator[Refusal]:
    """Against saying what became of an action."""
    if ended:
        yield ACTION_ENDED.because(action=action)


def objections_to_thank(*, tied: bool) -> Iterator[Refusal]:
    """Against writing down that an introduction became a tie."""
    if not tied:
        yield NO_TIE_SINCE.because()
