"""Bringing a group's past in from tables: each meeting is one act, and all are taken or none.

A dry run does the same and takes it back, so that what it says is what would happen.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args

from django.db import transaction

from tequio.circles import rules
from tequio.circles.queries.cycles import running_cycle
from tequio.circles.queries.ground import sheet_days
from tequio.circles.rules import workbook
from tequio.circles.rules.workbook import Row
from tequio.circles.service.cycles import start_cycle
from tequio.circles.service.meetings import close_meeting
from tequio.governance.rules.meetings import Hands
from tequio.kernel import Act, Refusal, Refused, Unit, refuse
from tequio.mandates.queries import units
from tequio.membership import queries as members
from tequio.membership.visits.typed_amounts import minor_from_text
from tequio.statutes.queries import statutes_on


@dataclass(frozen=True)
class Outcome:
    """What happened, or would happen, with a row: written, already there, or refused and why."""

    table: str
    row: int
    what: str
    subject: str = ""
    refusals: tuple[Refusal, ...] = ()

    @property
    def is_refused(self) -> bool:
        return bool(self.refusals)


@dataclass
class Bringing:
    """A file that is being brought in.

    act    makes the act with a key of its own
    loans  name in the file → number of the loan
    """

    act: Callable[[str], Act]
    book: str
    unit: Unit
    people: Mapping[str, list[int]]
    cash: int | None = None
    reading: workbook.Reading[Any] = field(default_factory=workbook.Reading)
    loans: dict[str, int] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)

    # Cells --------------------------------------------------------------------------------

    def minor(self, row: Row, column: str) -> int:
        """A sum in the unit of the book; nothing for an empty cell."""
        exponent = self.unit.exponent
        read = self.reading.cell(row, column, lambda text: minor_from_text(text, exponent), 0)
        return int(read)

    def word(self, row: Row, column: str, words: tuple[str, ...]) -> Any:
        """One of these words, or nothing."""

        def read(text: str) -> str:
            if text not in words:
                raise ValueError(text)
            return text

        return self.reading.cell(row, column, read, default="")

    def whole(self, row: Row, column: str) -> int:
        """A whole number; 0 for an empty cell."""
        return int(self.reading.cell(row, column, int, default=0))

    def day(self, row: Row) -> date | None:
        """The day of a row."""
        found: date | None = self.reading.cell(row, "day", workbook.day_of)
        return found

    def person(self, row: Row, text: str) -> int | None:
        """The member of this name, or `name #number`; noted as wrong where there is none or
        several."""
        name, _hash, number = text.rpartition("#")
        listed = self.people.get((name or text).strip().casefold(), [])
        if name and number.strip().isdigit():
            listed = [one for one in listed if one == int(number)]
        if len(listed) == 1:
            return listed[0]
        kind = workbook.SEVERAL_OF_THAT_NAME if listed else workbook.NOBODY_OF_THAT_NAME
        self.reading.wrong.append(kind.because(table=row.table, row=row.number, text=text))
        return None

    def several(self, row: Row, column: str) -> tuple[int, ...]:
        """The members named in a cell."""
        found = (self.person(row, name) for name in workbook.names_of(row[column]))
        return tuple(one for one in found if one is not None)


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
    rows = workbook.rows_of(tables)
    first = act("")
    organisation, today = first.of_organisation, first.today
    people: dict[str, list[int]] = defaultdict(list)
    for one in members.members(organisation, today, also_former=True):
        if one.person is not None:
            people[one.name.strip().casefold()].append(one.person)
    identity = members.organisation(organisation)
    assert identity is not None, "an act of no organisation"
    bringing = Bringing(act, book, units(organisation)[identity.unit], people, cash)
    with transaction.atomic():
        _begin(bringing, rows)
        _meetings(bringing, rows)
        if is_dry_run or any(one.is_refused for one in bringing.outcomes):
            transaction.set_rollback(True)
    return bringing.outcomes


def _key(*parts: object) -> str:
    """The same rows give the same key, whoever sends the file and how often."""
    return "brought-" + hashlib.sha256(repr(parts).encode()).hexdigest()[:40]


def _try(bringing: Bringing, row: Row, what: str, do: Callable[[], Any]) -> Any:
    """Do it in a savepoint of its own; a refusal is the outcome of this row."""
    try:
        with transaction.atomic():
            done = do()
    except Refused as refused:
        bringing.outcomes.append(Outcome(row.table, row.number, what, refusals=refused.refusals))
        return None
    already = getattr(done, "replayed", False)
    said = "already there" if already else what
    bringing.outcomes.append(Outcome(row.table, row.number, said))
    return done


# What was there before ------------------------------------------------------------------------


def _begin(bringing: Bringing, rows: Mapping[str, list[Row]]) -> None:
    """Begin a cycle with what members held; loans of a cut-off are agreed to again by all."""
    listed = rows.get("shares") or rows.get("cut_off")
    if not listed:
        return
    act = bringing.act("")
    price = statutes_on(act.of_organisation, act.today).integer("circle.share_price")
    held = [(row, _shares(bringing, row, price)) for row in listed]
    loans = [row for row in rows.get("cut_off", []) if row["loan"]]
    lent = sum(bringing.minor(row, "loan") for row in loans)
    brought = tuple(
        rules.SharesBrought(person, shares)
        for row, shares in held
        if (person := bringing.person(row, row["member"])) is not None
    )
    refuse(bringing.reading.wrong)
    saved = sum(one.shares for one in brought) * price
    cash = saved - lent if bringing.cash is None else bringing.cash
    key = _key("cycle", bringing.book, [(one.person, one.shares) for one in brought])
    begun = _try(
        bringing,
        listed[0],
        "cycle begun",
        lambda: start_cycle(
            bringing.act(key),
            book=bringing.book,
            brought=rules.Brought(brought, money=cash + lent if rows.get("cut_off") else 0),
        ),
    )
    bringing.outcomes += [
        Outcome(row.table, row.number, "shares", str(shares)) for row, shares in held
    ]
    if begun is not None and loans:
        _confirm(bringing, loans, cash)


def _shares(bringing: Bringing, row: Row, price: int) -> int:
    """How many shares a member holds; a cut-off states what she saved."""
    if row.table == "shares":
        return bringing.whole(row, "shares")
    savings = bringing.minor(row, "savings")
    if price and savings % price == 0:
        return savings // price
    shown = {"savings": row["savings"], "price": str(price)}
    bringing.reading.wrong.append(
        workbook.SAVINGS_BETWEEN_SHARES.because(table=row.table, row=row.number, **shown)
    )
    return 0


def _confirm(bringing: Bringing, loans: list[Row], counted: int) -> None:
    """The loans that run are handed out again on paper: all agree, and the box ends as it is."""
    act = bringing.act(_key("cut-off", bringing.book, [row.cells for row in loans]))
    roll = members.member_ids(act.of_organisation, act.today)
    needed = statutes_on(act.of_organisation, act.today).integer("hands.witnesses")
    witnesses = tuple(person for person in roll if person != act.by)[:needed]
    hands = Hands(len(roll), 0, 0, witnesses)
    asked = tuple(
        rules.LoanAsked(
            person,
            bringing.minor(row, "loan"),
            hands,
            months=bringing.whole(row, "months") or 12,
        )
        for row in loans
        if (person := bringing.person(row, row["member"])) is not None
    )
    refuse(bringing.reading.wrong)
    _try(
        bringing,
        loans[0],
        "loans agreed to",
        lambda: close_meeting(
            act,
            held_on=act.today,
            lines=tuple(rules.Line(person, "present") for person in roll),
            counted=counted,
            loans=asked,
            kept=rules.Kept(witnesses=witnesses),
            book=bringing.book,
        ),
    )


# Meetings -------------------------------------------------------------------------------------


def _meetings(bringing: Bringing, rows: Mapping[str, list[Row]]) -> None:
    """Every meeting of the file, the oldest first."""
    by_day: dict[date, Row] = {}
    for row in rows.get("meetings", []):
        if day := bringing.day(row):
            by_day[day] = row
    parts = {name: _by_day(bringing, rows.get(name, []), by_day) for name in OF_A_MEETING}
    refuse(bringing.reading.wrong)
    cycle = running_cycle(bringing.act("").of_organisation, bringing.book)
    there = sheet_days(bringing.act("").of_organisation, cycle.id) if cycle else frozenset()
    for day, row in sorted(by_day.items()):
        if day in there:
            bringing.outcomes.append(Outcome(row.table, row.number, "already there"))
            continue
        _meeting(bringing, day, row, {name: parts[name].get(day, []) for name in OF_A_MEETING})


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
    key = _key("meeting", bringing.book, day, row.cells, [one.cells for one in parts["lines"]])
    done = _try(
        bringing,
        row,
        "meeting written down",
        lambda: close_meeting(bringing.act(key), held_on=day, book=bringing.book, **fields),
    )
    if done is None:
        return
    asked = [step for step in done.facts["steps"] if step["kind"] == "lending.request"]
    for loan, step in zip(parts["loans"], asked, strict=True):
        bringing.loans[loan["loan"]] = int(step["facts"]["loan"])


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
            rules.Helped(person, bringing.minor(one, "helped"))
            for one, person in lines
            if person is not None and one["helped"] not in ("", "0")
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
        "repayments": tuple(
            rules.Repaid(loan, bringing.minor(one, "amount"))
            for one in parts["repayments"]
            if (loan := _loan(bringing, one)) is not None
        ),
    }


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
    """The loan of this name in the file, or of this number in the book."""
    name = row["loan"]
    if name in bringing.loans:
        return bringing.loans[name]
    if name.isdigit():
        return int(name)
    bringing.reading.wrong.append(
        workbook.LOAN_UNKNOWN_HERE.because(table=row.table, row=row.number, text=name)
    )
    return None
