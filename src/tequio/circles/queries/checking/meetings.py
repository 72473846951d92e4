"""Cycles, sheets and share-outs: every row as its line tells it, both ways; every sum of a sheet in
the book as the sheet says it; every share-out computed again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tequio.chronicle.queries import facts_of, lines_of_kind
from tequio.chronicle.rules import Line
from tequio.chronicle.rules.comparing import compared
from tequio.circles import rules
from tequio.circles.models import (
    BroughtRow,
    CycleEndRow,
    CycleRow,
    LeaverRow,
    PartRow,
    ShareOutRow,
    SheetKeyRow,
    SheetLineRow,
    SheetRow,
)
from tequio.circles.queries.checking.carrying import carried_from
from tequio.circles.queries.checking.days import check_days
from tequio.kernel import Finding, plain
from tequio.kernel import gettext_noop as _
from tequio.ledger import queries as ledger

ROOM = "circles"
Facts = dict[str, Any]
ENTRY_DIFFERS = _("Sheet {sheet} says otherwise of member {person} than entry {entry} of the book.")
BROUGHT_DIFFERS = _(
    "What member {person} brought into cycle {cycle} is not entry {entry} of the book."
)
LEAVER_DIFFERS = _(
    "What member {person} took out of cycle {cycle} is not what her shares gave in the book."
)
SHARE_OUT_DIFFERS = _("The share-out of cycle {cycle} is not what its own sums give.")

CYCLE = "book unit price first_day ends_on box social_box".split()
SHEET = (
    "cycle held_on meeting journal opening_counted opening_booked counted booked social_counted"
    " social_booked heard facilitator bookkeeper witnesses photo"
).split()
LEAVER = "left_on shares saved set_off paid journal".split()
SHARED = "shared_on coin savings income costs pool mandate journal".split()


def check_meetings(organisation: int) -> Iterator[Finding]:
    """Everything that circles wrote down, held against the chronicle and the book."""
    held = list(lines_of_kind(organisation, "circles.close_meeting"))
    sheets = {row.id: row for row in SheetRow.objects.filter(organisation_id=organisation)}
    lines = list(SheetLineRow.objects.filter(organisation_id=organisation))
    yield from _cycles(organisation)
    yield from _sheets(organisation, held, sheets, lines)
    yield from check_days(organisation, held)
    yield from _ends(organisation)
    yield from _entries(organisation, sheets, lines)
    yield from _brought(organisation)
    yield from _left(organisation)
    yield from _shared(organisation)


def _some(facts: Mapping[str, Any], names: list[str]) -> Facts:
    return {name: facts.get(name) for name in names}


def _here(row: Any, names: list[str]) -> Facts:
    """The same of a row: what names a thing is there the number of its key."""
    numbers = {
        "box": "box_id",
        "social_box": "social_id",
        **{name: f"{name}_id" for name in "cycle meeting journal mandate".split()},
        **{name: f"{name}_id" for name in ("facilitator", "bookkeeper")},
    }
    told: Facts = plain({name: getattr(row, numbers.get(name, name)) for name in names})
    return told


def _cycles(organisation: int) -> Iterator[Finding]:
    started = facts_of(organisation, "circles.start_cycle")
    rows = CycleRow.objects.filter(organisation_id=organisation)
    yield from compared(
        ROOM,
        "cycle",
        told={one["cycle"]: _some(one, CYCLE) for one in started},
        here={row.id: _here(row, CYCLE) for row in rows},
    )
    brought = BroughtRow.objects.filter(organisation_id=organisation)
    yield from compared(
        ROOM,
        "shares brought",
        told={
            (one["cycle"], person): shares
            for one in started
            for person, shares in one["brought"]
            if shares
        },
        here={(row.cycle_id, row.person_id): row.shares for row in brought},
    )


def _sheets(
    organisation: int,
    told: list[Line],
    sheets: Mapping[int, SheetRow],
    lines: list[SheetLineRow],
) -> Iterator[Finding]:
    yield from compared(
        ROOM,
        "sheet",
        told={line.facts["sheet"]: (_some(line.facts, SHEET), line.by, line.at) for line in told},
        here={
            number: (_here(row, SHEET), row.entered_by_id, row.entered_at)
            for number, row in sheets.items()
        },
    )
    held = [line.facts for line in told]
    yield from compared(
        ROOM,
        "line of sheet",
        told={(one["sheet"], line[0]): tuple(line[1:]) for one in held for line in one["lines"]},
        here={(row.sheet_id, row.person_id): _line(row) for row in lines},
    )
    keys = SheetKeyRow.objects.filter(organisation_id=organisation)
    yield from compared(
        ROOM,
        "key on sheet",
        told={(one["sheet"], key[0]): key[1] for one in held for key in one["keys"]},
        here={(row.sheet_id, row.person_id): row.is_proved for row in keys},
    )


def _line(row: SheetLineRow) -> tuple[Any, ...]:
    names = "attendance shares saved social fine fined fine_paid helped".split()
    return tuple(getattr(row, name) for name in names)


def _ends(organisation: int) -> Iterator[Finding]:
    """The ends of cycles, who left, and what was shared out."""
    ends_told = facts_of(organisation, "circles.end_cycle")
    lost = [{**one, "shared_on": one["ended_on"]} for one in ends_told if one.get("parts")]
    shared = [*facts_of(organisation, "circles.share_out"), *lost]
    ended = {one["cycle"]: one["shared_on"] for one in shared}
    ended |= {one["cycle"]: one["ended_on"] for one in ends_told}
    own = {"organisation_id": organisation}
    ends = {row.cycle_id: plain(row.ended_on) for row in CycleEndRow.objects.filter(**own)}
    yield from compared(ROOM, "end of cycle", told=ended, here=ends)
    left = facts_of(organisation, "circles.leave")
    yield from compared(
        ROOM,
        "member who left cycle",
        told={(one["cycle"], one["person"]): _some(one, LEAVER) for one in left},
        here={
            (row.cycle_id, row.person_id): _here(row, LEAVER)
            for row in LeaverRow.objects.filter(**own)
        },
    )
    yield from compared(
        ROOM,
        "share-out of cycle",
        told={one["cycle"]: _some(one, SHARED) for one in shared},
        here={row.cycle_id: _here(row, SHARED) for row in ShareOutRow.objects.filter(**own)},
    )
    yield from compared(
        ROOM,
        "part in cycle",
        told={(one["cycle"], part[0]): tuple(part[1:]) for one in shared for part in one["parts"]},
        here={
            (row.cycle_id, row.person_id): (row.shares, row.worth, row.set_off, row.paid, row.left)
            for row in PartRow.objects.filter(**own)
        },
    )


# The book ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Column:
    """How a sum of a sheet stands in the book: for which purpose, and on which side the account
    of the member, if she has one there."""

    code: str
    kind: str
    side: str


COLUMNS = {
    "saved": Column("circle.shares", "member-shares", "credit"),
    "social": Column("circle.social", "", ""),
    "fined": Column("circle.fine", "fine-due", "debit"),
    "fine_paid": Column("circle.fine_paid", "fine-due", "credit"),
    "helped": Column("circle.help", "", ""),
}


def _entries(
    organisation: int, sheets: Mapping[int, SheetRow], lines: list[SheetLineRow]
) -> Iterator[Finding]:
    """Every sum of a line is one entry of the sheet's journal, of its purpose, with the account
    that bears the member's number."""
    wanted = [
        (row, name, getattr(row, f"{name}_entry"))
        for row in lines
        for name in COLUMNS
        if getattr(row, name) or getattr(row, f"{name}_entry") is not None
    ]
    if not wanted:
        return
    book = ledger.entries_for(organisation, [column.code for column in COLUMNS.values()])
    named: dict[int, int] = defaultdict(int)
    for row, name, number in wanted:
        named[number] += 1
        entry = book.get(number)
        sheet = sheets.get(row.sheet_id)
        if (
            entry is None
            or sheet is None
            or named[number] > 1
            or not _agrees(row, name, entry, sheet.journal_id)
        ):
            yield _differs(row, number)


