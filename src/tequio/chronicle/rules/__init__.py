"""What a line of the chronicle is, how it is digested, and how a chain is checked.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from tequio.chronicle.rules.inputs import NOT_READABLE
from tequio.chronicle.rules.steps import WITH_STEPS as WITH_STEPS
from tequio.chronicle.rules.steps import Step as Step
from tequio.chronicle.rules.steps import step as step
from tequio.chronicle.rules.steps import steps_of as steps_of
from tequio.chronicle.rules.steps import unfolded as unfolded
from tequio.kernel import ORGANISATION_MISSING, Finding, Refusal, RefusalKind, digest
from tequio.kernel import gettext_noop as _

E = TypeVar("E")

NODE = 0
"""The node's own chain, for acts of no organisation."""

LONGEST_KEY = 80

KEY_USED_FOR_OTHER_CONTENT = RefusalKind(
    "key_used_for_other_content",
    _("This was already sent once, with something else in it (key {key})."),
    _("See whether the first one was written down; then load the page again and send anew."),
)
KEY_NOT_USABLE = RefusalKind(
    "key_not_usable",
    _("An act needs a key of 1 to 80 characters; this one has {length}."),
    _("Send a fresh random key, such as a UUID, and keep it for sending again."),
    about="input",
)
NO_SUCH_CHAIN = RefusalKind(
    "no_such_organisation",
    _("There is no organisation with the number {organisation}."),
    _("Check the name or the number of the organisation."),
    about="input",
)
NOT_FOR_AN_ORGANISATION = RefusalKind(
    "not_for_an_organisation",
    _("This act is done for nobody's book."),
    _("Leave the organisation out and send again."),
    about="input",
)
OF_THE_DOOR = (
    KEY_USED_FOR_OTHER_CONTENT,
    KEY_NOT_USABLE,
    NO_SUCH_CHAIN,
    NOT_FOR_AN_ORGANISATION,
    ORGANISATION_MISSING,
    NOT_READABLE,
)
"""Refusals that the door itself may raise for any act."""


@dataclass(frozen=True)
class Told(Generic[E]):
    """An event, and the lines that the same act leaves in the chains of other organisations."""

    event: E
    also: Mapping[int, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One act in one chain.  `facts` hold ids, whole numbers, days and codes; never names."""

    chain: str
    number: int
    kind: str
    event: str
    key: str
    by: int | None
    at: datetime
    facts: Mapping[str, Any]
    previous: str

    def digest(self) -> str:
        """SHA-256 over the canonical JSON of everything above."""
        return digest(
            {
                "at": self.at.astimezone(UTC),
                "by": self.by,
                "chain": self.chain,
                "event": self.event,
                "facts": dict(self.facts),
                "key": self.key,
                "kind": self.kind,
                "number": self.number,
                "previous": self.previous,
            }
        )


@dataclass(frozen=True)
class Head:
    """Where a chain stands: its last number and that line's digest."""

    chain: str
    number: int
    digest: str


def beginning(chain: str) -> str:
    """What the first line of a chain names as its predecessor."""
    return digest({"chain": chain})


def objections_to_key(key: str) -> tuple[Refusal, ...]:
    """A key must be there and short enough to be stored."""
    if 1 <= len(key) <= LONGEST_KEY:
        return ()
    return (KEY_NOT_USABLE.because(length=len(key)),)


CHAIN_BROKEN = _("Line {number} of the chronicle does not follow the line before it.")
LINE_CHANGED = _("Line {number} of the chronicle was changed after it was written.")
HEAD_DIFFERS = _("The chronicle ends at line {number}, but its head says {head}.")
WITNESS_DIFFERS = _(
    "Line {number} differs from what {witness} witnessed: the chain was rewritten or shortened."
)


def check_chain(
    lines: Iterable[tuple[Line, str]], *, head: Head, witnessed: Iterable[tuple[str, Head]]
) -> Iterator[Finding]:
    """Walk a chain from its beginning; yield what does not hold, first things first.

    lines      each line with the digest stored beside it, in order of number
    head       what the head row says
    witnessed  (who, head) as sister groups, federations or files from other nodes hold them
    """
    previous, number = beginning(head.chain), 0
    seen = {number: previous}
    for line, stored in lines:
        if line.number != number + 1 or line.previous != previous:
            yield Finding.of("chronicle", "chain_broken", CHAIN_BROKEN, number=line.number)
        if line.digest() != stored:
            yield Finding.of("chronicle", "line_changed", LINE_CHANGED, number=line.number)
        previous, number = stored, line.number
        seen[number] = stored
    if (number, previous) != (head.number, head.digest):
        fields = (("number", number), ("head", head.number))
        yield Finding("chronicle", "head_differs", HEAD_DIFFERS, fields)
    for who, held in witnessed:
        if held.chain == head.chain and seen.get(held.number) != held.digest:
            told = (("number", held.number), ("witness", who))
            yield Finding("chronicle", "witness_differs", WITNESS_DIFFERS, told)
