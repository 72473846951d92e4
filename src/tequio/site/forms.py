"""Forms of sign-in and account, and the renderer that puts every form into the frame."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm as AllauthLogin
from allauth.account.forms import SignupForm as AllauthSignup
from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from tequio.site.adapter import whole_number


class FrameRenderer(TemplatesSetting):
    """`{{ form }}` and `{{ field.as_field_group }}` with the frame's field (FORM_RENDERER)."""

    form_template_name = "frame/form.html"
    field_template_name = "frame/field.html"


class PhoneField(forms.CharField):
    """A phone number; gives `+` and digits."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Phone number"))
        options.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
        super().__init__(max_length=32, **options)

    def clean(self, value: Any) -> str:
        given = str(super().clean(value)).strip()
        return whole_number(given) if given else ""


class LoginForm(AllauthLogin):  # type: ignore[misc]
    """Phone number or e-mail, with the password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"].label = _("Phone number or e-mail")
        self.fields["login"].widget = forms.TextInput(attrs={"autocomplete": "username"})
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("Stay signed in on this device")

    def clean_login(self) -> str:
        """A phone number is completed as at sign-up, so that it is found again."""
        given = str(self.cleaned_data["login"]).strip()
        if "@" in given:
            return given
        return whole_number(given)


class SignupForm(AllauthSignup):  # type: ignore[misc]
    """A name, a phone number or an e-mail address, and a password; no more is asked."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("As your group knows you."),
    )
    field_order = ("name", "phone", "email", "password1")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["phone"].label = _("Phone number")
        self.fields["phone"].help_text = _("With the country code, such as +91 98765 43210.")
        self.fields["email"].label = _("E-mail")
        self.fields["email"].help_text = _("Only if you have one; it helps when you forget.")
        self.fields["password1"].label = _("Password")
        self.fields["password1"].help_text = _(
            "At least eight characters, and not a word that everybody uses."
        )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean()
        if self.account_already_exists:
            self.add_error("phone", get_adapter().validation_error("phone_taken"))
        wrong = {"phone", "email"} & set(self.errors)
        if not wrong and not given.get("phone") and not given.get("email"):
            raise ValidationError(
                _("Write a phone number or an e-mail address: you will sign in with it.")
            )
        return given
