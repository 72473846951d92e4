"""Two sheets of one day beside each other, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from tequio.circles import queries, rules
from tequio.circles.forms.sheet import SheetForm
from tequio.circles.pages.words import ATTENDANCES, COLUMNS
from tequio.kernel import Amount

Said = str | int | Amount


@dataclass(frozen=True)
class Beside:
    """What the sheets say of one thing: of whom, in which column, the first, the second."""

    name: str
    column: str
    written: Said
    typed: Said


def compared(organisation: int, there: queries.Sheet, form: SheetForm) -> list[Beside]:
    """What the sheet that was typed says otherwise than the one that is there."""
    fields = form.fields()
    said = queries.closing_of_sheet(organisation, there.id)
    assert said is not None, "a sheet has its line"
    written, typed = _written(organisation, there, said.facts), _typed(form, fields, said.facts)
    found = rules.differs(
        written,
        typed,
        counted=(there.counted, there.social_counted),
        counted_now=(fields["counted"], fields["social_counted"]),
    )
    names = form.desk.names
    return [_beside(one, names.get(one.person or 0, ""), form) for one in found]


Rows = dict[int, dict[str, str | int]]


def _written(organisation: int, there: queries.Sheet, facts: Mapping[str, Any]) -> Rows:
    rows = {one.person: _row(one, one.helped) for one in queries.lines_of(organisation, there.id)}
    for paid in queries.repayments_told(facts):
        _more(rows, paid.person, "repaid", paid.minor)
    for loan in queries.loans_told(facts):
        _more(rows, loan.person, "lent", loan.minor)
    return rows


def _typed(form: SheetForm, fields: Mapping[str, Any], facts: Mapping[str, Any]) -> Rows:
    """The same of the sheet that was typed; who has a loan is known from the desk, and from what
    the other sheet did to it."""
    helped = {one.person: one.minor for one in fields["help"]}
    rows = {one.person: _row(one, helped.get(one.person, 0)) for one in fields["lines"]}
    loans = {one.loan: (one.person, one.minor) for one in queries.repayments_told(facts)}
    loans |= {one.loan: (one.person, one.minor) for one in queries.loans_told(facts)}
    for one in (*form.desk.running, *form.desk.to_hand):
        loans[one.loan.id] = (one.loan.person, one.loan.minor)
    for paid in fields["repayments"]:
        _more(rows, loans.get(paid.loan, (0, 0))[0], "repaid", paid.minor)
    for asked in fields["loans"]:
        _more(rows, asked.person, "lent", asked.minor)
    for loan in fields["payouts"]:
        _more(rows, *_handed(loans.get(loan, (0, 0))))
    return rows


def _handed(loan: tuple[int, int]) -> tuple[int, str, int]:
    return loan[0], "lent", loan[1]


def _more(rows: Rows, person: int, column: str, minor: int) -> None:
    row = rows.setdefault(person, {})
    row[column] = int(row.get(column, 0)) + minor


def _row(one: queries.SheetLine | rules.Line, helped: int) -> dict[str, str | int]:
    return {
        "attendance": one.attendance,
        "shares": one.shares,
        "social": one.social,
        "fine_paid": one.fine_paid,
        "helped": helped,
        "repaid": 0,
        "lent": 0,
    }


def _beside(one: rules.Differs, name: str, form: SheetForm) -> Beside:
    column = gettext(COLUMNS[one.column])
    return Beside(name, column, _said(one, one.written, form), _said(one, one.typed, form))


def _said(one: rules.Differs, value: str | int | None, form: SheetForm) -> Said:
    if value is None:
        return gettext("nothing")
    if isinstance(value, str):
        return gettext(ATTENDANCES[value]) if value in ATTENDANCES else value
    return value if one.column == "shares" else Amount(value, form.unit)
