"""What a federation lent to a group and the group has not confirmed, as its first page asks it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from tequio.circles.models import BulkLoanRow, GroupLoanRow
from tequio.kernel import Amount
from tequio.ledger.queries.entries import reversal_of
from tequio.mandates.queries import units
from tequio.membership import queries as members


@dataclass(frozen=True)
class Arriving:
    """A loan that waits to be confirmed: of which federation (`name`), since when."""

    correlation: str
    federation: int
    name: str
    amount: Amount
    lent_on: date


def loans_to_confirm(group: int) -> list[Arriving]:
    """Loans of federations that the group has not taken, the oldest first.

    One query; two more where something waits.
    """
    turned_around = Exists(reversal_of("transfer_id"))
    taken = BulkLoanRow.objects.filter(
        ~turned_around, organisation_id=group, correlation=OuterRef("correlation")
    )
    waiting = GroupLoanRow.objects.filter(~turned_around, ~Exists(taken), group_id=group)
    rows = list(waiting.order_by("lent_on", "organisation_id", "id"))
    if not rows:
        return []
    known = units(group)
    found = members.organisations({row.organisation_id for row in rows})
    names = {one.id: one.name for one in found}
    return [
        Arriving(
            row.correlation,
            row.organisation_id,
            names[row.organisation_id],
            Amount(row.minor, known[row.unit]),
            row.lent_on,
        )
        for row in rows
    ]


def lends_or_borrows(organisation: int) -> bool:
    """Whether it ever lent to a group, or a federation to it.  One query."""
    either = Q(organisation_id=organisation) | Q(group_id=organisation)
    return GroupLoanRow.objects.filter(either).exists()
