"""The form in which a piece of evidence is handed in: each fact with a field of its own kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.membership.visits import DayField, DocumentField, kind_of_document
from tequio.screening.forms.of_the_mirror import words
from tequio.screening.rules.catalogue import CRITERIA, FACTS, Fact
from tequio.screening.rules.evidence import EVIDENCE
from tequio.screening.rules.packs import Pack
from tequio.screening.rules.showing import COUNTED_HERE, NOT_HANDED_IN, OF_ASSESSORS, Shown

YES, NO = "yes", "no"
_PERCENT = re.compile(r"(\d{1,6})(?:[.,](\d{1,4}))?\s*%?")
_FRACTION = re.compile(r"\d{1,9}\s*/\s*[1-9]\d{0,8}")
_DECIMAL = re.compile(r"(\d{1,9})(?:[.,](\d{1,6}))?")


def kinds_to_choose(*, by_assessor: bool) -> list[tuple[str, str]]:
    """Kinds of evidence that can be handed in, the least trouble first."""
    left_out = NOT_HANDED_IN | ({"self_declaration"} if by_assessor else OF_ASSESSORS)
    kinds = sorted(EVIDENCE.values(), key=lambda kind: kind.cost)
    return [(one.code, gettext(one.title)) for one in kinds if one.code not in left_out]


def facts_to_choose() -> list[tuple[str, list[tuple[str, str]]]]:
    """Facts under the criterion to which they belong."""
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for code, title in CRITERIA.items():
        facts = [
            (one.code, gettext(one.title))
            for one in FACTS.values()
            if one.criterion == code and one.code not in COUNTED_HERE
        ]
        if facts:
            groups.append((gettext(title), facts))
    return groups


def facts_of_rules(
    pack: Pack, title: str, still_open: Collection[str] = ()
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Facts of which these rules speak, those that are open first; then all others."""
    asked = [one for one in pack.facts if one not in COUNTED_HERE]
    asked.sort(key=lambda one: one not in still_open)
    others = [one for one in FACTS if one not in asked and one not in COUNTED_HERE]
    parts = [(title, asked), (gettext("Other facts"), others)]
    return [
        (words, [(one, gettext(FACTS[one].title)) for one in facts])
        for words, facts in parts
        if facts
    ]


class ShareField(forms.CharField):
    """A part of a whole, as people write it: 2/3, or 66.7 %; gives a fraction as text."""

    def clean(self, value: Any) -> Any:
        """Raises ValidationError for anything else."""
        typed = str(super().clean(value) or "").strip()
        if not typed:
            return ""
        if _FRACTION.fullmatch(typed):
            return str(Fraction(typed.replace(" ", "")))
        found = _PERCENT.fullmatch(typed)
        if not found:
            raise ValidationError(_("Write a part of a whole, such as 2/3 or 65%."))
        decimals = found[2] or ""
        return str(Fraction(int(found[1] + decimals), 100 * 10 ** len(decimals)))


class NumberField(forms.CharField):
    """A number with decimals, as people write it; gives a fraction as text."""

    def clean(self, value: Any) -> Any:
        """Raises ValidationError for anything else."""
        typed = str(super().clean(value) or "").strip()
        if not typed:
            return ""
        found = _DECIMAL.fullmatch(typed)
        if not found:
            raise ValidationError(_("Write a number, such as 6 or 6.5."))
        decimals = found[2] or ""
        return str(Fraction(int(found[1] + decimals), 10 ** len(decimals)))


def field_of(fact: Fact) -> forms.Field:
    """A field for the value of a fact."""
    label = gettext(fact.title)
    if fact.kind == "yes_no":
        choices = [(YES, _("yes")), (NO, _("no"))]
        return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
    if fact.kind == "choice":
        told = [(code, gettext(title)) for code, title in (fact.choices or {}).items()]
        return forms.ChoiceField(label=label, choices=[("", _("Choose")), *told])
    if fact.kind == "share":
        help_text = _("A part of a whole, such as 2/3 or 65%.")
        return ShareField(label=label, max_length=30, help_text=help_text)
    if fact.kind == "number":
        return NumberField(label=label, max_length=30)
    return forms.IntegerField(label=label, min_value=0, max_value=2**53)


class EvidenceForm(forms.Form):
    """One piece of evidence: what shows what, when that was so, and where it can be seen."""

    kind = forms.ChoiceField(label=_("What it is"))
    since = DayField(label=_("From when on that was so"), required=False)
    until = DayField(
        label=_("Until when that was so"),
        help_text=_("Of accounts the end of their year, not the day on which they were printed."),
    )
    file = DocumentField(required=False)
    redacted = DocumentField(
        label=_("A copy in which names are blackened"),
        required=False,
        help_text=_("This copy may be seen by others; the file itself only by whoever examines."),
    )
    pointer = forms.CharField(
        label=_("Page or clause"),
        required=False,
        max_length=200,
        help_text=_("Such as: article 12, or page 7 of the minute book."),
    )
    words = words(_("Where it can be seen, or what was seen"), rows=2, required=False)
    is_public = forms.BooleanField(
        label=_("Everybody who sees what is found may see the file"), required=False
    )

    def __init__(
        self,
        *args: Any,
        facts: Sequence[str],
        today: date,
        by_assessor: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.facts = tuple(facts)
        values = {name_of(code): field_of(FACTS[code]) for code in facts}
        kinds = kinds_to_choose(by_assessor=by_assessor)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        latest = DayField(
            label=self.fields["until"].label, help_text=self.fields["until"].help_text, latest=today
        )
        self.fields = values | dict(self.fields) | {"until": latest}

    def clean(self) -> dict[str, Any]:
        """A photograph is a picture, or a page that was scanned."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if cleaned.get("kind") == "photograph" and file:
            found = kind_of_document(file)
            if found is None or not (found.is_shown or found.ending == "pdf"):
                not_one = gettext("This file is not a photograph (JPEG, PNG or WebP).")
                self.add_error("file", not_one)
        return cleaned

    def shown(self) -> tuple[Shown, ...]:
        """The facts with their values, as the act takes them."""
        return tuple(Shown(code, self._value(code)) for code in self.facts)

    def _value(self, code: str) -> Any:
        said = self.cleaned_data[name_of(code)]
        return said == YES if FACTS[code].kind == "yes_no" else said


def name_of(fact: str) -> str:
    """The name of its field."""
    return f"value-{fact}"


class WhyForm(forms.Form):
    """Why it is taken back."""

    reason = words(_("Why"), rows=2)
