"""Which practice is meant: one of one's own, a published one, or a ready case.  Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from tequio.chronicle.rules.inputs import Id, Slug, Text
from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.knowledge.rules.designs import NO_CORE_COMPONENT, Design
from tequio.knowledge.rules.designs import objections_to_assess as objections_to_design

NOT_ASSESSABLE = RefusalKind(
    "practice_not_assessable",
    _("This practice cannot be held beside a place: {problems}."),
    _("Write a new version in which this is said."),
)

NOTHING_NEEDED = RefusalKind(
    "nothing_needed_told",
    _("It is written nowhere what the core of this practice needs of a place."),
    _("Write it down for at least one part of its core; else anything would stand anywhere."),
)
PLACE_NOT_READABLE = RefusalKind(
    "place_not_readable",
    _("What is told of the place cannot be read: {problems}."),
    _("Correct it and send again."),
    about="input",
)
TO_ASSESS = (NOT_ASSESSABLE, NO_CORE_COMPONENT, NOTHING_NEEDED)


@dataclass(frozen=True)
class Practice:
    """A practice by number, or a ready case by code.

    innovation  its number in the library of `keeper`
    version     left out: the one that stands
    keeper      short name of whose practice it is; left out: your own organisation's
    case        code of a ready case, such as creche
    """

    innovation: Id | None = None
    version: Id | None = None
    keeper: Slug = ""
    case: Annotated[str, Text(40)] = ""


@dataclass(frozen=True)
class Read:
    """A practice as it was read; `design`: what it says, as canonical JSON.

    source, innovation, version  whose, which, as it stood; of a ready case only `code`
    digest                       of what it says
    """

    source: int | None
    innovation: int | None
    version: int | None
    code: str
    title: str
    design: str
    digest: str


def objections_to_assess(design: Design) -> Iterator[Refusal]:
    """Against holding a design beside a place: one without a need would hold everywhere."""
    yield from objections_to_design(design)
    cores = [one for one in design.components if one.is_core]
    needed = (each.is_required for one in cores for each in one.preconditions)
    if cores and not any(needed):
        yield NOTHING_NEEDED.because()
