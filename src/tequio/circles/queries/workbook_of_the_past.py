"""What a group needs of its past to go on elsewhere: cycles that are over with their parts, what
members held and owed when the running cycle began."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from django.db.models import F, Sum

from tequio.circles import rules
from tequio.circles.models import PartRow, ShareOutRow, SheetLineRow, SheetRow
from tequio.circles.queries.called import Names, names_for, sums_in
from tequio.circles.queries.cycles import carried_into, carried_of, cycles_of, standing_brought
from tequio.circles.queries.past import past_cycles
from tequio.circles.rules import past as past_rules
from tequio.circles.rules.workbook import COLUMNS
from tequio.ledger import queries as ledger
from tequio.lending.queries.loans import Loan, loans_of
from tequio.mandates.queries import units
from tequio.membership import queries as members

Table = list[list[str]]
Sums = Callable[[int | None], str]
LENGTHS = ("month", "week", "fortnight")
OF_THE_PAST = ("cycles", "parts", "held", "running")


def purposes_of(organisation: int) -> dict[int, str]:
    """By number of the loan what its borrower said that it is for, if it was not erased."""
    listed = loans_of(organisation)
    texts = members.texts(organisation, [one.text for one in listed])
    return {one.id: texts[one.text].body or "" for one in listed if one.text in texts}


def past_tables(organisation: int, on: date) -> dict[str, Table]:
    """The tables `cycles`, `parts`, `held` and `running`, each with its headings."""
    tables = {name: [list(COLUMNS[name])] for name in OF_THE_PAST}
    listed, names = units(organisation), names_for(organisation, on)
    for past in past_cycles(organisation):
        sums = sums_in(listed[past.unit])
        tables["cycles"].append(_cycle(past.cycle, past.book, sums))
        tables["parts"] += _parts(past.cycle, past.parts, past.book, (names, sums))
    for cycle in cycles_of(organisation):
        sums = sums_in(listed[cycle.unit])
        if cycle.ended_on is None:
            tables["cycles"].append(_running(organisation, cycle, sums))
            tables["held"] += _shares(organisation, cycle, names)
        else:
            told, parts = _over(organisation, cycle)
            tables["cycles"].append(_cycle(told, cycle.book, sums))
            tables["parts"] += _parts(told, parts, cycle.book, (names, sums))
    tables["running"] += _loans(organisation, on, names)
    for name in ("cycles", "parts", "held"):
        tables[name][1:] = sorted(tables[name][1:])
    return tables


def _cycle(cycle: past_rules.PastCycle, book: str, sums: Sums) -> list[str]:
    first, ended = cycle.first_day.isoformat(), cycle.ended_on.isoformat()
    figures = [cycle.price, cycle.coin, cycle.savings, cycle.income, cycle.costs, cycle.pool]
    return [first, first, "", ended, *(sums(one) for one in figures), "", "", book]


def _parts(
    cycle: past_rules.PastCycle,
    parts: tuple[past_rules.PastPart, ...],
    book: str,
    called: tuple[Names, Sums],
) -> Iterator[list[str]]:
    names, sums = called
    for one in parts:
        figures = [sums(minor) for minor in (one.worth, *one.sums)]
        name, shares = names.of(one.person), str(one.shares)
        yield [cycle.first_day.isoformat(), name, shares, *figures, book]


def _over(
    organisation: int, cycle: rules.Cycle
) -> tuple[past_rules.PastCycle, tuple[past_rules.PastPart, ...]]:
    """A cycle of this book that is over, as another book would have it from before."""
    own = {"organisation_id": organisation, "cycle_id": cycle.id}
    row = ShareOutRow.objects.filter(**own).first()
    assert cycle.ended_on is not None, "a cycle that is over"
    figures = (row.coin, row.savings, row.income, row.costs, row.pool) if row else (0,) * 5
    carried: dict[int, int] = defaultdict(int)
    for person, minor in carried_of(organisation, cycle.id):
        carried[person] += minor
    parts = tuple(
        past_rules.PastPart(
            one.person_id,
            one.shares,
            one.worth,
            one.set_off,
            carried[one.person_id],
            one.paid,
            one.left,
        )
        for one in PartRow.objects.filter(**own).order_by("person_id")
    )
    return past_rules.PastCycle(cycle.first_day, cycle.ended_on, cycle.price, *figures), parts


def _running(organisation: int, cycle: rules.Cycle, sums: Sums) -> list[str]:
    """The running cycle, with what lay in box and bag when it began."""
    held = {one.id: one.minor for one in ledger.accounts(organisation, book=cycle.book)}
    sheets = SheetRow.objects.filter(organisation_id=organisation, cycle_id=cycle.id)
    first = sheets.order_by("held_on", "id").first()
    lines = SheetLineRow.objects.filter(
        organisation_id=organisation, sheet_id__in=sheets.values("id")
    )
    given = lines.aggregate(whole=Sum(F("social") - F("helped")))["whole"] or 0
    box = first.opening_booked if first else held.get(cycle.box, 0)
    social = held.get(cycle.social_box, 0) - given
    name, until = cycle.first_day.isoformat(), cycle.ends_on.isoformat()
    nothing = [""] * 5
    return [name, name, until, "", sums(cycle.price), *nothing, sums(box), sums(social), cycle.book]


def _shares(organisation: int, cycle: rules.Cycle, names: Names) -> list[list[str]]:
    """What members held when it began: brought from before, or carried over."""
    held: dict[int, int] = defaultdict(int)
    for person, shares in standing_brought(organisation, cycle):
        held[person] += shares
    for person, shares, _minor in carried_into(organisation, cycle.id):
        held[person] += shares
    return [[names.of(person), str(shares), cycle.book] for person, shares in held.items()]


def _loans(organisation: int, on: date, names: Names) -> Iterator[list[str]]:
    """Loans that no meeting of the running cycle handed out, as they stood when it began."""
    runs = {one.book: one.first_day for one in cycles_of(organisation) if one.ended_on is None}
    purposes, listed = purposes_of(organisation), units(organisation)
    for one in reversed(loans_of(organisation)):
        if one.payout is None or one.payout.is_reversed:
            continue
        began = runs.get(one.payout.book)
        in_the_running_one = began is not None and one.payout.paid_out_on > began
        if in_the_running_one and not one.is_brought:
            continue
        day = began if began and not in_the_running_one else on
        yield from _loan(one, day, names, (sums_in(listed[one.unit.code]), purposes))


def _loan(
    one: Loan, day: date, names: Names, told: tuple[Sums, dict[int, str]]
) -> Iterator[list[str]]:
    sums, purposes = told
    before = [paid for paid in one.received if paid.payment.day <= day]
    standing = one.position_after(before, day)
    if not standing.principal_left or one.loss is not None or one.payout is None:
        return
    terms, lines, _paid = one.schedule_on(day, before)
    ahead = [line for line in lines if line.due_on > day]
    counts = [str(max(1, len(ahead))) if terms.step == step else "" for step in LENGTHS]
    begins = (ahead[0].begins_on if ahead else day).isoformat()
    left, purpose = sums(standing.principal_left), purposes.get(one.id, "")
    name = names.of(one.person)
    yield [str(one.id), name, left, *counts, begins, purpose, one.payout.book]
