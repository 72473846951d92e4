"""Two sheets of one day beside each other, in words."""

from __future__ import annotations

from dataclasses import dataclass

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
    helped = {one.person: one.minor for one in fields["help"]}
    written = {
        one.person: _row(one, one.helped) for one in queries.lines_of(organisation, there.id)
    }
    typed = {one.person: _row(one, helped.get(one.person, 0)) for one in fields["lines"]}
    found = rules.differs(
        written,
        typed,
        counted=(there.counted, there.social_counted),
        counted_now=(fields["counted"], fields["social_counted"]),
    )
    names = form.desk.names
    return [_beside(one, names.get(one.person or 0, ""), form) for one in found]


def _row(one: queries.SheetLine | rules.Line, helped: int) -> dict[str, str | int]:
    return {
        "attendance": one.attendance,
        "shares": one.shares,
        "social": one.social,
        "fine_paid": one.fine_paid,
        "helped": helped,
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
