"""Bodies and their rolls: who decides together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tequio.chronicle.service import take_ids
from tequio.governance.models import BodyRow, RollRow
from tequio.governance.rules import refusals as no
from tequio.kernel import Refused, merkle_root
from tequio.membership import queries as membership


def open_body(
    organisation: int, *, code: str, member_class: str = "member", offices: Sequence[str] = ()
) -> int:
    """Set up a body: all of a membership class, or the holders of some offices."""
    row = BodyRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        code=code,
        member_class=member_class,
        offices=list(offices),
    )
    return row.id


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


def freeze_roll(organisation: int, ballot: int, people: Sequence[int]) -> None:
    """Write the roll of a ballot down, never to be changed."""
    RollRow.objects.bulk_create(
        [RollRow(organisation_id=organisation, ballot_id=ballot, person_id=one) for one in people],
        1000,
    )


def root_of(people: Sequence[int]) -> str:
    """The Merkle root over a roll: one leaf a person's number, in order."""
    return merkle_root([str(person).encode() for person in people])
