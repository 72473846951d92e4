"""One provision of the statutes as a form field: by its type, with its present value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.governance.forms.fields import words_of
from tequio.kernel import Unit
from tequio.kernel import gettext_noop as marked
from tequio.membership.rules import OFFICE_WORDS, OFFICES
from tequio.membership.visits import AmountField
from tequio.statutes.rules import STANDING_PURPOSES, Provision, Value

PARTS: Mapping[str, str] = {
    "0": marked("nobody (0)"),
    "1/10": marked("a tenth (1/10)"),
    "1/5": marked("a fifth (1/5)"),
    "1/4": marked("a quarter (1/4)"),
    "1/3": marked("a third (1/3)"),
    "1/2": marked("half (1/2)"),
    "3/5": marked("three fifths (3/5)"),
    "2/3": marked("two thirds (2/3)"),
    "3/4": marked("three quarters (3/4)"),
    "4/5": marked("four fifths (4/5)"),
    "1": marked("all (1)"),
}
"""Parts in which statutes usually count, in words."""

PERCENT = re.compile(r"([0-9]{1,6})(?:\.([0-9]{1,4}))?\s*%")
FRACTION = re.compile(r"[0-9]{1,9}(?:\s*/\s*[0-9]{1,9})?")


class PartField(forms.CharField):
    """An exact part: 2/100, 3, or 1.5% as people say it; gives `n/d`."""

    def clean(self, value: Any) -> Any:
        """The fraction as statutes write it.  Raises ValidationError for anything else."""
        typed = str(super().clean(value)).strip()
        percent = PERCENT.fullmatch(typed)
        if percent:
            whole, decimals = percent.group(1), percent.group(2) or ""
            return _plain(Fraction(int(whole + decimals), 100 * 10 ** len(decimals)))
        if not FRACTION.fullmatch(typed) or (
            typed.partition("/")[2].strip(" 0") == "" and "/" in typed
        ):
            raise ValidationError(
                _("Write a whole number, a fraction such as 2/100, or a percentage such as 1.5%.")
            )
        return _plain(Fraction(typed.replace(" ", "")))

    def prepare_value(self, value: Any) -> Any:
        """A fraction to be changed is shown as a percentage where it is one exactly."""
        return _percent(value) if isinstance(value, Fraction) else value


def field_for(provision: Provision, value: Value, unit: Unit) -> forms.Field:
    """The field in which a new value of this provision is typed or chosen.

    value  what holds now; also a choice where the list does not have it
    """
    label = gettext(provision.title)
    made = MAKERS[provision.kind](provision, value, unit)
    made.label = label
    made.initial = value
    if isinstance(value, Fraction) and isinstance(made, forms.ChoiceField):
        made.initial = _plain(value)
    if isinstance(value, bool):
        made.initial = "yes" if value else "no"
    return made


def plain_from(provision: Provision, cleaned: Any) -> Any:
    """The plain JSON value that statutes keep, from what the field gave."""
    if provision.kind == "boolean":
        return cleaned == "yes"
    if provision.kind in ("offices", "purposes"):
        return list(cleaned)
    if provision.kind == "minor":
        return cleaned or 0
    return cleaned


def _plain(value: Fraction) -> str:
    return str(value)


def _percent(value: Fraction) -> str:
    """2% for 1/50; whole numbers, and what is no short percentage, as they are."""
    part = value * 10_000
    if part.denominator != 1 or not 0 < part < 10_000:
        return str(value)
    whole, decimals = divmod(int(part), 100)
    return f"{whole}.{decimals:02d}".rstrip("0").rstrip(".") + "%"


def _part(provision: Provision, value: Value, unit: Unit) -> forms.Field:
    if provision.group in ("lending", "turn", "shares", "surplus"):
        return PartField(max_length=30, help_text=gettext("Such as 3, 2/100 or 1.5%"))
    assert isinstance(value, Fraction)
    known = dict(words_of(PARTS))
    if provision.code == "meeting.ad_hoc" or not provision.code.endswith("quorum"):
        known.pop("0")
    known.setdefault(_plain(value), _plain(value))
    ranked = sorted(known.items(), key=lambda one: Fraction(one[0]))
    return forms.ChoiceField(choices=ranked)


def _whole(provision: Provision, value: Value, unit: Unit) -> forms.Field:
    return forms.IntegerField(
        min_value=provision.least,
        max_value=provision.most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


def _yes_or_no(provision: Provision, value: Value, unit: Unit) -> forms.Field:
    return forms.ChoiceField(choices=[("yes", gettext("yes")), ("no", gettext("no"))])


def _choice(provision: Provision, value: Value, unit: Unit) -> forms.Field:
    return forms.ChoiceField(choices=words_of(provision.choices))


def _offices(provision: Provision, value: Value, unit: Unit) -> forms.Field:
    assert isinstance(value, tuple)
    offered = OFFICE_WORDS if provision.group == "screening" else OFFICES
    codes = dict.fromkeys([*offered, *value])
    return forms.MultipleChoiceField(
        choices=words_of(OFFICE_WORDS, codes), widget=forms.CheckboxSelectMultiple
    )


def _purposes(provision: Provision, value: Value, unit: Unit) -> forms.Field:
    titles = {code: purpose.title for code, purpose in STANDING_PURPOSES.items()}
    return forms.MultipleChoiceField(choices=words_of(titles), widget=forms.CheckboxSelectMultiple)


def _sum(provision: Provision, value: Value, unit: Unit) -> forms.Field:
    return AmountField(unit)


MAKERS = {
    "fraction": _part,
    "integer": _whole,
    "days": _whole,
    "boolean": _yes_or_no,
    "choice": _choice,
    "offices": _offices,
    "purposes": _purposes,
    "minor": _sum,
}
