"""A fund that was shared out: what each member got, as it was written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.circles.models import CycleRow, PartRow, ShareOutRow


@dataclass(frozen=True)
class PartPaid:
    """A member's part; sums in minor units."""

    person: int
    shares: int
    worth: int
    gained: int
    set_off: int
    paid: int
    left: int


@dataclass(frozen=True)
class SharedOut:
    """A whole share-out; sums in minor units."""

    shared_on: date
    coin: int
    savings: int
    income: int
    costs: int
    pool: int
    parts: tuple[PartPaid, ...]


def shared_out(organisation: int, cycle: int, *, price: int) -> SharedOut | None:
    """The share-out of a cycle, None if there was none.  Two queries."""
    own = {"organisation_id": organisation, "cycle_id": cycle}
    row = ShareOutRow.objects.filter(**own).first()
    if row is None:
        return None
    parts = tuple(
        PartPaid(
            one.person_id,
            one.shares,
            one.worth,
            one.worth - one.shares * price,
            one.set_off,
            one.paid,
            one.left,
        )
        for one in PartRow.objects.filter(**own).order_by("person_id")
    )
    return SharedOut(row.shared_on, row.coin, row.savings, row.income, row.costs, row.pool, parts)


def has_cycles(organisation: int) -> bool:
    """Whether the group ever began a cycle.  One query."""
    return CycleRow.objects.filter(organisation_id=organisation).exists()