def _agrees(row: SheetLineRow, name: str, entry: ledger.EntryOf, journal: int | None) -> bool:
    column = COLUMNS[name]
    if (entry.code, entry.minor, entry.journal) != (column.code, getattr(row, name), journal):
        return False
    if not column.kind:
        return True
    account = entry.credit if column.side == "credit" else entry.debit
    return account == (column.kind, f"person:{row.person_id}")


def _differs(row: SheetLineRow, number: int | None) -> Finding:
    fields = {"sheet": row.sheet_id, "person": row.person_id, "entry": number or 0}
    return Finding.of(ROOM, "entry_differs", ENTRY_DIFFERS, **fields)


def _brought(organisation: int) -> Iterator[Finding]:
    """What a member brought into a cycle is one entry of its opening."""
    rows = list(BroughtRow.objects.filter(organisation_id=organisation))
    if not rows:
        return
    book = ledger.entries_for(organisation, ["ledger.opening"])
    prices = dict(CycleRow.objects.filter(organisation_id=organisation).values_list("id", "price"))
    for row in rows:
        entry = book.get(row.entry)
        minor = row.shares * prices.get(row.cycle_id, 0)
        own = ("member-shares", f"person:{row.person_id}")
        if entry is None or (entry.minor, entry.credit) != (minor, own):
            fields = {"cycle": row.cycle_id, "person": row.person_id, "entry": row.entry}
            yield Finding.of(ROOM, "brought_differs", BROUGHT_DIFFERS, **fields)


