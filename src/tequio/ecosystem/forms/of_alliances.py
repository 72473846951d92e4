"""What is written of an alliance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.ecosystem.forms.asking import Choices, words
from tequio.membership.visits import DayField
from tequio.registry.visits import ListedField

MOST_ROWS, ROWS_MORE = 60, 3
PARTS = ("what", "where", "who", "until")
Row = dict[str, Any]


class FoundForm(forms.Form):
    """A name, a place, by which rule, and who is with us from the beginning.

    partners  number → name of organisations that were proposed; each takes part if a sector is
              chosen for it
    """

    name = forms.CharField(label=_("Name"), max_length=200)
    territory = forms.CharField(label=_("Where"), max_length=120, required=False)
    rule = forms.ChoiceField(label=_("By which rule"))

    def __init__(
        self,
        *args: Any,
        rules: Choices,
        sectors: Choices = (),
        partners: Mapping[int, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["rule"].choices = rules  # type: ignore[attr-defined]
        self.partners = partners or {}
        choices = [("", gettext("Not yet")), *sectors]
        for number, name in self.partners.items():
            self.fields[f"partner-{number}"] = forms.ChoiceField(
                label=name, choices=choices, required=False
            )

    def taking_part(self) -> list[tuple[int, str]]:
        """Number and sector of those for whom one was chosen."""
        given = ((number, self.cleaned_data[f"partner-{number}"]) for number in self.partners)
        return [(number, sector) for number, sector in given if sector]


class JoinForm(forms.Form):
    """Who joins, and for which sector."""

    def __init__(self, *args: Any, actor: ListedField, sectors: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["listed"] = actor
        self.fields["sector"] = forms.ChoiceField(label=_("For which sector"), choices=sectors)


class LeaveForm(forms.Form):
    """Who leaves."""

    def __init__(self, *args: Any, actor: ListedField, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["listed"] = actor


class PlanForm(forms.Form):
    """What the plan is for, and its actions row by row; empty rows are left out."""

    template_name = "ecosystem/forms/plan.html"
    words = words(_("What the plan is for"), rows=3)

    def __init__(
        self,
        *args: Any,
        actor: Callable[[], ListedField],
        rows: Sequence[Row] = (),
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.count = min(MOST_ROWS, len(rows) + ROWS_MORE)
        for number in range(self.count):
            told = dict(rows[number]) if number < len(rows) else {}
            asked = (
                forms.CharField(label=_("What is done"), max_length=400, required=False),
                forms.CharField(label=_("Where in the territory"), max_length=120, required=False),
                actor(),
                DayField(label=_("Until"), required=False),
            )
            for part, field in zip(PARTS, asked, strict=True):
                field.initial = told.get(part)
                self.fields[f"{part}_{number}"] = field

    @property
    def lines(self) -> Iterator[list[forms.BoundField]]:
        """The controls of each row."""
        for number in range(self.count):
            yield [self[f"{part}_{number}"] for part in PARTS]

    def clean(self) -> dict[str, Any]:
        """The rows in which something is said, together."""
        said = super().clean() or {}
        rows = [
            {part: said.get(f"{part}_{number}") for part in PARTS} for number in range(self.count)
        ]
        return {**said, "rows": [row for row in rows if (row["what"] or "").strip()]}


class RegisterForm(forms.Form):
    """The folio, and its day."""

    folio = forms.CharField(
        label=_("Number of the folio"),
        max_length=40,
        help_text=_("As it stands on the paper of the registration."),
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["registered_on"] = DayField(label=_("Day of the folio"), latest=today)


class FollowForm(forms.Form):
    """How it goes, and on which day somebody looked."""

    words = words(_("How it goes"), help_text=_("Who met, what is done, what hinders."))

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["day"] = DayField(label=_("Day of the visit"), latest=today)
