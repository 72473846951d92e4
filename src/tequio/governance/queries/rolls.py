"""Who belongs to a body on a day: what a roll is frozen from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.governance.models import BodyRow, ExcusedRow, ProposalRow
from tequio.governance.rules import refusals as no
from tequio.kernel import Refused, remembered
from tequio.membership import queries as membership


@remembered
def body_of(organisation: int, body: int | None) -> BodyRow:
    """A body by number; the assembly if none is named.  Raises Refused `no_such_body`."""
    rows = BodyRow.objects.filter(organisation_id=organisation)
    row = rows.filter(code="assembly").first() if body is None else rows.filter(id=body).first()
    if row is None:
        raise Refused(no.NO_SUCH_BODY.because(body=body or 0))
    return row


def excused(organisation: int, proposal: int) -> frozenset[int]:
    """Who stands aside from a proposal.  One query."""
    rows = ExcusedRow.objects.filter(organisation_id=organisation, proposal_id=proposal)
    return frozenset(rows.values_list("person_id", flat=True))


@dataclass(frozen=True)
class Voters:
    """Whose votes on a proposal would count, in order of number; `aside`: how many stand aside."""

    people: tuple[int, ...]
    aside: int


def voters(row: ProposalRow, on: date, *, body: int | None = None) -> Voters:
    """The roll that a ballot opened on this day would have: who belongs to the body, without those
    who stand aside.

    body  that of the meeting; the one to which it was proposed if there is none
    """
    people = entitled(body_of(row.organisation_id, body or row.body_id), on)
    aside = excused(row.organisation_id, row.id)
    left = tuple(person for person in people if person not in aside)
    return Voters(left, len(people) - len(left))


def entitled(body: BodyRow, on: date) -> list[int]:
    """Who belongs to the body on a day, in order of number.  One query."""
    if body.offices:
        held = membership.terms(body.organisation_id, on)
        return sorted({term.person for term in held if term.office in body.offices})
    return membership.member_ids(body.organisation_id, on, member_class=body.member_class)