def _left(organisation: int) -> Iterator[Finding]:
    """What a leaver was paid and what was set off is what her shares gave in that journal, or had
    given before for a loan that she stood for."""
    rows = list(LeaverRow.objects.filter(organisation_id=organisation))
    if not rows:
        return
    given: dict[tuple[int, int], int] = defaultdict(int)
    before: dict[int, int] = defaultdict(int)
    for entry in ledger.entries_for(organisation, ["circle.leave", "lending.call"]).values():
        kind, ref = entry.debit
        if kind != "member-shares":
            continue
        person = int(ref.partition(":")[2])
        if entry.code == "lending.call":
            before[person] += entry.minor
        else:
            given[entry.journal, person] += entry.minor
    for row in rows:
        out = given[row.journal_id, row.person_id]
        is_there = out <= row.saved <= out + before[row.person_id]
        if not is_there or row.saved != row.set_off + row.paid:
            fields = {"cycle": row.cycle_id, "person": row.person_id}
            yield Finding.of(ROOM, "leaver_differs", LEAVER_DIFFERS, **fields)


def _shared(organisation: int) -> Iterator[Finding]:
    """The pool is savings and income less costs, and each part is what the formula gives."""
    parts: dict[int, list[PartRow]] = defaultdict(list)
    for part in PartRow.objects.filter(organisation_id=organisation).order_by("person_id"):
        parts[part.cycle_id].append(part)
    carried = carried_from(organisation)
    for row in ShareOutRow.objects.filter(organisation_id=organisation):
        fund = rules.Fund(row.savings, row.income, row.costs)
        held = [
            rules.Holding(
                one.person_id,
                one.shares,
                one.set_off,
                carried.get((one.cycle_id, one.person_id), 0),
            )
            for one in parts[row.cycle_id]
        ]
        if not _is_shared(row, fund, held, parts[row.cycle_id]):
            yield Finding.of(ROOM, "share_out_differs", SHARE_OUT_DIFFERS, cycle=row.cycle_id)


def _is_shared(
    row: ShareOutRow, fund: rules.Fund, held: list[rules.Holding], parts: list[PartRow]
) -> bool:
    found = rules.objections_to_share_out(fund, held, row.coin)
    if fund.pool != row.pool or any(one.code != rules.POOL_NEGATIVE.code for one in found):
        return False  # of a fund that lost everything every part is nothing
    done = rules.share_out(fund, held, price=0, coin=row.coin)
    computed = [(one.person, one.worth, one.set_off, one.paid, one.left) for one in done.parts]
    here = [(one.person_id, one.worth, one.set_off, one.paid, one.left) for one in parts]
    return computed == here
