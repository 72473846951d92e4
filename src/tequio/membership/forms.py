"""What the pages of membership ask for: a person, a code."""

from __future__ import annotations

import unicodedata
from typing import Any

import phonenumbers
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class PersonForm(forms.Form):
    """A name, and how to reach her; only the name is needed.

    country  two letters; completes a phone number that is written without a country code
    """

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("As the group knows her or him."),
    )
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=32,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        help_text=_("May stay empty. Two persons who share a phone: write it with one of them."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("May stay empty."),
    )

    def __init__(self, *args: Any, country: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.country = country

    def clean_phone(self) -> str:
        """`+` and digits; empty where nothing was written."""
        given = str(self.cleaned_data["phone"]).strip()
        return whole_number(given, self.country or settings.PHONE_COUNTRY) if given else ""


class FederationForm(forms.Form):
    """The federation's short name, as it stands in the address of its pages."""

    name = forms.SlugField(
        label=_("The federation's short name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        help_text=_("It stands in the address of its pages, after /o/. Ask its secretary."),
    )


class EraseForm(forms.Form):
    """How she asked, who else heard it, and that it is meant.  `witness`: whom one can choose."""

    asked = forms.ChoiceField(
        label=_("How did she ask?"),
        choices=[("spoken", _("By word of mouth")), ("written", _("In writing"))],
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(
        label=_("She asked for it, and I know that it cannot be undone."),
        error_messages={"required": _("Tick this first.")},
    )
    field_order = ("asked", "witness", "sure")

    def __init__(self, *args: Any, witness: forms.Field, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["witness"] = witness
        self.order_fields(self.field_order)


class CodeForm(forms.Form):
    """The sixteen digits that the secretary read aloud."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        help_text=_("Sixteen digits; blanks between them do not matter."),
    )

    def clean_code(self) -> str:
        """Digits of any script as 0 to 9, everything else left out."""
        return plain_digits(str(self.cleaned_data["code"]))


class PinField(forms.CharField):
    """Four to eight digits that nobody reads over her shoulder; digits of any script."""

    def __init__(self, **options: Any) -> None:
        attributes = {"inputmode": "numeric", "autocomplete": "off"}
        widget = forms.PasswordInput(attrs=attributes)
        super().__init__(max_length=20, widget=widget, **options)

    def clean(self, value: Any) -> str:
        """The digits as 0 to 9."""
        return plain_digits(str(super().clean(value)))


class PinForm(forms.Form):
    """Her PIN."""

    pin = PinField(label=_("Your PIN"))


class NewPinForm(forms.Form):
    """A new PIN, twice."""

    pin = PinField(
        label=_("A PIN that only you know"),
        help_text=_("Four to eight digits; no year, no run such as 1234."),
    )
    again = PinField(label=_("The same again"))


class EnrolForm(forms.Form):
    """What the group calls the phone."""

    title = forms.CharField(
        label=_("What do you call this phone?"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Such as “the phone in the box”. May stay empty."),
    )


def plain_digits(text: str) -> str:
    """The digits of a text, of whatever script, as 0 to 9."""
    return "".join(str(unicodedata.digit(sign)) for sign in text if sign.isdecimal())


def whole_number(phone: str, country: str) -> str:
    """A phone number as `+` and digits, completed by the country where it has no code.

    Raises ValidationError for what cannot be a phone number (lengths by libphonenumber).
    """
    try:
        parsed = phonenumbers.parse(phone, country or None)
    except phonenumbers.NumberParseException:
        parsed = None
    if parsed is None or not phonenumbers.is_possible_number(parsed):
        raise ValidationError(
            _("Write the phone number with the country code, such as +91 98765 43210.")
        )
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
