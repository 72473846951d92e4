"""Who brings organisations together, and who speaks for one of them.  Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.membership.rules import OFFICE_NOT_HELD, Standing, holds_any
from tequio.registry.rules.deciding import OF_A_LISTED
from tequio.screening.rules.case_refusals import SPEAKS_FOR_ITSELF

ORGANISERS = "the offices that bring organisations together (`ecosystem.offices`)"
ITS_OFFICERS = f"secretary or chair of the organisation itself; for it, {ORGANISERS}"
"""Who may, in the words of docs/acts."""

NOT_ITS_OFFICER = RefusalKind(
    "not_its_officer",
    _("Only the organisation's own secretary or chair, or an organiser, can say this for it."),
    _("Ask one of them to write it down."),
    about="who",
)
OF_AN_ACTOR = (*OF_A_LISTED, NOT_ITS_OFFICER)


@dataclass(frozen=True)
class Organising:
    """What the statutes say on a day of who brings organisations together."""

    offices: tuple[str, ...]
    is_public: bool


def organises(standing: Standing, organising: Organising) -> bool:
    """Holds an office that brings organisations together."""
    return holds_any(standing, organising.offices)


def objections_to_organise(standing: Standing, organising: Organising) -> Iterator[Refusal]:
    """What stands against this person's acting as an organiser."""
    if not organises(standing, organising):
        yield OFFICE_NOT_HELD.because(offices=", ".join(organising.offices))


def objections_to_speak(*, is_own: bool, organises: bool) -> Iterator[Refusal]:
    """What stands against this person's saying something for a listed organisation.

    is_own  she is secretary or chair of the organisation of the node that it is
    """
    if not (is_own or organises):
        yield NOT_ITS_OFFICER.because()


def objections_to_overrule(*, is_own: bool, is_theirs: bool) -> Iterator[Refusal]:
    """What stands against an organiser's saying or ending what an organisation says itself.

    is_theirs  it is on this node and says it by its own officers
    """
    if is_theirs and not is_own:
        yield SPEAKS_FOR_ITSELF.because()
