"""A second step at sign-in: an app with numbers, and codes on paper when the phone is lost."""

from __future__ import annotations

import base64
import hmac
import struct
import time

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
PHONE, WORD = "+919876543210", "seven green mangoes"


def number_of(secret: str) -> str:
    """What the app shows now (RFC 6238, six digits, half a minute)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    mac = hmac.digest(base64.b32decode(secret), counter, "sha1")
    place = mac[-1] & 15
    value = struct.unpack(">I", mac[place : place + 4])[0] & 0x7FFFFFFF
    return f"{value % 10**6:06}"


@pytest.fixture
def careful(client: Client) -> Client:
    """A person who has just begun to use the second step."""
    cache.clear()
    form = {"name": "Asha", "phone": PHONE, "email": "", "password1": WORD}
    Client().post(reverse("account_signup"), form)
    client.post(reverse("account_login"), {"login": PHONE, "password": WORD})
    client.post(reverse("account_reauthenticate"), {"password": WORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": number_of(secret)})
    assert answer.status_code == 302
    return client


def half_way() -> Client:
    """Another browser after the password and before the second step."""
    elsewhere = Client()
    answer = elsewhere.post(reverse("account_login"), {"login": PHONE, "password": WORD})
    assert answer.headers["Location"].startswith(reverse("mfa_authenticate"))
    return elsewhere


def codes_of(client: Client) -> list[str]:
    return client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]


def test_the_password_alone_no_longer_opens(careful: Client) -> None:
    elsewhere = half_way()
    assert elsewhere.get(reverse("account")).status_code == 302
    assert "Write the number" in elsewhere.get(reverse("mfa_authenticate")).content.decode()


def test_a_code_on_paper_opens_once(careful: Client) -> None:
    code = codes_of(careful)[0]
    elsewhere = half_way()
    elsewhere.post(reverse("mfa_authenticate"), {"code": code})
    assert elsewhere.get(reverse("account")).status_code == 200
    again = half_way()
    again.post(reverse("mfa_authenticate"), {"code": code})
    assert again.get(reverse("account")).status_code == 302


def test_a_guessed_number_does_not_open(careful: Client) -> None:
    elsewhere = half_way()
    answer = elsewhere.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert answer.status_code == 200
    assert "Incorrect code." in answer.content.decode()


def test_whoever_gives_up_half_way_is_out(careful: Client) -> None:
    elsewhere = half_way()
    elsewhere.post(reverse("account_logout"))
    assert elsewhere.get(reverse("mfa_authenticate")).status_code == 302


def test_codes_are_made_anew_and_fetched_as_a_file(careful: Client) -> None:
    before = codes_of(careful)
    assert careful.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    careful.post(reverse("mfa_generate_recovery_codes"))
    after = codes_of(careful)
    assert len(after) == len(before) == 10
    assert not set(before) & set(after)
    file = careful.get(reverse("mfa_download_recovery_codes"))
    assert all(code in file.content.decode() for code in after)


def test_the_second_step_is_ended_again(careful: Client) -> None:
    assert careful.get(reverse("mfa_deactivate_totp")).status_code == 200
    careful.post(reverse("mfa_deactivate_totp"))
    elsewhere = Client()
    elsewhere.post(reverse("account_login"), {"login": PHONE, "password": WORD})
    assert elsewhere.get(reverse("account")).status_code == 200


def test_it_asks_who_one_is_by_number_too(careful: Client) -> None:
    assert careful.get(reverse("mfa_reauthenticate")).status_code == 200
    code = codes_of(careful)[1]
    answer = careful.post(reverse("mfa_reauthenticate"), {"code": code, "next": "/account"})
    assert answer.headers["Location"] == "/account"
