"""Recommendations of a policy that several kinds of actor make together, and what becomes of them.

Each has an owner or says that it has none.  A changed status asks for a source.  Who took part is
shown by kind of actor.  Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tequio.ecosystem.rules.frameworks import Framework
from tequio.ecosystem.rules.kinds import objections_to_kind
from tequio.ecosystem.rules.scorecard_refusals import FRAMEWORK_NOT_KEPT
from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.screening.rules.cases import objections_to_words

State = Literal["open", "promised", "begun", "done", "refused", "undone"]
Role = Literal["convenes", "writes", "advises", "is_heard"]
OPEN = "open"
STATES: Mapping[str, str] = {
    OPEN: _("nothing has happened"),
    "promised": _("promised"),
    "begun": _("begun"),
    "done": _("done"),
    "refused": _("refused"),
    "undone": _("was done, and undone again"),
}
ROLES: Mapping[str, str] = {
    "convenes": _("calls the others together"),
    "writes": _("writes along"),
    "advises": _("advises"),
    "is_heard": _("is heard"),
}
OWNER_NONE = _("Owner: none")
"""Said wherever a recommendation has nobody who takes it on."""

NO_SUCH_PROCESS = RefusalKind(
    "no_such_process",
    _("There is no process of policy {process} here."),
    _("Choose one from the list."),
    about="input",
)
NUMBER_TAKEN = RefusalKind(
    "recommendation_number_taken",
    _("This process has a recommendation {number} already."),
    _("Take the next number; a recommendation is not written over."),
    about="input",
)
NO_SUCH_BLOCK = RefusalKind(
    "no_such_block",
    _("The framework {framework} has no block {block}."),
    _("Choose among its blocks."),
    about="input",
)
NO_SUCH_RECOMMENDATION = RefusalKind(
    "no_such_recommendation",
    _("There is no recommendation {recommendation} here."),
    _("Choose one from the page of the process."),
    about="input",
)
NO_SUCH_STATUS = RefusalKind(
    "no_such_status",
    _("A recommendation cannot be {status}."),
    _("Choose one from the list."),
    about="input",
)
SOURCE_MISSING = RefusalKind(
    "source_missing",
    _("How this recommendation stands changes, and nothing says where that can be seen."),
    _("Name a document, a page or a meeting by which others can see it."),
    about="input",
)
NOTHING_CHANGED = RefusalKind(
    "nothing_changed",
    _("This recommendation stands so already."),
    _("Nothing more is needed."),
)
NO_SUCH_ROLE = RefusalKind(
    "no_such_way_of_part",
    _("There is no way of taking part called {role}."),
    _("Choose one from the list."),
    about="input",
)
TAKES_PART_ALREADY = RefusalKind(
    "takes_part_already",
    _("It is written down since {day} that they take part so."),
    _("Nothing more is needed."),
)


@dataclass(frozen=True)
class Status:
    """How a recommendation stands; `owner`: in words, or empty; `owner_listed`: or an organisation
    of the register."""

    status: str = OPEN
    owner: str = ""
    owner_listed: int | None = None
    source: str = ""

    @property
    def has_owner(self) -> bool:
        """Whether somebody has taken it on; else OWNER_NONE is said."""
        return bool(self.owner.strip()) or self.owner_listed is not None


@dataclass(frozen=True)
class Taking:
    """Somebody takes part in a process: an organisation of the register, or a kind in words."""

    kind: str
    role: str
    listed: int | None
    day: date


def objections_to_begin(words: str, *, framework: str, is_known: bool) -> Iterator[Refusal]:
    """Against a process, by a framework whose blocks it touches; `words`: what it is for."""
    yield from objections_to_words(words)
    if not is_known:
        yield FRAMEWORK_NOT_KEPT.because(framework=framework)


def objections_to_record(
    framework: Framework, *, number: int, taken: Collection[int], blocks: Iterable[str], words: str
) -> Iterator[Refusal]:
    """Against a recommendation; `taken`: numbers that the process has already."""
    if number in taken:
        yield NUMBER_TAKEN.because(number=number)
    for block in blocks:
        if block not in framework.by_code:
            yield NO_SUCH_BLOCK.because(framework=framework.key, block=block)
    yield from objections_to_words(words)


def objections_to_update(before: Status, after: Status) -> Iterator[Refusal]:
    """Against another standing of a recommendation.  Another owner alone needs no source."""
    if after.status not in STATES:
        yield NO_SUCH_STATUS.because(status=after.status)
    elif after.status != before.status and not after.source.strip():
        yield SOURCE_MISSING.because()
    elif after == before:
        yield NOTHING_CHANGED.because()


def objections_to_take_part(
    kind: str, role: str, *, listed: int | None, words: str, there: Iterable[Taking]
) -> Iterator[Refusal]:
    """Against taking part in a process; `words`: who it is, where no organisation of the register
    does; `there`: who takes part already."""
    yield from objections_to_kind(kind)
    if role not in ROLES:
        yield NO_SUCH_ROLE.because(role=role)
    if listed is None or words.strip():
        yield from objections_to_words(words)
    for one in there:
        if listed is not None and (one.kind, one.role, one.listed) == (kind, role, listed):
            yield TAKES_PART_ALREADY.because(day=one.day)
