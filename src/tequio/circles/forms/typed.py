"""What was typed into a form that has too many fields to be drawn one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.kernel import Unit
from tequio.ledger.rules import AMOUNT_NOT_POSITIVE
from tequio.membership.visits import AmountField, DayField, PhotoField, number_in

LONGEST = 200
MINUS = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")


@dataclass(frozen=True)
class Cell:
    """A field of the sheet: its name, what was typed, and what is wrong with it.

    by  the mark of a sentence elsewhere in its row that says what is wrong
    """

    name: str
    text: str = ""
    error: str = ""
    by: str = ""

    @property
    def says(self) -> str:
        """The mark of what is said of it; "" where nothing is wrong."""
        return f"e-{self.name}" if self.error else self.by


class Typed:
    """Fields as they came; every one that cannot be read is said in `errors`, by its name.

    data  None for an empty form
    """

    def __init__(self, data: Mapping[str, Any] | None, files: Mapping[str, Any] | None, unit: Unit):
        self.data, self.files, self.unit = data, files or {}, unit
        self.errors: dict[str, str] = {}

    @property
    def is_sent(self) -> bool:
        """Whether anything was sent at all."""
        return self.data is not None

    def text(self, name: str, default: str = "") -> str:
        """A text, or what the empty form says."""
        if self.data is None:
            return default
        return str(self.data.get(name, "")).strip()[:LONGEST]

    def tick(self, name: str, *, default: bool = False) -> bool:
        """Whether a box is ticked."""
        return default if self.data is None else bool(self.data.get(name))

    def among(self, name: str, codes: Mapping[str, Any] | tuple[str, ...], default: str) -> str:
        """One of these codes; the default for what is none of them."""
        said = self.text(name, default)
        return said if said in codes else default

    def minor(self, name: str, *, needed: Any = "") -> int | None:
        """A sum in minor units, or None; `needed`: what to say if there is none."""
        typed = self.text(name)
        if not typed:
            if needed and self.is_sent:
                self.errors[name] = str(needed)
            return None
        try:
            found: int | None = AmountField(self.unit, required=False).clean(typed)
        except ValidationError as wrong:
            self.errors[name] = " ".join(wrong.messages)
            if typed.startswith(MINUS):
                self.errors[name] = gettext(AMOUNT_NOT_POSITIVE.remedy)
            return None
        return found

    def count(self, name: str, *, most: int = 9999, default: int = 0) -> int:
        """A small number."""
        typed = self.text(name)
        found = number_in(typed)
        if typed and (found is None or found > most):
            self.errors[name] = str(_("Write a number."))
        return found if typed and found is not None and found <= most else default

    def told(self, name: str, otherwise: int) -> int:
        """The sum that the page told beside a tick, in minor units; `otherwise` without one."""
        found = number_in(self.text(name))
        return otherwise if found is None else found

    def numbers(self, code: str) -> list[int]:
        """What stands in names like `rp-12` that are filled: 12, in order."""
        begun = f"{code}-"
        names = (name for name, value in (self.data or {}).items() if value)
        found = (number_in(name.removeprefix(begun)) for name in names if name.startswith(begun))
        return sorted({one for one in found if one is not None})

    def person(self, name: str, among: Mapping[int, str]) -> int | None:
        """One of these persons, or None."""
        found = number_in(self.text(name))
        return found if found in among else None

    def day(self, name: str, default: date) -> date:
        """A day; the default for what is none."""
        typed = self.text(name)
        if not typed:
            return default
        try:
            return DayField(latest=default).clean(typed) or default
        except ValidationError as wrong:
            self.errors[name] = " ".join(wrong.messages)
            return default

    def photo(self, name: str) -> Any:
        """A photograph that was attached, or None."""
        try:
            return PhotoField(required=False).clean(self.files.get(name))
        except ValidationError as wrong:
            self.errors[name] = " ".join(wrong.messages)
            return None

    def of_sum(self, name: str, minor: int) -> Cell:
        """The field with a sum that the page said itself, as it would be typed."""
        return Cell(name, str(AmountField(self.unit).prepare_value(minor)))

    def cell(self, name: str, default: str = "") -> Cell:
        """The field as it is drawn."""
        return Cell(name, self.text(name, default), self.errors.get(name, ""))
