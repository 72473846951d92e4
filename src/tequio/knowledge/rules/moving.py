"""A practice on its way into an organisation that decided so itself (ADAPT).  Pure.

BMJ 2021;374:n1679: a team, does it fit, what to change, a pilot, what came of it, and it stays; or
one goes back, or leaves it.  A place is asked again after 6 and 12 months.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tequio.kernel import Refusal, RefusalKind, add_months
from tequio.kernel import gettext_noop as _

Stage = Literal["fit", "planned", "piloted", "evaluated", "sustained", "moved_back", "left"]
Reach = Literal["out", "up", "deep"]
WAY = ("team", "fit", "planned", "piloted", "evaluated", "sustained")
OVER = ("moved_back", "left")
TRIED = WAY[WAY.index("piloted") :]
"""From when on it can be seen whether it lives."""
MONTHS = (6, 12)
ON_ANY_DAY = 0
"""In place of months: that somebody was harmed, which waits for no look back and replaces none."""

STATES: Mapping[str, str] = {
    "team": _("a team comes together"),
    "fit": _("it was looked at whether it fits"),
    "planned": _("changes are planned"),
    "piloted": _("it is being tried"),
    "evaluated": _("it was looked at what came of it"),
    "sustained": _("it stays"),
    "moved_back": _("moved back to how it was before"),
    "left": _("left"),
}
REACHES: Mapping[str, str] = {
    "out": _("It went on to more places."),
    "up": _("It changed a law or an institution."),
    "deep": _("It changed how people think and live."),
}

NO_SUCH_TRANSFER = RefusalKind(
    "no_such_transfer_of_practice",
    _("Your organisation takes up no practice under the number {transfer}."),
    _("Choose one from the list of transfers."),
    about="input",
)
TRANSFER_OVER = RefusalKind(
    "transfer_is_over",
    _("This transfer is over: it was moved back or left."),
    _("If it begins again, let the members decide again."),
)
NO_SUCH_COMPONENT = RefusalKind(
    "no_such_component",
    _("The practice has no part called {component}."),
    _("Choose one of its parts, or leave it empty for the whole."),
    about="input",
)
NOTHING_TOLD = RefusalKind(
    "transfer_without_words",
    _("It is not said what was done."),
    _("Write it in one or two sentences, for those who come after you."),
    about="input",
)
CHANGE_TO_COME = RefusalKind(
    "adaptation_to_come",
    _("{day} is still to come."),
    _("Write down a change once it is made or decided."),
    about="input",
)
CHANGE_TOO_OLD = RefusalKind(
    "adaptation_before_the_beginning",
    _("{day} is before this began."),
    _("Write down a change once it is made or decided."),
    about="input",
)
CHANGE_WITHOUT_REASON = RefusalKind(
    "adaptation_without_reason",
    _("It is not said why this was changed."),
    _("Choose at least one."),
    about="input",
)
NOT_THE_NEXT_STEP = RefusalKind(
    "not_the_next_step",
    _("From here the next step is another one: {state}."),
    _("One step follows the other; it can be moved back or left on any day."),
)
ADAPTATIONS_UNTOLD = RefusalKind(
    "adaptations_untold",
    _("It is not written down what was changed."),
    _("Write down each change, or say that nothing was changed."),
)
ADAPTATIONS_TOLD = RefusalKind(
    "adaptations_told",
    _("Changes are written down here: it is not as it was."),
    _("Leave out that nothing was changed."),
    about="input",
)
NOT_YET_A_YEAR = RefusalKind(
    "not_followed_up_for_a_year",
    _("Nobody has seen yet that it lives after 12 months."),
    _("Follow it up on {day} or later."),
)
NO_MORE = _("It no longer lives here.")
DIED_IN_THE_YEAR = RefusalKind(
    "not_alive_after_a_year",
    NO_MORE,
    _("If it begins again, let the members decide again."),
)
NO_SUCH_MONTHS = RefusalKind(
    "no_such_follow_up",
    _("It is followed up after 6 and after 12 months."),
    _("Choose one of the two."),
    about="input",
)
LOOK_LATER = _("Look again then, or later; only harm is told on any day.")
TOO_EARLY = RefusalKind(
    "follow_up_too_early",
    _("The {months} months are over on {day}."),
    LOOK_LATER,
)
NOT_TRIED_YET = RefusalKind(
    "not_tried_yet",
    _("It is not being tried yet."),
    LOOK_LATER,
)
FOLLOWED_UP_ALREADY = RefusalKind(
    "followed_up_already",
    _("It was followed up after {months} months already."),
    _("Nothing more is needed."),
)


@dataclass(frozen=True)
class Transfer:
    """A transfer as it stands.

    since       the later day of decision and beginning: from then on months are counted
    components  codes of the practice's parts
    alive       by months whether it lived then
    lives       as was said last, also with harm; None while nobody said
    is_changed  an adaptation was logged
    """

    id: int
    source: int | None
    state: str
    since: date
    components: frozenset[str]
    alive: Mapping[int, bool]
    lives: bool | None
    is_changed: bool

    @property
    def is_over(self) -> bool:
        """Moved back or left."""
        return self.state in OVER


def due_on(since: date, months: int) -> date:
    """The first day on which it can be followed up."""
    return add_months(since, months)


def next_state(state: str) -> str:
    """What follows on the way; empty where it ends."""
    place = WAY.index(state) + 1 if state in WAY else len(WAY)
    return WAY[place] if place < len(WAY) else ""


def _objections_to_work(transfer: int, found: Transfer | None, words: str) -> Iterator[Refusal]:
    if found is not None and found.is_over:
        yield TRANSFER_OVER.because()
    yield from _objections_to_tell(transfer, found, words)


def _objections_to_tell(transfer: int, found: Transfer | None, words: str) -> Iterator[Refusal]:
    if found is None:
        yield NO_SUCH_TRANSFER.because(transfer=transfer)
    if not words.strip():
        yield NOTHING_TOLD.because()


def objections_to_log(
    transfer: int,
    found: Transfer | None,
    *,
    component: str,
    words: str,
    reasons: Collection[str],
) -> Iterator[Refusal]:
    """Against writing down a change of this part of the practice."""
    yield from _objections_to_work(transfer, found, words)
    if found is not None and component and component not in found.components:
        yield NO_SUCH_COMPONENT.because(component=component)
    if not reasons:
        yield CHANGE_WITHOUT_REASON.because()


def objections_to_day(found: Transfer | None, day: date, today: date) -> Iterator[Refusal]:
    """Against a change on this day."""
    if day > today:
        yield CHANGE_TO_COME.because(day=day)
    elif found is not None and day < found.since:
        yield CHANGE_TOO_OLD.because(day=day)


def objections_to_move(
    transfer: int,
    found: Transfer | None,
    state: str,
    *,
    words: str,
    is_unchanged: bool,
) -> Iterator[Refusal]:
    """Against this step; back and away is possible from everywhere."""
    yield from _objections_to_work(transfer, found, words)
    if found is not None and found.is_changed and is_unchanged:
        yield ADAPTATIONS_TOLD.because()
    if found is None or found.is_over or state in OVER:
        return
    following = next_state(found.state)
    if found.lives is False:
        yield DIED_IN_THE_YEAR.because()
    elif state != following:
        yield NOT_THE_NEXT_STEP.because(state=following or found.state)
    elif state == "evaluated" and not (found.is_changed or is_unchanged):
        yield ADAPTATIONS_UNTOLD.because()
    elif state == "sustained":
        yield from _objections_to_stay(found)


def _objections_to_stay(found: Transfer) -> Iterator[Refusal]:
    """Against its staying: a year is over, and somebody saw that it lives."""
    if found.alive.get(12) is False:
        yield DIED_IN_THE_YEAR.because()
    elif 12 not in found.alive:
        yield NOT_YET_A_YEAR.because(day=due_on(found.since, 12))


def objections_to_follow_up(
    transfer: int,
    found: Transfer | None,
    months: int,
    *,
    words: str,
    is_harm: bool,
    today: date,
) -> Iterator[Refusal]:
    """Against following it up after so many months; late is better than not, also once it is over.
    That somebody was harmed is told on any day (`ON_ANY_DAY`)."""
    yield from _objections_to_tell(transfer, found, words)
    if months == ON_ANY_DAY and is_harm:
        return
    if months not in MONTHS:
        yield NO_SUCH_MONTHS.because()
    elif found is None:
        return
    elif months in found.alive:
        yield FOLLOWED_UP_ALREADY.because(months=months)
    elif not (found.is_over or found.state in TRIED):
        yield NOT_TRIED_YET.because()
    elif today < due_on(found.since, months):
        yield TOO_EARLY.because(months=months, day=due_on(found.since, months))
