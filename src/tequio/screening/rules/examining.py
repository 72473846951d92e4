"""Who examines, who decides, and who must stand aside.  Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.membership.rules import OFFICE_NOT_HELD, Standing, holds_any

ASSESSORS = "the offices that examine (`screening.offices`)"
"""Who may, in the words of docs/acts."""

IN_CONFLICT = RefusalKind(
    "in_conflict",
    _("Whoever does this must have no interest in the organisation: {reason}."),
    _("Let another assessor do it."),
    about="who",
)
ALREADY_DECLARED = RefusalKind(
    "interest_already_declared",
    _("You have already said that you have an interest in this organisation."),
    _("Nothing more is needed."),
)
NO_SUCH_INTEREST = RefusalKind(
    "no_such_interest",
    _("You have not said that you have an interest in this organisation."),
    _("Choose one from your own list."),
    about="input",
)
TIES: Mapping[str, str] = {
    "declared": _("she said so herself"),
    "member": _("a member of it"),
    "officer": _("holds an office in it"),
    "related": _("belongs to an organisation that stands close to it"),
    "vouched": _(
        "showed or vouched for something of it, or holds an office where it is vouched for"
    ),
    "first_instance": _("took part in the decision that is appealed against"),
    "assessor": _("assessed in this case"),
    "challenger": _("she doubted the organisation herself"),
}


@dataclass(frozen=True)
class Examining:
    """What the statutes of an examiner say of its screening on a day."""

    offices: tuple[str, ...]
    panel: tuple[str, ...]
    appeal: tuple[str, ...]
    reply_days: int
    appeal_days: int


def examines(standing: Standing, examining: Examining) -> bool:
    """Holds an office that examines."""
    return holds_any(standing, examining.offices)


def objections_to_examine(standing: Standing, examining: Examining) -> Iterator[Refusal]:
    """What stands against this person's examining for the network."""
    if not examines(standing, examining):
        yield OFFICE_NOT_HELD.because(offices=", ".join(examining.offices))


def objections_to_ties(ties: Mapping[int, str], person: int | None) -> Iterator[Refusal]:
    """What stands against this person's judging: she is tied to whom she would judge.

    ties  person → why, a code of `TIES`
    """
    if person is not None and person in ties:
        yield IN_CONFLICT.because(reason=TIES[ties[person]])
