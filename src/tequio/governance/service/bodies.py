"""Bodies set up, and rolls frozen."""

from __future__ import annotations

from collections.abc import Sequence

from tequio.chronicle.service import take_ids
from tequio.governance.models import BodyRow, RollRow
from tequio.governance.rules.bodies import BODIES, FOUNDED
from tequio.kernel import merkle_root


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


def body_of_offices(organisation: int, code: str, offices: Sequence[str]) -> int:
    """The body of this code with the holders of these offices, for a room above; its number.

    It is opened once and kept; if it has other offices it has these from now on.  The line of the
    act of the room above carries `bodies`, a tuple of `events.BodyOfOffices`: each one that it
    asked for, changed or not.
    """
    assert offices, "a body without offices would be a whole class of members"
    assert code in BODIES.keys() - FOUNDED, "a body of a room above has a name"
    row = BodyRow.objects.filter(organisation_id=organisation, code=code).first()
    if row is None:
        return open_body(organisation, code=code, offices=offices)
    if row.offices != list(offices):
        BodyRow.objects.filter(pk=row.pk).update(offices=list(offices))
    return row.id


def freeze_roll(organisation: int, ballot: int, people: Sequence[int]) -> None:
    """Write the roll of a ballot down, never to be changed."""
    RollRow.objects.bulk_create(
        [RollRow(organisation_id=organisation, ballot_id=ballot, person_id=one) for one in people],
        1000,
    )


def root_of(people: Sequence[int]) -> str:
    """The Merkle root over a roll: one leaf a person's number, in order."""
    return merkle_root([str(person).encode() for person in people])
