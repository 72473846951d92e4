"""Cycles that are over come in as history; the running one begins as it began in the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tequio.circles import rules
from tequio.circles.queries.cycles import cycles_of, running_cycle
from tequio.circles.queries.past import past_cycles
from tequio.circles.rules import past, workbook
from tequio.circles.rules.workbook import Row
from tequio.circles.service.cycles import start_cycle
from tequio.circles.service.file_brought import Bringing, Outcome, attempt, key_of_rows
from tequio.circles.service.past import bring_cycle
from tequio.kernel import refuse
from tequio.ledger import queries as ledger
from tequio.lending.queries.loans import Loan, loans_of
from tequio.lending.service import bring as bring_loan

Rows = Mapping[str, list[Row]]
OF_A_MEETING = ("lines", "loans", "repayments")


def bring_history(bringing: Bringing, rows: Rows) -> dict[str, list[Row]]:
    """Bring in what is over, and give back what is left to write down: meetings of the running
    cycle."""
    cycles = rows.get("cycles", [])
    over = [row for row in cycles if row["ended_on"]]
    for row in over:
        _cycle(
            bringing, row, [one for one in rows.get("parts", []) if one["cycle"] == row["cycle"]]
        )
    left = _without(bringing, rows, {row["cycle"] for row in over})
    _running_loans(bringing, left)
    return left


def _cycle(bringing: Bringing, row: Row, parts: list[Row]) -> None:
    first, ended = _day(bringing, row, "first_day"), _day(bringing, row, "ended_on")
    sums = {name: bringing.signed(row, name) for name in SUMS}
    told = tuple(
        past.PastPart(
            bringing.person(one, one["member"]) or 0,
            bringing.whole(one, "shares"),
            *(bringing.minor(one, name) for name in PARTS),
        )
        for one in parts
    )
    refuse(bringing.reading.wrong)
    assert first is not None, "read, or refused before"
    assert ended is not None, "read, or refused before"
    organisation = bringing.act("").of_organisation
    here = [(one.book, one.first_day, one.ended_on) for one in cycles_of(organisation)]
    here += [(one.book, one.first_day, one.ended_on) for one in past_cycles(organisation)]
    if (bringing.book, first, ended) in here:
        bringing.outcomes.append(Outcome(row.table, row.number, "already there"))
        return
    cycle = past.PastCycle(first, ended, **sums)
    key = key_of_rows("past", bringing.book, row.cells, [one.cells for one in parts])
    attempt(
        bringing,
        row,
        "cycle from before, as history",
        lambda: bring_cycle(bringing.act(key), cycle=cycle, parts=told, book=bringing.book),
    )


SUMS = ("price", "coin", "savings", "income", "costs", "pool")
PARTS = ("worth", "set_off", "carried", "paid", "left")


def _day(bringing: Bringing, row: Row, column: str) -> date | None:
    found: date | None = bringing.reading.cell(row, column, workbook.day_of)
    return found


def _without(bringing: Bringing, rows: Rows, over: set[str]) -> dict[str, list[Row]]:
    """The rows without the meetings of cycles that are over, and what belongs to them."""
    meetings = rows.get("meetings", [])
    gone = [row for row in meetings if row["cycle"] in over and row["cycle"]]
    kept = [row for row in meetings if row not in gone]
    bringing.outcomes += [
        Outcome(row.table, row.number, "of a cycle that is over: its figures come in")
        for row in gone
    ]
    days = {row["day"] for row in gone} - {row["day"] for row in kept}
    left = {name: list(listed) for name, listed in rows.items()} | {"meetings": kept}
    for name in OF_A_MEETING:
        left[name] = [row for row in rows.get(name, []) if row["day"] not in days]
    return left


def _running_loans(bringing: Bringing, rows: Rows) -> None:
    """Loans that ran when the cycle began; those that the file's own meetings hand out are not,
    and those that run here already do not come in a second time."""
    named = {row["loan"] for row in rows.get("loans", [])}
    listed = [row for row in rows.get("running", []) if row["loan"] not in named]
    there = _from_before(bringing) if listed else []
    for row in listed:
        if (found := _found(bringing, row, there)) is not None:
            there.remove(found)
            bringing.loans[row["loan"]] = found.id
            bringing.outcomes.append(Outcome(row.table, row.number, "already there"))
            continue
        given: dict[str, Any] = {
            "person": bringing.person(row, row["member"]) or 0,
            "minor": bringing.minor(row, "left"),
            "begins_on": _day(bringing, row, "begins_on") if row["begins_on"] else None,
            "purpose_text": row["purpose"],
            **{name: bringing.whole(row, name) for name in ("months", "weeks", "fortnights")},
        }
        refuse(bringing.reading.wrong)
        bringing.loans[row["loan"]] = _bring_loan(bringing, row, given)


def _from_before(bringing: Bringing) -> list[Loan]:
    """The loans of this book that no meeting of its running cycle handed out, as they go out."""
    organisation = bringing.act("").of_organisation
    cycle = running_cycle(organisation, bringing.book)
    began = cycle.first_day if cycle else date.max
    return [
        one
        for one in loans_of(organisation)
        if one.payout is not None
        and one.payout.book == bringing.book
        and (one.is_brought or one.payout.paid_out_on <= began)
        and not one.payout.is_reversed
    ]


def _found(bringing: Bringing, row: Row, there: list[Loan]) -> Loan | None:
    """The loan of this row: of the same number, as the group itself writes it out, else one that
    was brought in before; what is left of it only falls."""
    person, left = bringing.person(row, row["member"]), bringing.minor(row, "left")
    of_her = [one for one in there if one.person == person and one.minor >= left]
    by_number = [one for one in of_her if str(one.id) == row["loan"]]
    brought = sorted((one for one in of_her if one.is_brought), key=lambda one: one.minor)
    return next(iter([*by_number, *brought]), None)


def _bring_loan(bringing: Bringing, row: Row, given: dict[str, Any]) -> int | None:
    act = bringing.act(key_of_rows("running", bringing.book, row.cells))
    what = "loan brought in, from the books before"
    done = attempt(bringing, row, what, lambda: bring_loan(act, book=bringing.book, **given))
    return int(done.facts["loan"]) if done else None


def begin_as_before(bringing: Bringing, rows: Rows) -> bool:
    """Begin the running cycle of the file with what members held, and with what lay in box and
    bag, unless one runs here already.  False for a file that has no table of cycles."""
    row = next((one for one in rows.get("cycles", []) if not one["ended_on"]), None)
    if row is None:
        return "cycles" in rows
    organisation = bringing.act("").of_organisation
    if running_cycle(organisation, bringing.book) is not None:
        return True
    first, until = _day(bringing, row, "first_day"), _day(bringing, row, "ends_on")
    shares = [
        rules.SharesBrought(bringing.person(one, one["member"]) or 0, bringing.whole(one, "shares"))
        for one in rows.get("held", [])
    ]
    social = bringing.minor(row, "social")
    box = bringing.minor(row, "box") if bringing.cash is None else bringing.cash
    refuse(bringing.reading.wrong)
    money = max(0, box - _in_the_box(organisation, bringing.book))
    brought = rules.Brought(tuple(shares), social=social, money=money)
    key = key_of_rows(
        "cycle", bringing.book, row.cells, [(one.person, one.shares) for one in shares]
    )
    attempt(
        bringing,
        row,
        "cycle begun",
        lambda: start_cycle(
            bringing.act(key),
            first_day=first,
            ends_on=until,
            book=bringing.book,
            brought=brought,
        ),
    )
    return True


def _in_the_box(organisation: int, book: str) -> int:
    """What lies in the boxes of a book already."""
    listed = ledger.accounts(organisation, book=book)
    return sum(one.minor for one in listed if one.kind == "cash")
