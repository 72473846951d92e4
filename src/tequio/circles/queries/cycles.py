"""Cycles of a book, and what each member holds in one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from tequio.circles import rules
from tequio.circles.models import (
    BroughtRow,
    CarriedRow,
    CycleEndRow,
    CycleRow,
    LeaverRow,
    SheetLineRow,
    SheetRow,
)
from tequio.ledger import queries as ledger

SHARES, CALL, OPENING = "circle.shares", "lending.call", "ledger.opening"


@dataclass(frozen=True)
class Held:
    """What a member holds in a cycle: how many shares, and what she paid for them (minor)."""

    shares: int
    saved: int


def cycles_of(organisation: int) -> list[rules.Cycle]:
    """Every cycle of an organisation, newest first.  Two queries."""
    ends = dict(
        CycleEndRow.objects.filter(organisation_id=organisation).values_list("cycle_id", "ended_on")
    )
    rows = CycleRow.objects.filter(organisation_id=organisation).order_by("-first_day", "-id")
    return [
        rules.Cycle(
            id=row.id,
            book=row.book,
            unit=row.unit,
            price=row.price,
            first_day=row.first_day,
            ends_on=row.ends_on,
            box=row.box_id,
            social_box=row.social_id,
            ended_on=ends.get(row.id),
        )
        for row in rows
    ]


def running_cycle(organisation: int, book: str) -> rules.Cycle | None:
    """The cycle of a book that is not over; None where none runs.  Two queries."""
    listed = (one for one in cycles_of(organisation) if one.book == book)
    return next((one for one in listed if one.ended_on is None), None)


def cycle_by_number(organisation: int, number: int) -> rules.Cycle | None:
    """A cycle by its number.  Two queries."""
    return next((one for one in cycles_of(organisation) if one.id == number), None)


def held_in(organisation: int, cycle: rules.Cycle) -> dict[int, Held]:
    """Member → what she holds; who left has nothing, and a reversed entry counts no more.

    Six queries, seven where shares were brought along, however many sheets there were.
    """
    shares: dict[int, int] = defaultdict(int)
    saved: dict[int, int] = defaultdict(int)
    own = {"organisation_id": organisation}
    brought = BroughtRow.objects.filter(**own, cycle_id=cycle.id)
    for person, number in _standing(organisation, cycle.book, brought):
        shares[person] += number
        saved[person] += number * cycle.price
    for person, number, minor in carried_into(organisation, cycle.id):
        shares[person] += number
        saved[person] += minor
    sheets = SheetRow.objects.filter(**own, cycle_id=cycle.id).values("id")
    lines = SheetLineRow.objects.filter(**own, sheet_id__in=sheets, shares__gt=0)
    summed = lines.values("person_id").annotate(shares=Sum("shares"), saved=Sum("saved"))
    for person, number, minor in summed.values_list("person_id", "shares", "saved"):
        shares[person] += number
        saved[person] += minor
    for line in _reversed(organisation, cycle.book, lines):
        shares[line.person_id] -= line.shares
        saved[line.person_id] -= line.saved
    left = who_left(organisation, cycle.id)
    return {
        person: Held(shares[person], saved[person])
        for person in sorted(shares)
        if shares[person] and person not in left
    }


def carried_into(organisation: int, cycle: int) -> list[tuple[int, int, int]]:
    """Who bought how many shares of a cycle with her part of the one before, and for how much
    (minor).  One query."""
    rows = CarriedRow.objects.filter(organisation_id=organisation, into_id=cycle)
    return list(rows.values_list("person_id", "shares", "minor"))


def carried_of(organisation: int, cycle: int) -> list[tuple[int, int]]:
    """Who carried how much (minor) of her part of a cycle over.  One query."""
    rows = CarriedRow.objects.filter(organisation_id=organisation, cycle_id=cycle)
    return list(rows.values_list("person_id", "minor"))


def standing_brought(organisation: int, cycle: rules.Cycle) -> list[tuple[int, int]]:
    """Who brought how many shares into a cycle, but for entries that were reversed."""
    rows = BroughtRow.objects.filter(organisation_id=organisation, cycle_id=cycle.id)
    return list(_standing(organisation, cycle.book, rows))


def called_in(organisation: int, cycle: rules.Cycle) -> dict[int, int]:
    """Member → what her shares paid on loans that she stands for, in this cycle: entries that
    were written after it began.  One query."""
    taken = ledger.debited(
        organisation, book=cycle.book, code=CALL, kind="member-shares", after=cycle.id
    )
    return {int(ref.partition(":")[2]): minor for ref, minor in taken.items()}


def who_left(organisation: int, cycle: int) -> frozenset[int]:
    """Members who took their savings of this cycle out.  One query."""
    gone = LeaverRow.objects.filter(organisation_id=organisation, cycle_id=cycle)
    return frozenset(gone.values_list("person_id", flat=True))


def _standing(
    organisation: int, book: str, brought: QuerySet[BroughtRow]
) -> Iterator[tuple[int, int]]:
    """Person and shares that she brought along, but for those whose entry was reversed."""
    rows = list(brought.values_list("person_id", "shares", "entry"))
    gone = ledger.reversed_entries(organisation, book=book, code=OPENING) if rows else frozenset()
    yield from ((person, shares) for person, shares, entry in rows if entry not in gone)


def _reversed(organisation: int, book: str, lines: Iterable[SheetLineRow]) -> list[SheetLineRow]:
    """Those lines whose entry was reversed in the book."""
    numbers = ledger.reversed_entries(organisation, book=book, code=SHARES)
    if not numbers:
        return []
    return [line for line in lines if line.saved_entry in numbers]
