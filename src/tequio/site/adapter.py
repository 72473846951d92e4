"""How sign-in (django-allauth) meets the persons of membership: by phone number or e-mail."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any, Protocol

import phonenumbers
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tequio.membership.service import NewPerson, create_person, keep_address

if TYPE_CHECKING:
    from django.http import HttpRequest


class Account(Protocol):
    """What allauth and this adapter need of membership's sign-in account."""

    email: str | None
    phone: str | None
    phone_verified: bool
    person_id: int | None

    def set_password(self, raw_password: str | None) -> None: ...
    def save(self, **options: Any) -> None: ...


logger = logging.getLogger("tequio.mail")


def whole_number(phone: str) -> str:
    """A phone number as `+` and digits, with the node's country where none is written.

    Raises ValidationError for what cannot be a phone number (lengths by libphonenumber).
    """
    try:
        parsed = phonenumbers.parse(phone, settings.PHONE_COUNTRY or None)
    except phonenumbers.NumberParseException:
        parsed = None
    if parsed is None or not phonenumbers.is_possible_number(parsed):
        raise ValidationError(
            _("Write the phone number with the country code, such as +91 98765 43210."),
            code="invalid_phone",
        )
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Answers allauth's questions from accounts and persons."""

    def format_email_subject(self, subject: str) -> str:
        return f"Tequio: {subject}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail that cannot be sent stops nobody from coming in; the log says so."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            logger.exception("a mail could not be sent: %s", template_prefix)

    def save_user(
        self, request: HttpRequest, user: Account, form: Any, commit: bool = True
    ) -> Account:
        """Open an account and the person who stands behind it, together."""
        given = form.cleaned_data
        user.email = given.get("email") or None
        user.phone = given.get("phone") or None
        user.set_password(given["password1"])
        with transaction.atomic():
            new = NewPerson(given["name"], user.phone or "", user.email or "", get_language() or "")
            user.person_id = create_person(new)
            user.save()
        return user

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """A confirmed address becomes the person's own."""
        is_hers = bool(super().confirm_email(request, email_address))
        person = email_address.user.person_id
        if is_hers and person:
            keep_address(person, email_address.email)
        return is_hers

    # Phone numbers: verified only where a gateway exists, which none does yet ------------------

    def phone_form_field(self, **options: Any) -> Any:
        from tequio.site.forms import PhoneField

        return PhoneField(**options)

    def clean_phone(self, phone: str) -> str:
        return whole_number(phone)

    def get_phone(self, user: Account) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: Account, phone: str, verified: bool) -> None:
        user.phone = phone
        user.phone_verified = verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: Account, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> Account | None:
        accounts: Any = get_user_model().objects
        found: Account | None = accounts.filter(phone=phone).first()
        return found

    def send_verification_code_sms(self, user: Account, phone: str, code: str, **more: Any) -> None:
        raise NotImplementedError("no gateway for messages is set up on this node")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """allauth counts failed attempts by e-mail or user name only; without this, five wrong
        passwords of one phone number would lock every phone number out."""
        login = credentials.get("phone") or credentials.get("email") or ""
        return f"{request.get_host()}:{str(login).lower()}"
