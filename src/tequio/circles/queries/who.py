"""Who may write the sheet."""

from __future__ import annotations

from tequio.kernel import Act, Refusal
from tequio.membership import queries as members
from tequio.membership.rules import OFFICE_NOT_HELD, holds_any
from tequio.statutes.queries import statutes_on


def objections_to_writing(act: Act) -> list[Refusal]:
    """Only the offices that write the book may; on the day on which it is written down."""
    organisation = act.of_organisation
    offices = statutes_on(organisation, act.today).offices("offices.book")
    if holds_any(members.standing(act.by, organisation, act.today), offices):
        return []
    return [OFFICE_NOT_HELD.because(offices=", ".join(offices))]
