"""What is wrong with a sheet, line by line in its order, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.kernel import Refusal

if TYPE_CHECKING:
    from tequio.circles.forms.claims import Helping
    from tequio.circles.forms.rows import Asking, Repaying, Seat
    from tequio.circles.forms.sheet import SheetForm

LABELS: Mapping[str, Any] = {
    "opening": _("Counted in the box before you begin"),
    "held_on": _("Day of the meeting"),
    "sh": _("Shares"),
    "fp": _("Fines paid"),
    "rp": _("Repayments"),
    "rd": _("Repayments"),
    "hw": _("Help from the social fund"),
    "hm": _("Help from the social fund"),
    **dict.fromkeys(("hy", "hn", "ha"), _("Help from the social fund")),
    **dict.fromkeys(("lw", "lm", "lc", "ly", "ln", "la"), _("Loans")),
    "counted": _("In the box"),
    "social": _("In the bag of the social fund"),
    "photo": _("Photograph of the sheet"),
}
"""What a field is called, by the first letters of its name; in the order of the sheet."""
ORDER = {code: place for place, code in enumerate(LABELS)}
OF_HER_FINE, OF_HER_SHARES = "fp", "sh"
MARKED = {
    "fine_overpaid": OF_HER_FINE,
    "shares_over_the_most": OF_HER_SHARES,
    "left_the_cycle": OF_HER_SHARES,
    "contribution_differs": "so",
    "absent_and_gives": "at",
}
"""Refusal → the field in the row of a member that it speaks of."""

OF_HER_HELP = {
    "claim_without_reason": "hr",
    "help_over_the_most": "hm",
    "help_needs_hands": "hy",
    "hands_do_not_add_up": "hy",
}
"""Refusal → the field in a row of help that it speaks of."""


@dataclass(frozen=True)
class Wrong:
    """One line of the list above the sheet.

    place    the mark on the page to which it leads
    about    whose row and which field; "" where the refusal says it itself
    error    what cannot be read
    refusal  or what was refused
    """

    place: str
    about: str = ""
    error: str = ""
    refusal: Refusal | None = None


def wrongs(form: SheetForm) -> list[Wrong]:
    """Everything that is wrong at some row, in the order of the sheet."""
    unread = sorted(form.errors, key=lambda name: ORDER.get(_code(name), len(ORDER)))
    return [
        *(Wrong(_place(form, name), about(form, name), form.errors[name]) for name in unread),
        *_refused(form),
    ]


def about(form: SheetForm, name: str) -> str:
    """Whose row a field stands in and what it asks, in words."""
    said = (_who(form, name), str(LABELS.get(_code(name), "")))
    return ", ".join(part for part in said if part)


def _code(name: str) -> str:
    return name.partition("-")[0]


def _who(form: SheetForm, name: str) -> str:
    code, _dash, number = name.partition("-")
    rows: dict[str, int | None] = {}
    if code in ("sh", "fp"):
        rows = {str(one.person): one.person for one in form.seats}
    elif code in ("rp", "rd"):
        rows = {str(one.loan.loan.id): one.loan.loan.person for one in form.repayments}
    elif code.startswith("h"):
        rows = {str(one.place): one.person for one in form.help}
    elif code.startswith("l"):
        rows = {str(one.place): one.person for one in form.loans}
    person = rows.get(number)
    return form.desk.names.get(person) or "" if person is not None else ""


def _place(form: SheetForm, name: str) -> str:
    """The mark of the field; of the whole row, where the field is several buttons."""
    code, _dash, number = name.partition("-")
    if code == "sh" and form.choices:
        return f"m-{number}"
    return f"rp-{number}" if code == "rd" else name


def _refused(form: SheetForm) -> Iterator[Wrong]:
    for one in form.seats:
        yield from _at(f"m-{one.person}", one.refused)
    for paid in form.repayments:
        yield from _at(f"rp-{paid.loan.loan.id}", paid.refused)
    for helped in form.help:
        place, said = helped.marked or f"hw-{helped.place}", about(form, f"hw-{helped.place}")
        yield from (Wrong(place, said, refusal=one) for one in helped.refused)
    yield from _at("p4", form.at["help"])
    for asked in form.loans:
        said, place = about(form, f"lw-{asked.place}"), f"lw-{asked.place}"
        place = asked.yes.name if asked.yes.by and asked.refused else place
        yield from (Wrong(place, said, refusal=one) for one in asked.refused)
    yield from _at("p5", form.at["loans"])
    yield from _at("p7", form.at["witnesses"])
    yield from _at("keys", form.at["keys"])
    for key in form.keys:
        name = form.desk.names.get(key.person, "")
        yield from (Wrong(f"pin-{key.person}", name, refusal=one) for one in key.refused)
        if key.error:
            yield Wrong(f"pin-{key.person}", name, key.error)


def _at(place: str, refusals: Iterable[Refusal]) -> Iterator[Wrong]:
    return (Wrong(place, refusal=one) for one in refusals)


def mark_seat(row: Seat, code: str) -> None:
    """Mark the field of a member's row of which a refusal speaks."""
    field = MARKED.get(code, "")
    row.marked = row.marked | {field}
    if field == OF_HER_FINE:
        row.paid = replace(row.paid, by=f"w-{row.person}")


def mark_repaid(row: Repaying) -> None:
    """Mark the sum that was handed over."""
    row.sum = replace(row.sum, by=f"w-rp-{row.loan.loan.id}")


def mark_help(row: Helping, code: str) -> None:
    """Mark the field of a row of help of which a refusal speaks."""
    by, field = f"w-h-{row.place}", OF_HER_HELP.get(code, "")
    row.marked = f"{field}-{row.place}"
    if field == "hm":
        row.sum = replace(row.sum, by=by)
    elif field == "hy":
        row.yes = replace(row.yes, by=by)


def mark_given(rows: Iterable[Helping]) -> None:
    """Mark what the social fund shall give, where it is more than lies in it."""
    for row in rows:
        if row.minor:
            row.sum = replace(row.sum, by="w-help")


def mark_hands(row: Asking) -> None:
    """Mark the hands that were raised for a loan."""
    row.yes = replace(row.yes, by=f"w-l-{row.place}")


def mark_missing(row: Asking, missing: Iterable[str]) -> str:
    """Mark what a request lacks; what is said of it."""
    said, by = (
        gettext("Say who asks, how much, for how long, and how many hands were raised."),
        f"e-l-{row.place}",
    )
    row.missing = frozenset(missing)
    for name in ("sum", "count", "yes"):
        if name in row.missing:
            setattr(row, name, replace(getattr(row, name), by=by))
    return said
