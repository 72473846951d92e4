"""What must be written of a practice and of a place before one is held beside the other.  Pure."""

from __future__ import annotations

from collections.abc import Iterator

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.knowledge.rules.designs import Design

NO_CORE_COMPONENT = RefusalKind(
    "no_core_component",
    _("Nothing is written yet of what this practice cannot do without."),
    _("Write down its parts first; at least one of them is its core."),
)
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


def objections_to_assess(design: Design) -> Iterator[Refusal]:
    """Against holding a design beside a place: one without a need would hold everywhere."""
    cores = [one for one in design.components if one.is_core]
    if not cores:
        yield NO_CORE_COMPONENT.because()
    elif not any(need.is_required for one in cores for need in one.preconditions):
        yield NOTHING_NEEDED.because()
