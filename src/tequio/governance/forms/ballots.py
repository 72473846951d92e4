"""Forms with which a vote is opened, and a participatory budget."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.governance.rules.budgets import Decided, NewProject
from tequio.kernel import Unit
from tequio.kernel import gettext_noop as marked
from tequio.membership.visits import AmountField, DayField, number_in

METHODS_TOLD: Mapping[str, tuple[str, str]] = {
    "budget.equal-shares.cost.add1@1": (
        marked("Equal shares"),
        marked(
            "Every voter has the same part of the money; a project is paid by those who approve it."
            " Small groups get their share too."
        ),
    ),
    "budget.greedy-skip@1": (
        marked("Most votes first"),
        marked("The project with most votes first, then the next that still fits into the money."),
    ),
    "budget.greedy-no-skip@1": (
        marked("Most votes first, until one does not fit"),
        marked("As before, but the count ends at the first project that is too dear."),
    ),
}
"""Counting methods in words, the fairest first."""

DAY = timedelta(days=1)
ROWS = 5
MORE_ROWS = 5
ENOUGH_ROWS = 300


class OpenBallotForm(forms.Form):
    """By phone until a day, or in a meeting that is open, by hands or by phone."""

    way = forms.ChoiceField(choices=[("phone", "phone"), ("hands", "hands")])
    meeting = forms.IntegerField(required=False, min_value=1)

    def __init__(self, data: Any = None, *, first: date) -> None:
        super().__init__(data)
        self.fields["closes_on"] = DayField(
            label=_("Last day of the vote"),
            required=False,
            initial=first,
            attrs={"min": first.isoformat()},
        )

    def arguments(self) -> dict[str, Any]:
        """What `governance.open_ballot` takes; in a meeting no last day is needed."""
        given = self.cleaned_data
        return {
            "way": given["way"],
            "meeting": given["meeting"],
            "closes_on": None if given["meeting"] else given["closes_on"],
        }


class ProjectRow(forms.Form):
    """One project: what it is, what it costs."""

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["title"] = forms.CharField(label=_("Project"), max_length=200, required=False)
        self.fields["minor"] = AmountField(unit, label=_("Cost"), required=False)
        self.fields["text"] = forms.CharField(
            label=_("In a few words"), max_length=2000, required=False
        )

    def clean(self) -> dict[str, Any]:
        """A project needs a name and a cost; an empty row is left out."""
        given = super().clean() or {}
        if any(given.values()) and "minor" not in self.errors:
            if not given.get("title"):
                self.add_error("title", gettext("Write what the project is."))
            if not given.get("minor"):
                self.add_error("minor", gettext("Write what it costs."))
        return given


Projects = forms.formset_factory(ProjectRow, extra=0, max_num=ENOUGH_ROWS, absolute_max=ENOUGH_ROWS)


def method_field() -> forms.ChoiceField:
    """How a budget is counted, the fairest first."""
    return forms.ChoiceField(
        label=_("How is it counted?"),
        choices=[(code, gettext(words)) for code, (words, _about) in METHODS_TOLD.items()],
        initial=next(iter(METHODS_TOLD)),
        widget=forms.RadioSelect,
    )


class BudgetForm(forms.Form):
    """Until when members vote on a decided budget, and the projects in rows."""

    def __init__(self, data: Any = None, *, decided: Decided, first: date) -> None:
        super().__init__(data)
        unit = decided.amount.unit
        days = {"min": first.isoformat(), "max": (decided.until - DAY).isoformat()}
        self.fields["closes_on"] = DayField(
            label=_("Last day of the vote"), initial=first, attrs=days
        )
        self.fields["text"] = forms.CharField(
            label=_("Why, and how?"),
            required=False,
            max_length=10_000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        rows = ROWS
        asked = None if data is None else number_in(data.get("p-TOTAL_FORMS", ""))
        if data is not None and asked is not None:
            rows = asked + (MORE_ROWS if data.get("go") == "more" else 0)
        shown = data if data is None else data.copy()
        if shown is not None:
            shown["p-TOTAL_FORMS"] = str(min(rows, ENOUGH_ROWS))
        initial: list[dict[str, Any]] | None = None
        if shown is None:
            initial = [{} for _row in range(rows)]
        self.rows = Projects(shown, initial=initial, prefix="p", form_kwargs={"unit": unit})

    def is_valid(self) -> bool:
        """Whether the sum and every row can be read."""
        return super().is_valid() and self.rows.is_valid()

    def projects(self) -> tuple[NewProject, ...]:
        """The rows that say something, numbered as they stand."""
        given = [row.cleaned_data for row in self.rows.forms if row.cleaned_data.get("title")]
        return tuple(
            NewProject(str(place), row["title"], row["minor"], row["text"])
            for place, row in enumerate(given, 1)
        )
