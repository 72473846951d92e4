"""The pages of one's own account, the language, and what refusals and errors look like."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse
from django.utils import timezone, translation

from tequio.kernel import Act, Refused
from tequio.membership import queries, rules, service
from tequio.membership.queries.signing_in import person_of_token, tokens_of
from tequio.membership.service import NewPerson
from tequio.membership.visits import STATUS
from tequio.site import urls as house

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def person() -> int:
    return service.create_person(NewPerson("Asha Kumari", language="en"))


@pytest.fixture
def hers(person: int, client: Client) -> Client:
    client.force_login(service.open_account(person), backend=BACKEND)
    return client


def group(person: int, *offices: str) -> int:
    facts = {
        "slug": "sakhi",
        "name": "Sakhi",
        "kind": "cooperative",
        "unit": "INR",
        "founded_on": timezone.localdate(),
    }
    organisation = service.create_organisation(facts)
    service.admit(organisation, [person], since=timezone.localdate())
    for office in offices:
        service.seat(organisation, office=office, person=person, since=timezone.localdate())
    return organisation


def test_the_account_is_for_whoever_is_signed_in(client: Client) -> None:
    assert client.get(reverse("account")).status_code == 302


def test_the_front_door_lists_ones_groups_with_offices(person: int, hers: Client) -> None:
    group(person, "treasurer")
    page = hers.get("/").content.decode()
    assert "Sakhi" in page
    assert "Treasurer" in page


def test_a_token_is_shown_once_and_acts_for_its_person(person: int, hers: Client) -> None:
    pressed = {"key": "one press", "title": "till"}
    shown = hers.post(reverse("issue_token"), pressed).context["token"]
    assert person_of_token(shown) == person
    assert shown not in hers.get(reverse("account")).content.decode()
    again = hers.post(reverse("issue_token"), pressed).context["token"]
    assert again == shown
    assert len(tokens_of(person)) == 1


def test_an_ended_token_opens_nothing(person: int, hers: Client) -> None:
    token = hers.post(reverse("issue_token"), {"key": "make"}).context["token"]
    ((number, *_rest),) = tokens_of(person)
    hers.post(reverse("revoke_token"), {"key": "end", "token": number})
    assert person_of_token(token) is None


def test_nobody_ends_the_token_of_another(person: int, hers: Client) -> None:
    other = service.create_person(NewPerson("Rekha"))
    service.issue_token(Act(other, None, timezone.now(), "k"), token_hash="a" * 64)
    ((number, *_rest),) = tokens_of(other)
    answer = hers.post(reverse("revoke_token"), {"key": "end", "token": number})
    assert answer.status_code == 409
    assert tokens_of(other)


def test_whoever_wants_to_be_forgotten_is_asked_twice(person: int, hers: Client) -> None:
    hers.post(reverse("erase"), {"key": "k"})
    assert queries.person(person)
    hers.post(reverse("erase"), {"key": "k", "sure": "yes"})
    assert queries.person(person) is None
    assert hers.get(reverse("account")).status_code == 302


def test_an_officer_reads_before_pressing_why_she_cannot_be_erased(
    person: int, hers: Client
) -> None:
    group(person, "chair")
    page = hers.get(reverse("erase")).content.decode()
    assert "disabled" in page
    assert "This person still holds an office." in page
    answer = hers.post(reverse("erase"), {"key": "k", "sure": "yes"})
    assert answer.status_code == 409
    assert "holds_an_office" in answer.content.decode()


# Languages ----------------------------------------------------------------------------------


def test_nobody_reads_what_her_browser_asks_for(client: Client) -> None:
    answer = client.get("/", headers={"accept-language": "hi-IN,en;q=0.5"})
    assert '<html lang="hi">' in answer.content.decode()


def test_a_pressed_language_stays_in_the_browser(client: Client) -> None:
    client.post(reverse("language"), {"language": "hi", "next": "/"})
    assert '<html lang="hi">' in client.get("/").content.decode()


def test_a_persons_own_language_comes_first_and_follows_her(person: int, hers: Client) -> None:
    hers.post(reverse("language"), {"language": "hi", "next": "/account"})
    assert queries.language_of(person) == "hi"
    elsewhere = Client()
    elsewhere.force_login(service.open_account(person), backend=BACKEND)
    assert '<html lang="hi">' in elsewhere.get("/").content.decode()


@pytest.mark.parametrize("onward", ["https://elsewhere.example/", "//elsewhere.example"])
def test_the_language_switch_leads_nowhere_else(client: Client, onward: str) -> None:
    answer = client.post(reverse("language"), {"language": "hi", "next": onward})
    assert answer.headers["Location"] == "/"


# What was refused, what broke ---------------------------------------------------------------


def refuse_by(request: HttpRequest, about: str) -> HttpResponse:
    kind = {"state": rules.HOLDS_AN_OFFICE, "who": rules.NOT_A_MEMBER, "input": rules.NAME_MISSING}
    raise Refused(kind[about].because())


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [
    *house.urlpatterns,
    path("refused/<str:about>", refuse_by),
    path("broken", break_down),
]


@pytest.mark.parametrize("about", sorted(STATUS))
@override_settings(ROOT_URLCONF=__name__)
def test_a_refusal_is_a_page_with_sentence_remedy_and_status(client: Client, about: str) -> None:
    answer = client.get(f"/refused/{about}")
    assert answer.status_code == STATUS[about]
    page = answer.content.decode()
    kind = {"state": rules.HOLDS_AN_OFFICE, "who": rules.NOT_A_MEMBER, "input": rules.NAME_MISSING}
    assert kind[about].sentence in page
    assert kind[about].remedy in page
    assert kind[about].code in page


@override_settings(ROOT_URLCONF=__name__)
def test_what_breaks_says_so_in_the_readers_language() -> None:
    client = Client(raise_request_exception=False)
    answer = client.get("/broken", headers={"accept-language": "hi"})
    assert answer.status_code == 500
    with translation.override("hi"):
        assert '<html lang="hi">' in answer.content.decode()


def test_an_address_that_leads_nowhere_says_so(client: Client) -> None:
    answer = client.get("/o/nobody/")
    assert answer.status_code == 404
    assert "Nothing is here" in answer.content.decode()


def test_a_form_without_its_mark_is_sent_back_kindly() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("account_login"), {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "Please send once more" in answer.content.decode()


def test_pages_carry_no_style_or_script_of_their_own(hers: Client) -> None:
    for name in ("front", "account", "erase", "account_email", "mfa_index"):
        page = hers.get(reverse(name)).content.decode()
        assert "<script" not in page
        assert " style=" not in page
        assert " on" + "click" not in page
