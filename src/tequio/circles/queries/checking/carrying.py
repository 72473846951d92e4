"""What was carried over is told by the share-out, and is whole shares of the cycle it went into."""

from __future__ import annotations

from collections.abc import Iterator

from tequio.chronicle.queries import facts_of
from tequio.chronicle.rules.comparing import compared
from tequio.circles.models import CarriedRow, CycleRow, PartRow, ShareOutRow
from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _

CARRIED_DIFFERS = _(
    "What member {person} carried over from cycle {cycle} is not whole shares of a cycle that began"
    " on that day."
)


def carried_from(organisation: int) -> dict[tuple[int, int], int]:
    """Cycle that ended and member → what she carried over, in minor units.  One query."""
    rows = CarriedRow.objects.filter(organisation_id=organisation)
    return {(row.cycle_id, row.person_id): row.minor for row in rows}


def check_carried(organisation: int) -> Iterator[Finding]:
    """Every row as its line tells it, both ways, out of a part of a share-out, at the price of the
    cycle that began on its day."""
    own = {"organisation_id": organisation}
    rows = list(CarriedRow.objects.filter(**own))
    yield from compared(
        "circles",
        "shares carried over",
        told={
            (one["cycle"], person): (shares, minor, one["into"])
            for one in facts_of(organisation, "circles.share_out")
            for person, shares, minor in one.get("carried", ())
        },
        here={(row.cycle_id, row.person_id): (row.shares, row.minor, row.into_id) for row in rows},
    )
    if not rows:
        return
    cycles = {row.id: row for row in CycleRow.objects.filter(**own)}
    shared = dict(ShareOutRow.objects.filter(**own).values_list("cycle_id", "shared_on"))
    parts = set(PartRow.objects.filter(**own).values_list("cycle_id", "person_id"))
    for row in rows:
        into = cycles.get(row.into_id)
        is_so = (
            into is not None
            and into.first_day == shared.get(row.cycle_id)
            and row.minor == row.shares * into.price
            and (row.cycle_id, row.person_id) in parts
        )
        if not is_so:
            fields = {"cycle": row.cycle_id, "person": row.person_id}
            yield Finding.of("circles", "carried_differs", CARRIED_DIFFERS, **fields)
