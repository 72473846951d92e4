"""The step in which a group looks at the statutes it begins with, and changes a handful."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext

from tequio.governance.forms.drafts import Draft
from tequio.governance.forms.provisions import field_for, plain_from
from tequio.kernel import Refusal
from tequio.statutes import queries as statutes
from tequio.statutes.rules import (
    CATALOGUE,
    GROUPS,
    Passed,
    Statutes,
    StatutesTemplate,
    Value,
    in_force,
    objections_to_adopt,
    read_value,
    warnings_to_adopt,
)

EDITABLE = (
    "members.least",
    "members.most",
    "notice.days",
    "decision.ordinary.quorum",
    "decision.money.quorum",
    "decision.money.majority",
    "offices.pay",
    "keys.pay",
    "lending.multiple_of_savings",
    "lending.rate",
    "circle.share_price",
    "circle.contribution",
    "turn.contribution",
    "shares.price",
    "privacy.votes",
)
"""What most groups change before they begin; all the rest is shown, and can be amended later."""
PRACTICES = ("lending.", "circle.", "turn.", "shares.")
"""What not every group does is asked only where the template speaks of it."""


def templates_for(draft: Draft) -> list[StatutesTemplate]:
    """Templates for the kind of group, those of its country first."""
    fitting = [one for one in statutes.templates() if one.kind == draft.kind]
    return sorted(fitting, key=lambda one: (one.country != draft.country, one.country != ""))


def template_of(draft: Draft) -> StatutesTemplate | None:
    """The template that was chosen, or the first one that fits."""
    fitting = templates_for(draft)
    chosen = next((one for one in fitting if one.name == draft.template), None)
    return chosen or next(iter(fitting), None)


class RulesStep(forms.Form):
    """Fields for the handful; `warned` are laws that a value passes, each needs a reason."""

    def __init__(self, draft: Draft, today: date, data: Any = None) -> None:
        super().__init__(data)
        self.draft, self.today = draft, today
        self.template = template_of(draft)
        self.stated = (self.template.plain() if self.template else {}) | draft.values
        self.now = in_force(self.stated, today)
        self.law = statutes.rulebook_for(draft.country, draft.kind)
        self.given: Mapping[str, str] = draft.reasons
        self.refused: tuple[Refusal, ...] = ()
        for code in EDITABLE:
            if not code.startswith(PRACTICES) or self.now.is_stated(code):
                self.fields[code] = self._field(code)

    def _field(self, code: str) -> forms.Field:
        """The field of a provision; of a type of decision its name stands before."""
        provision = CATALOGUE[code]
        field = field_for(provision, self.now[code], self.draft.book_unit)
        if provision.group.startswith("decision."):
            field.label = f"{gettext(GROUPS[provision.group])}: {gettext(provision.title)}"
        return field

    def is_valid(self) -> bool:
        """Whether the values can be read and adopted; what stands against it in `refused`."""
        if not super().is_valid():
            return False
        self.stated = {**self.stated, **self._typed()}
        self.now = in_force(self.stated, self.today)
        self.given = {
            passed.provision: str(self.data.get(f"reason-{passed.provision}", "")).strip()
            for passed in self.warned()
        }
        self.refused = objections_to_adopt(
            self.stated, rulebook=self.law, day=self.today, reasons=self.given
        )
        return not self.refused

    def _typed(self) -> dict[str, Any]:
        return {
            code: plain_from(CATALOGUE[code], value) for code, value in self.cleaned_data.items()
        }

    def warned(self) -> tuple[Passed, ...]:
        """Laws that nobody verified and that a value passes."""
        return warnings_to_adopt(self.stated, rulebook=self.law, day=self.today)

    def reasons_asked(self) -> list[tuple[Passed, Refusal, str]]:
        """For each warning what is to be said about it, and what was written so far."""
        return [(one, one.as_refusal(), self.given.get(one.provision, "")) for one in self.warned()]

    def into(self, draft: Draft) -> Draft:
        """The draft with the values that differ from the template."""
        own = differing(self.template, self._typed(), self.today)
        name = self.template.name if self.template else ""
        reasons = {code: text for code, text in self.given.items() if text}
        kept = {code: value for code, value in draft.values.items() if code not in self.fields}
        return draft.having(template=name, values=kept | own, reasons=reasons)


def differing(
    template: StatutesTemplate | None, values: Mapping[str, Any], today: date
) -> dict[str, Any]:
    """Those of these plain values that the template (or its silence) does not say already."""
    said: Statutes = template.statutes(today) if template else in_force({}, today)
    return {
        code: value
        for code, value in values.items()
        if _compared(read_value(code, value)) != _compared(said[code])
    }


def _compared(value: Value) -> Any:
    """Offices and purposes are the same in any order."""
    return frozenset(value) if isinstance(value, tuple) else value
