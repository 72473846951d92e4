"""Bringing a group's past in from tables: each meeting is one act, and all are taken or none.

A dry run does the same and takes it back, so that what it says is what would happen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, get_args

from django.db import transaction

from tequio.circles import rules
from tequio.circles.queries.cycles import running_cycle
from tequio.circles.queries.sheets_there import sheets_there
from tequio.circles.rules import workbook
from tequio.circles.rules.workbook import Row
from tequio.circles.service.balances_brought import begin, not_among
from tequio.circles.service.file_brought import Bringing, Outcome, attempt, key_of_rows
from tequio.circles.service.meetings import close_meeting
from tequio.circles.service.past_brought import begin_as_before, bring_history
from tequio.circles.service.sheets_again import hold_against
from tequio.circles.service.turns_brought import bring_turns
from tequio.governance.rules.meetings import Hands
from tequio.kernel import Act, refuse
from tequio.mandates.queries import units
from tequio.membership import queries as members


def bring_in(
    act: Callable[[str], Act],
    tables: Mapping[str, Sequence[Sequence[str]]],
    *,
    book: str = "main",
    cash: int | None = None,
    is_dry_run: bool = False,
) -> list[Outcome]:
    """Write the meetings of a file down, the oldest first, and before them what was brought.

    act     makes an act of whoever brings it in, from a key; the file's rows give the keys, so
            that bringing it in again changes nothing
    cash    what lay in the box when the book was cut off, in minor units; what was saved less what
            is lent out unless said

    All or nothing: if a row is refused nothing of the file stays.  Raises Refused for a file that
    cannot be read row by row (`workbook.OF_A_WORKBOOK`); refusals of acts stand in the outcomes.
    """
    rows, others = _of_book(workbook.rows_of(tables), book)
    first = act("")
    organisation, today = first.of_organisation, first.today
    people: dict[str, list[int]] = defaultdict(list)
    for one in members.members(organisation, today, also_former=True):
        if one.person is not None:
            people[one.name.strip().casefold()].append(one.person)
    identity = members.organisation(organisation)
    assert identity is not None, "an act of no organisation"
    bringing = Bringing(act, book, units(organisation)[identity.unit], people, cash)
    bringing.outcomes += [Outcome(row.table, row.number, "of another book") for row in others]
    with transaction.atomic():
        rows = bring_history(bringing, rows)
        if not begin_as_before(bringing, rows):
            begin(bringing, rows)
        _meetings(bringing, rows)
        bring_turns(bringing, rows)
        if is_dry_run or any(one.is_refused for one in bringing.outcomes):
            transaction.set_rollback(True)
    return bringing.outcomes


def _of_book(rows: Mapping[str, list[Row]], book: str) -> tuple[dict[str, list[Row]], list[Row]]:
    """The rows of this book, and the meetings of others, which are left out."""
    own = {
        name: [row for row in listed if row["book"] in ("", book)] for name, listed in rows.items()
    }
    return own, [row for row in rows.get("meetings", []) if row["book"] not in ("", book)]


def _meetings(bringing: Bringing, rows: Mapping[str, list[Row]]) -> None:
    """Every meeting of the file, the oldest first."""
    by_day: dict[date, Row] = {}
    for row in rows.get("meetings", []):
        if day := bringing.day(row):
            by_day[day] = row
    bringing.named = frozenset(row["loan"] for row in rows.get("loans", []))
    parts = {name: _by_day(bringing, rows.get(name, []), by_day) for name in OF_A_MEETING}
    refuse(bringing.reading.wrong)
    cycle = running_cycle(bringing.act("").of_organisation, bringing.book)
    there = sheets_there(bringing.act("").of_organisation, cycle.id) if cycle else {}
    for day, row in sorted(by_day.items()):
        found = {name: parts[name].get(day, []) for name in OF_A_MEETING}
        if day in there:
            written = _fields(bringing, day, row, found)
            refuse(bringing.reading.wrong)
            hold_against(bringing, (day, row, found), written, there[day])
        else:
            _meeting(bringing, day, row, found)


OF_A_MEETING = ("lines", "loans", "repayments")


def _by_day(
    bringing: Bringing, rows: list[Row], meetings: Mapping[date, Row]
) -> dict[date, list[Row]]:
    found: dict[date, list[Row]] = defaultdict(list)
    for row in rows:
        day = bringing.day(row)
        if day is None:
            continue
        if day not in meetings:
            bringing.reading.wrong.append(
                workbook.DAY_WITHOUT_MEETING.because(table=row.table, row=row.number, day=day)
            )
        found[day].append(row)
    return found


def _meeting(bringing: Bringing, day: date, row: Row, parts: Mapping[str, list[Row]]) -> None:
    """One meeting with its lines, loans and repayments."""
    fields = _fields(bringing, day, row, parts)
    refuse(bringing.reading.wrong)
    key = key_of_rows(
        "meeting", bringing.book, day, row.cells, [one.cells for one in parts["lines"]]
    )
    done = attempt(
        bringing,
        row,
        "meeting written down",
        lambda: close_meeting(bringing.act(key), held_on=day, book=bringing.book, **fields),
    )
    if done is None:
        bringing.loans |= {loan["loan"]: None for loan in parts["loans"]}
        return
    steps = done.facts["steps"]
    told = [one["facts"] for one in steps if one["kind"] == "lending.request"]
    for loan, asked in zip(parts["loans"], told, strict=True):
        bringing.loans[loan["loan"]] = int(asked["loan"])
    if day == bringing.act("").today:
        paid = {one["facts"]["loan"] for one in steps if one["kind"] == "lending.pay_out"}
        agreed = [(int(one["person"]), int(one["minor"])) for one in told if one["loan"] in paid]
        refuse(not_among(bringing.owed, agreed))


def _fields(
    bringing: Bringing, day: date, row: Row, parts: Mapping[str, list[Row]]
) -> dict[str, Any]:
    """The sheet as the act takes it."""
    lines = [(one, bringing.person(one, one["member"])) for one in parts["lines"]]
    return {
        "lines": tuple(
            rules.Line(
                person,
                bringing.word(one, "attendance", get_args(rules.Attendance)) or "present",
                shares=bringing.whole(one, "shares"),
                social=bringing.minor(one, "social"),
                fine=bringing.word(one, "fine", get_args(rules.Fine)),
                fine_paid=bringing.minor(one, "fine_paid"),
            )
            for one, person in lines
            if person is not None
        ),
        "help": tuple(
            _helped(bringing, one, person, row)
            for one, person in lines
            if person is not None and (one["helped"] not in ("", "0") or one["help_asked"])
        ),
        "opening_counted": (
            bringing.minor(row, "opening_counted") if row["opening_counted"] else None
        ),
        "counted": bringing.minor(row, "counted"),
        "social_counted": bringing.minor(row, "social_counted"),
        "heard": bringing.word(row, "heard", get_args(rules.Heard)),
        "kept": rules.Kept(
            facilitator=next(iter(bringing.several(row, "facilitator")), None),
            bookkeeper=next(iter(bringing.several(row, "bookkeeper")), None),
            witnesses=bringing.several(row, "witnesses"),
            photo=row["photo"],
        ),
        "loans": tuple(_asked(bringing, one, row) for one in parts["loans"]),
        "payouts": (),
        "keys": tuple(rules.KeyHeld(person) for person in bringing.several(row, "keys")),
        "repayments": tuple(
            rules.Repaid(loan, bringing.minor(one, "amount"))
            for one in parts["repayments"]
            if (loan := _loan(bringing, one)) is not None
        ),
    }


def _helped(bringing: Bringing, line: Row, person: int, meeting: Row) -> rules.Helped:
    """A claim with the hands that were raised; small help where the file says nothing of them."""
    if not line["help_asked"]:
        return rules.Helped(person, bringing.minor(line, "helped"))
    yes, no, abstained = (
        bringing.whole(line, f"help_{said}") for said in ("yes", "no", "abstained")
    )
    return rules.Helped(
        person,
        bringing.minor(line, "help_asked"),
        bringing.word(line, "help_for", get_args(rules.Reason)),
        Hands(yes, no, abstained, bringing.several(meeting, "witnesses")),
    )


def _asked(bringing: Bringing, row: Row, meeting: Row) -> rules.LoanAsked:
    witnesses = bringing.several(row, "witnesses") or bringing.several(meeting, "witnesses")
    return rules.LoanAsked(
        person=bringing.person(row, row["member"]) or 0,
        minor=bringing.minor(row, "amount"),
        hands=Hands(
            bringing.whole(row, "yes"),
            bringing.whole(row, "no"),
            bringing.whole(row, "abstained"),
            witnesses,
        ),
        weeks=bringing.whole(row, "weeks"),
        months=bringing.whole(row, "months"),
        purpose_text=row["purpose"],
        guarantors=bringing.several(row, "guarantors"),
        is_handed_out=bool(bringing.reading.cell(row, "handed_out", workbook.yes_no, default=True)),
    )


def _loan(bringing: Bringing, row: Row) -> int | None:
    """The loan of this name in the file; else the one of this number in the book, `12` or `#12`.

    A name that the file gives to a loan of its own is never a number of the book.
    """
    name = row["loan"]
    if name in bringing.loans:
        return bringing.loans[name]
    number = name.removeprefix("#")
    if name not in bringing.named and number.isascii() and number.isdigit():
        return int(number)
    bringing.reading.wrong.append(
        workbook.LOAN_UNKNOWN_HERE.because(table=row.table, row=row.number, text=name)
    )
    return None
