"""Who belongs to a body on a day: what a roll is frozen from."""

from __future__ import annotations

from datetime import date

from tequio.governance.models import BodyRow
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


def entitled(body: BodyRow, on: date) -> list[int]:
    """Who belongs to the body on a day, in order of number.  One query."""
    if body.offices:
        held = membership.terms(body.organisation_id, on)
        return sorted({term.person for term in held if term.office in body.offices})
    return membership.member_ids(body.organisation_id, on, member_class=body.member_class)
