"""A node may ask its officers for a second step; a real app's number opens what is refused."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tequio.membership import queries
from tequio.membership.service import open_account
from tequio.membership.tests.groups import Group, found, on_the_shared_phone
from tequio.site import environment
from tequio.site.tests.test_second_step import number_of

pytestmark = pytest.mark.django_db
WORD = "seven green mangoes"
INVITED = "Begin with the second step"


@pytest.fixture
def group() -> Group:
    cache.clear()
    return found()


@pytest.fixture
def strict(settings: Any) -> None:
    settings.OFFICERS_NEED_TOTP = True


def codes(answer: Any) -> list[str]:
    return re.findall(r'<code lang="en">([a-z_]+)</code>', answer.content.decode())


def with_password(group: Group, name: str) -> Client:
    """Her browser, after a real sign-in with a password."""
    account = open_account(group.people[name])
    account.email = f"{name}@example.org"
    account.set_password(WORD)
    account.save()
    client = Client()
    client.post(reverse("account_login"), {"login": account.email, "password": WORD})
    return client


def uses_an_app(client: Client) -> str:
    """She lets an app read the square; its secret."""
    client.post(reverse("account_reauthenticate"), {"password": WORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": number_of(secret)})
    assert answer.status_code == 302
    return str(secret)


def writes_down(client: Client, group: Group, key: str = "k") -> Any:
    address = reverse("membership:register", args=[group.slug])
    return client.post(address, {"key": key, "name": "Gita"})


def test_the_environment_says_whether_officers_need_it() -> None:
    assert not environment.read({}).officers_need_totp
    assert environment.read({"TEQUIO_OFFICERS_NEED_TOTP": "1"}).officers_need_totp


def test_who_handles_money_is_invited_until_she_uses_it(group: Group) -> None:
    home = reverse("home", args=[group.slug])
    assert INVITED not in group.browser("chand").get(home).content.decode()
    assert INVITED not in group.browser("asha").get(home).content.decode(), "no money"
    treasurer = with_password(group, "bina")
    assert INVITED in treasurer.get(home).content.decode()
    assert treasurer.get(reverse("mfa_index")).status_code == 200
    uses_an_app(treasurer)
    assert INVITED not in treasurer.get(home).content.decode()


def test_without_the_setting_an_officer_acts_as_before(group: Group) -> None:
    assert writes_down(group.browser("asha"), group).status_code == 302


@pytest.mark.usefixtures("strict")
def test_an_officer_without_it_is_refused_and_invited(group: Group) -> None:
    secretary = group.browser("asha")
    answer = writes_down(secretary, group)
    assert (answer.status_code, codes(answer)) == (403, ["second_step_needed"])
    assert queries.awaiting_admission(group.id) == {}
    assert INVITED in secretary.get(reverse("home", args=[group.slug])).content.decode()
    token = secretary.post(reverse("issue_token"), {"key": "k", "title": "till"})
    assert codes(token) == ["second_step_needed"], "a token would act past the pages"


@pytest.mark.usefixtures("strict")
def test_with_the_apps_number_she_acts(group: Group) -> None:
    secretary = with_password(group, "asha")
    assert codes(writes_down(secretary, group)) == ["second_step_needed"]
    secret = uses_an_app(secretary)
    assert writes_down(secretary, group).status_code == 302
    later = Client()
    later.post(reverse("account_login"), {"login": "asha@example.org", "password": WORD})
    assert writes_down(later, group, "later").status_code == 404, "half way she is nobody"
    paper = secretary.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(paper) == 10
    cache.clear()
    later.post(reverse("mfa_authenticate"), {"code": paper[0]})
    assert writes_down(later, group, "later").status_code == 302
    assert secret


@pytest.mark.usefixtures("strict")
def test_a_member_without_an_office_needs_none(group: Group) -> None:
    address = reverse("membership:leave", args=[group.slug])
    assert group.browser("chand").post(address, {"key": "k"}).status_code == 302


@pytest.mark.usefixtures("strict")
def test_signing_out_the_language_and_the_app_itself_stay_open(group: Group) -> None:
    secretary = with_password(group, "asha")
    assert secretary.post(reverse("language"), {"language": "hi"}).status_code == 302
    uses_an_app(secretary)
    assert secretary.post(reverse("account_logout")).status_code == 302


@pytest.mark.usefixtures("strict")
def test_a_session_of_the_pages_does_not_get_round_it_by_the_interface(group: Group) -> None:
    browser, body = group.browser("asha"), {"organisation": group.slug, "key": "k"}
    browser.get(reverse("account"))
    answer = browser.post(
        "/api/v1/acts/membership.register_person",
        body | {"with": {"name": "Gita"}},
        content_type="application/json",
        headers={"X-CSRFToken": browser.cookies["csrftoken"].value},
    )
    assert answer.json()["code"] == "second_step_needed"
    assert answer.status_code == 403
    assert queries.awaiting_admission(group.id) == {}


@pytest.mark.usefixtures("strict")
def test_on_the_shared_phone_a_pin_stays_what_it_was(group: Group) -> None:
    phone = on_the_shared_phone(group.id, group.people["bina"], officer=group.people["asha"])
    home = phone.get(reverse("home", args=[group.slug]))
    assert home.status_code == 200
    assert INVITED not in home.content.decode()
