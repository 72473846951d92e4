"""An organisation asks to be admitted by another: refusals, events, and what stands against it.

An organisation becomes a member of another by two acts: its own officer applies, and the other
decides.  Nobody is admitted without having asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _

NO_SUCH_FEDERATION = RefusalKind(
    "no_such_federation",
    _("There is no other organisation of this name on this node."),
    _("Ask its secretary for the short name that stands in the address of its pages."),
    about="input",
)
ALREADY_APPLIED = RefusalKind(
    "already_applied",
    _("Your organisation has already asked to be admitted there."),
    _("Wait for its decision, or take the application back."),
)
ALREADY_BELONGS = RefusalKind(
    "already_belongs",
    _("This organisation is already a member there."),
    _("Nothing is left to do."),
)
NO_APPLICATION = RefusalKind(
    "no_application",
    _("Your organisation has no open application with the number {application}."),
    _("Look at the list of your applications."),
    about="input",
)
HAS_NOT_APPLIED = RefusalKind(
    "has_not_applied",
    _("{name} has not asked to be admitted."),
    _("Ask its secretary to apply on the page of its members."),
)
DOES_NOT_BELONG = RefusalKind(
    "does_not_belong",
    _("{name} is not a member here."),
    _("Look at the list of members."),
    about="input",
)


@dataclass(frozen=True)
class OrganisationApplied:
    application: int
    organisation: int
    federation: int


@dataclass(frozen=True)
class ApplicationWithdrawn:
    application: int
    organisation: int
    federation: int


def objections_to_apply(*, is_there: bool, has_applied: bool, belongs: bool) -> list[Refusal]:
    """An organisation applies to another one, once, and only where it does not belong."""
    if not is_there:
        return [NO_SUCH_FEDERATION.because()]
    if belongs:
        return [ALREADY_BELONGS.because()]
    return [ALREADY_APPLIED.because()] if has_applied else []


def objections_to_admit(name: str, *, has_applied: bool, belongs: bool) -> list[Refusal]:
    """Only who has asked is admitted, and only once."""
    if belongs:
        return [ALREADY_BELONGS.because()]
    return [] if has_applied else [HAS_NOT_APPLIED.because(name=name)]


def objections_to_exclude(name: str, *, belongs: bool) -> list[Refusal]:
    """Only who belongs is excluded."""
    return [] if belongs else [DOES_NOT_BELONG.because(name=name)]
