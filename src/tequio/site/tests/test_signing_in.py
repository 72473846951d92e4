"""Who signs up becomes a person; who signs in is found by phone number or e-mail."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tequio.membership import queries
from tequio.site.adapter import whole_number

pytestmark = pytest.mark.django_db
WORD = "seven green mangoes"


@pytest.fixture(autouse=True)
def no_attempts_counted() -> None:
    cache.clear()


def sign_up(client: Client, **given: str) -> object:
    form = {"name": "Sunita Devi", "phone": "", "email": "", "password1": WORD} | given
    return client.post(reverse("account_signup"), form)


def sign_in(client: Client, login: str, password: str = WORD) -> object:
    return client.post(reverse("account_login"), {"login": login, "password": password})


def is_in(client: Client) -> bool:
    return client.get(reverse("account")).status_code == 200


def test_a_phone_number_is_enough_to_sign_up(client: Client) -> None:
    assert sign_up(client, phone="+91 98765-43210").status_code == 302
    assert is_in(client)
    person = queries.person_by("+919876543210")
    assert queries.person(person).name == "Sunita Devi"


def test_an_address_is_enough_to_sign_up_and_gets_a_link(client: Client) -> None:
    assert sign_up(client, email="Sunita@example.org").status_code == 302
    assert is_in(client)
    assert queries.person_by("sunita@example.org")
    assert [message.to for message in mail.outbox] == [["sunita@example.org"]]


def test_without_any_contact_nobody_signs_up(client: Client) -> None:
    answer = sign_up(client)
    assert answer.status_code == 200
    assert "Write a phone number or an e-mail address" in answer.content.decode()
    assert not is_in(client)


def test_two_persons_without_an_address_do_not_collide() -> None:
    first, second = Client(), Client()
    assert sign_up(first, phone="+919876543210").status_code == 302
    assert sign_up(second, phone="+919876543211").status_code == 302
    assert is_in(first)
    assert is_in(second)


def test_a_phone_number_is_taken_once_only(client: Client) -> None:
    sign_up(Client(), phone="+919876543210")
    answer = sign_up(client, phone="+91 98765 43210", name="Another")
    assert answer.status_code == 200
    assert "already registered with this phone number" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("written", ["+919876543210", "+91 98765 43210", "+91-98765-43210"])
def test_a_phone_number_is_found_however_it_is_written(client: Client, written: str) -> None:
    sign_up(Client(), phone="+91 98765 43210")
    assert sign_in(client, written).status_code == 302
    assert is_in(client)


def test_an_address_signs_in(client: Client) -> None:
    sign_up(Client(), email="sunita@example.org")
    sign_in(client, "sunita@example.org")
    assert is_in(client)


def test_a_wrong_password_does_not(client: Client) -> None:
    sign_up(Client(), phone="+919876543210")
    answer = sign_in(client, "+919876543210", "seven red mangoes")
    assert answer.status_code == 200
    assert not is_in(client)


def test_wrong_attempts_on_one_number_lock_that_number_and_no_other(client: Client) -> None:
    sign_up(Client(), phone="+919876543210")
    sign_up(Client(), phone="+919876543211")
    for _attempt in range(6):
        sign_in(client, "+919876543210", "wrong")
    assert "Too many" in sign_in(client, "+919876543210").content.decode()
    sign_in(client, "+919876543211")
    assert is_in(client)


def test_a_number_without_country_is_completed_where_the_node_has_one(
    settings: object,
) -> None:
    settings.PHONE_COUNTRY = "IN"
    assert whole_number("098765 43210") == "+919876543210"
    settings.PHONE_COUNTRY = ""
    with pytest.raises(ValidationError):
        whole_number("98765 43210")


def test_a_forgotten_password_is_replaced_by_mail(client: Client) -> None:
    sign_up(Client(), email="sunita@example.org")
    mail.outbox.clear()
    client.post(reverse("account_reset_password"), {"email": "sunita@example.org"})
    link = next(word for word in mail.outbox[0].body.split() if "://" in word)
    shown = client.get(link.split("testserver")[1], follow=True)
    form = {"password1": "nine blue boats", "password2": "nine blue boats"}
    client.post(shown.redirect_chain[-1][0], form)
    sign_in(client, "sunita@example.org", "nine blue boats")
    assert is_in(client)


def test_a_confirmed_address_becomes_the_persons_own(client: Client) -> None:
    sign_up(client, phone="+919876543210")
    client.post(reverse("account_email"), {"action_add": "", "email": "Sunita@example.org"})
    person = queries.person_by("+919876543210")
    assert queries.person(person).email == ""
    link = next(word for word in mail.outbox[-1].body.split() if "://" in word)
    client.post(link.split("testserver")[1])
    assert queries.person(person).email == "sunita@example.org"
    elsewhere = Client()
    sign_in(elsewhere, "sunita@example.org")
    assert is_in(elsewhere)


def test_a_mail_that_cannot_be_sent_keeps_nobody_out(client: Client, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert sign_up(client, email="sunita@example.org").status_code == 302
    assert is_in(client)


def test_an_unknown_address_is_not_told_apart(client: Client) -> None:
    answer = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert answer.status_code == 302
    assert mail.outbox == []


def test_coming_in_without_a_password_is_impossible_on_a_real_node(client: Client) -> None:
    sign_up(Client(), phone="+919876543210")
    person = queries.person_by("+919876543210")
    assert not settings.IS_DEMO
    with pytest.raises(NoReverseMatch):
        reverse("come_in")
    assert client.post("/come-in", {"person": person}).status_code == 404
    assert "Come in as" not in client.get("/").content.decode()


def test_where_no_mail_is_sent_the_page_says_so(client: Client, settings) -> None:
    sign_up(client, email="sunita@example.org")
    assert "No mails are sent from here" in client.get("/account").content.decode()
    forgotten = Client().get(reverse("account_reset_password")).content.decode()
    assert "Ask whoever runs this node, or the secretary of your group." in forgotten
    settings.SENDS_MAIL = True
    other = Client()
    sign_up(other, email="rekha@example.org")
    assert "A link was sent to your e-mail address" in other.get("/account").content.decode()
    forgotten = Client().get(reverse("account_reset_password")).content.decode()
    assert "A link to a new password comes to it." in forgotten
