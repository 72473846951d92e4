"""A fund that was shared out: what each member got, as it was written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.circles.models import CarriedRow, CycleRow, PartRow, ShareOutRow


@dataclass(frozen=True)
class PartPaid:
    """A member's part; sums in minor units.  carries: shares of the next cycle."""

    person: int
    shares: int
    worth: int
    gained: int
    set_off: int
    paid: int
    left: int
    carried: int = 0
    carries: int = 0

    @property
    def brings(self) -> int:
        """Nothing: whoever brings something does so before it is shared out."""
        return 0


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

    @property
    def carried(self) -> int:
        """What went over into the next cycle."""
        return sum(one.carried for one in self.parts)


def shared_out(organisation: int, cycle: int, *, price: int) -> SharedOut | None:
    """The share-out of a cycle, None if there was none.  Three queries."""
    own = {"organisation_id": organisation, "cycle_id": cycle}
    row = ShareOutRow.objects.filter(**own).first()
    if row is None:
        return None
    rows = CarriedRow.objects.filter(**own).values_list("person_id", "minor", "shares")
    carried = {person: (minor, shares) for person, minor, shares in rows}
    parts = tuple(
        PartPaid(
            one.person_id,
            one.shares,
            one.worth,
            one.worth - one.shares * price,
            one.set_off,
            one.paid,
            one.left,
            *carried.get(one.person_id, (0, 0)),
        )
        for one in PartRow.objects.filter(**own).order_by("person_id")
    )
    return SharedOut(row.shared_on, row.coin, row.savings, row.income, row.costs, row.pool, parts)


@dataclass(frozen=True)
class Divided:
    """A share-out as figures: the cycle, whose decision and which journal, what was saved and what
    was shared (minor units); `parts` are (shares, worth) of each member, in order of number."""

    cycle: int
    first_day: date
    shared_on: date
    mandate: int
    journal: int
    savings: int
    pool: int
    parts: tuple[tuple[int, int], ...]


def latest_share_out(organisation: int, *, until: date) -> Divided | None:
    """The last share-out of any book until a day.  Three queries."""
    own = {"organisation_id": organisation}
    rows = ShareOutRow.objects.filter(**own, shared_on__lte=until)
    row = rows.order_by("-shared_on", "-cycle_id").first()
    if row is None:
        return None
    cycle = CycleRow.objects.get(**own, id=row.cycle_id)
    parts = PartRow.objects.filter(**own, cycle_id=row.cycle_id).order_by("person_id")
    return Divided(
        row.cycle_id,
        cycle.first_day,
        row.shared_on,
        row.mandate_id,
        row.journal_id,
        row.savings,
        row.pool,
        tuple(parts.values_list("shares", "worth")),
    )


def has_cycles(organisation: int) -> bool:
    """Whether the group ever began a cycle.  One query."""
    return CycleRow.objects.filter(organisation_id=organisation).exists()
