"""A programme check from the outset: it opens only when those affected were asked.  Pure.

Who is affected, the good and the harm expected, and their part in deciding are recorded, and they
have answered.  That they answer no does not forbid it: their no is shown beside the programme.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tequio.ecosystem.rules.kinds import objections_to_kind
from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.screening.rules.cases import objections_to_words

Part = Literal["decide", "co_decide", "consulted", "informed", "none"]
Answer = Literal["agrees", "with_changes", "refuses"]
PARTS: Mapping[str, str] = {
    "decide": _("they decide"),
    "co_decide": _("they decide together with others"),
    "consulted": _("they are asked"),
    "informed": _("they are told"),
    "none": _("none"),
}
ANSWERS: Mapping[str, str] = {
    "refuses": _("say no"),
    "with_changes": _("agree if something changes"),
    "agrees": _("agree"),
}
"""In the order in which they are shown: disagreement first."""

NO_SUCH_PROGRAMME = RefusalKind(
    "no_such_programme",
    _("There is no programme {programme} here."),
    _("Choose one from the list of programmes."),
    about="input",
)
PROGRAMME_OPEN = RefusalKind(
    "programme_open",
    _("This programme is open since {day}."),
    _("What those affected answer now is still taken and shown."),
)
NO_SUCH_PART = RefusalKind(
    "no_such_part",
    _("There is no part in deciding called {part}."),
    _("Say whether they decide, decide together with others, are asked, are told, or have none."),
    about="input",
)
NO_SUCH_ANSWER = RefusalKind(
    "no_such_reply",
    _("Those affected agree, agree if something changes, or say no; {answer} is none of these."),
    _("Choose one of the three."),
    about="input",
)
NO_SUCH_AFFECTED = RefusalKind(
    "no_such_affected",
    _("Nobody stands under number {affected} among those whom the programme affects."),
    _("Choose one from the page of the programme."),
    about="input",
)
AFFECTED_MISSING = RefusalKind(
    "affected_missing",
    _("Nobody is named whom this programme affects."),
    _("Name those whom it would touch, those whom it could harm before others."),
)
BENEFITS_MISSING = RefusalKind(
    "benefits_missing",
    _("Nothing says what good is expected for some whom the programme affects."),
    _("Write it down with them; “none” is an answer too."),
    about="input",
)
HARMS_MISSING = RefusalKind(
    "harms_missing",
    _("Nothing says what harm could come to some whom the programme affects."),
    _("Write it down with them; “none” is an answer too."),
    about="input",
)
PART_MISSING = RefusalKind(
    "part_in_deciding_missing",
    _("Nothing says what part some whom the programme affects have in deciding."),
    _("Say it, even if they have none."),
    about="input",
)
REPLY_MISSING = RefusalKind(
    "reply_missing",
    _("{number} of those affected have not answered yet."),
    _("Go to them, ask, and write down what they say and how many were there."),
)
REPLIED_ON_NO_SUCH_DAY = RefusalKind(
    "replied_on_no_such_day",
    _("Their answer can only be from {since} to {until}."),
    _("Correct the day."),
    about="input",
)
PRESENT_MISSING = RefusalKind(
    "present_missing",
    _("Nothing says how many of those affected were there."),
    _("Count who was there when the answer was given."),
    about="input",
)


@dataclass(frozen=True)
class Reply:
    """An answer of those affected; of several the newest counts, and one that they gave themselves
    before any that was written down for them."""

    answer: str
    day: date
    is_own: bool = False
    id: int = 0


@dataclass(frozen=True)
class Affected:
    """Somebody whom a programme would touch; what is missing is an empty text.

    named_on  when it was written down: an answer of before is none to it
    """

    id: int
    benefits: str
    harms: str
    part: str
    named_on: date
    replies: tuple[Reply, ...] = ()

    @property
    def answers(self) -> tuple[Reply, ...]:
        """All answers, the one that counts first."""
        known = [reply for reply in self.replies if reply.day >= self.named_on]
        known.sort(key=lambda reply: (reply.is_own, reply.day, reply.id), reverse=True)
        return tuple(known)

    @property
    def reply(self) -> Reply | None:
        """The answer that counts."""
        return next(iter(self.answers), None)


@dataclass(frozen=True)
class Programme:
    """A policy or programme that is to open."""

    id: int
    affected: tuple[Affected, ...] = ()
    opened_on: date | None = None


def objections_to_draft(words: str) -> Iterator[Refusal]:
    """Against a draft: it says what it is for."""
    yield from objections_to_words(words)


def objections_to_name(
    programme: Programme, affected: Affected, *, kind: str, who: str
) -> Iterator[Refusal]:
    """Against naming somebody affected; `who`: in words, from which `kind` of actor."""
    yield from _objections_to_opened(programme)
    yield from objections_to_kind(kind)
    yield from objections_to_words(who)
    yield from (missing.because() for missing in _missing(affected))
    if affected.part and affected.part not in PARTS:
        yield NO_SUCH_PART.because(part=affected.part)


def _missing(affected: Affected) -> Iterator[RefusalKind]:
    """What is not recorded of somebody affected, in this order."""
    if not affected.benefits.strip():
        yield BENEFITS_MISSING
    if not affected.harms.strip():
        yield HARMS_MISSING
    if not affected.part:
        yield PART_MISSING


def objections_to_reply(
    affected: Affected, *, answer: str, words: str, day: date, today: date
) -> Iterator[Refusal]:
    """Against an answer of those affected, given on a day; also once the programme is open."""
    if answer not in ANSWERS:
        yield NO_SUCH_ANSWER.because(answer=answer)
    yield from objections_to_words(words)
    if not affected.named_on <= day <= today:
        yield REPLIED_ON_NO_SUCH_DAY.because(since=affected.named_on, until=today)


def objections_to_presence(present: int | None, *, is_own: bool) -> Iterator[Refusal]:
    """Against an answer that was written down at a meeting without saying how many were there;
    `is_own`: an officer of the organisation that speaks for them gave it herself."""
    if not is_own and not present:
        yield PRESENT_MISSING.because()


def objections_to_open(programme: Programme) -> Iterator[Refusal]:
    """Against opening it: one objection for each thing that is missing."""
    yield from _objections_to_opened(programme)
    if not programme.affected:
        yield AFFECTED_MISSING.because()
    missing = {kind for one in programme.affected for kind in _missing(one)}
    for kind in (BENEFITS_MISSING, HARMS_MISSING, PART_MISSING):
        if kind in missing:
            yield kind.because()
    silent = sum(one.reply is None for one in programme.affected)
    if silent:
        yield REPLY_MISSING.because(number=silent)


def _objections_to_opened(programme: Programme) -> Iterator[Refusal]:
    if programme.opened_on is not None:
        yield PROGRAMME_OPEN.because(day=programme.opened_on)


def heard(programme: Programme) -> tuple[Affected, ...]:
    """Those affected, as they are shown: who says no before who agrees, the silent first."""
    order = tuple(ANSWERS)
    return tuple(
        sorted(
            programme.affected,
            key=lambda one: (-1 if one.reply is None else order.index(one.reply.answer), one.id),
        )
    )
