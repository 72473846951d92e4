"""The pages of members, offices and codes: who sees what, what is done, what is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tequio.membership import queries, rules, service
from tequio.membership.forms import plain_digits
from tequio.membership.service import NewPerson
from tequio.membership.tests.groups import HINDI, Group, browser_of, found, stranger

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return found()


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def key_in(answer: object) -> str:
    keys = re.findall(r'name="key" value="([^"]+)"', text(answer))
    return keys[0]


# Who sees what ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["members", "roll", "register", "leave", "person", "correct"])
def test_strangers_and_passers_by_find_nothing(group: Group, name: str) -> None:
    given = [group.slug, group.people["chand"]] if name in ("person", "correct") else [group.slug]
    address = reverse(f"membership:{name}", args=given)
    assert Client().get(address).status_code == 404
    assert stranger().get(address).status_code == 404
    if name not in ("members", "roll", "person"):
        assert stranger().post(address, {"key": "k"}).status_code == 404


@pytest.mark.parametrize(
    ("who", "sees_phone", "may_write", "may_correct_chand", "may_invite"),
    [
        ("asha", True, True, True, True),
        ("bina", True, False, False, False),
        ("chand", False, False, True, False),
    ],
)
def test_each_role_sees_and_may_what_is_hers(
    group: Group,
    who: str,
    sees_phone: bool,
    may_write: bool,
    may_correct_chand: bool,
    may_invite: bool,
) -> None:
    browser, chand = group.browser(who), group.people["chand"]
    listed = text(browser.get(reverse("membership:members", args=[group.slug])))
    bina = queries.person(group.people["bina"])
    assert bina is not None
    hers = text(browser.get(reverse("membership:person", args=[group.slug, bina.id])))
    assert (bina.phone in hers) is sees_phone
    assert bina.phone not in listed
    link = f'class="button" href="{reverse("membership:register", args=[group.slug])}"'
    assert (link in listed) is may_write
    assert ("Only these offices may do this" in listed) is not may_write
    page = text(browser.get(reverse("membership:person", args=[group.slug, chand])))
    assert (reverse("membership:correct", args=[group.slug, chand]) in page) is may_correct_chand
    assert (reverse("membership:invite", args=[group.slug, chand]) in page) is may_invite


def test_a_member_sees_her_own_contacts_and_not_those_of_others(group: Group) -> None:
    browser = group.browser("chand")
    mine, other = (queries.person(group.people[name]) for name in ("chand", "bina"))
    assert mine is not None
    assert other is not None
    own = text(browser.get(reverse("membership:person", args=[group.slug, mine.id])))
    theirs = text(browser.get(reverse("membership:person", args=[group.slug, other.id])))
    assert mine.phone in own
    assert other.phone not in theirs


def test_who_never_belonged_has_no_page_here(group: Group) -> None:
    other = found("other")
    address = reverse("membership:person", args=[group.slug, other.people["asha"]])
    assert group.browser("asha").get(address).status_code == 404


def test_an_erased_person_keeps_a_page_without_a_name(group: Group) -> None:
    chand = group.people["chand"]
    service.erase_person(replace(group.act("chand", "erase"), organisation=None), person=chand)
    page = group.browser("asha").get(reverse("membership:person", args=[group.slug, chand]))
    assert page.status_code == 200
    assert "a person who was erased" in text(page)
    assert "Chand" not in text(page)


@pytest.mark.parametrize("name", ["members", "roll", "register", "leave"])
def test_the_pages_speak_hindi(group: Group, name: str) -> None:
    page = group.browser("asha").get(reverse(f"membership:{name}", args=[group.slug]), **HINDI)
    assert page.status_code == 200
    assert '<html lang="hi">' in text(page)
    assert re.search(r"<strong>[\u0900-\u097f ]+</strong>", text(page)), "the six words"


# The list -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["members", "roll"])
def test_the_list_asks_the_database_no_more_for_more_members(
    group: Group, name: str, django_assert_max_num_queries: object
) -> None:
    for number in range(60):
        group.join(f"Member{number:03d} Devi", *(["keyholder"] if number < 3 else []))
    browser = group.browser("asha")
    address = reverse(f"membership:{name}", args=[group.slug])
    with django_assert_max_num_queries(18):  # type: ignore[operator]
        page = browser.get(address)
    assert "Member059 Devi" in text(page)


def test_a_long_list_goes_on_and_can_be_searched(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tequio.membership.pages.SHOWN", 10)
    for number in range(25):
        group.join(f"Member{number:03d} Devi")
    browser, address = group.browser("chand"), reverse("membership:members", args=[group.slug])
    seen: list[str] = []
    after: object = ""
    while after is not None:
        page = browser.get(address, {"after": after})
        seen += [member.name for member in page.context["members"]]
        after = page.context["more"]
    assert seen == sorted(seen)
    assert len(seen) == len(set(seen)) == 28
    hit = browser.get(address, {"search": "member017"})
    assert [member.name for member in hit.context["members"]] == ["Member017 Devi"]
    assert "Nobody is called" in text(browser.get(address, {"search": "xyz"}))


def test_an_organisation_that_is_a_member_stands_in_the_list(group: Group) -> None:
    sister = found("sister")
    service.admit_organisation(group.id, sister.id, since=timezone.localdate())
    page = group.browser("chand").get(reverse("membership:members", args=[group.slug]))
    assert sister.facts.name in text(page)


# Writing down, correcting, leaving ----------------------------------------------------------


def test_the_secretary_writes_a_person_down(group: Group) -> None:
    browser, address = group.browser("asha"), reverse("membership:register", args=[group.slug])
    sent = {"key": "one", "name": "Durga Bai", "phone": "98765 43210", "email": ""}
    answer = browser.post(address, sent, follow=True)
    assert answer.redirect_chain == [(reverse("membership:members", args=[group.slug]), 302)]
    assert "Durga Bai is written down" in text(answer)
    waiting = queries.awaiting_admission(group.id)
    assert list(waiting.values()) == ["Durga Bai"]
    written = queries.person(next(iter(waiting)))
    assert written is not None
    assert written.phone == "+919876543210"
    browser.post(address, sent)
    assert queries.awaiting_admission(group.id) == waiting
    service.admit(group.id, list(waiting), since=timezone.localdate())
    assert queries.awaiting_admission(group.id) == {}


@pytest.mark.parametrize(
    ("who", "name", "phone", "status", "code"),
    [
        ("bina", "Durga Bai", "", 403, "office_not_held"),
        ("asha", "Durga Bai", "+919876500001", 409, "contact_in_use"),
        ("asha", "   ", "", 422, ""),
        ("asha", "Durga Bai", "12", 422, ""),
    ],
)
def test_what_cannot_be_written_down_is_said_above_the_form(
    group: Group, who: str, name: str, phone: str, status: int, code: str
) -> None:
    browser, address = group.browser(who), reverse("membership:register", args=[group.slug])
    answer = browser.post(address, {"key": "one", "name": name, "phone": phone})
    assert answer.status_code == status
    assert code in text(answer)
    assert f'value="{name}"' in text(answer)
    assert queries.awaiting_admission(group.id) == {}


def test_a_member_corrects_herself_and_the_secretary_corrects_all(group: Group) -> None:
    chand = group.people["chand"]
    address = reverse("membership:correct", args=[group.slug, chand])
    for who, name in (("chand", "Chandni Rani"), ("asha", "Chand Bala")):
        page = group.browser(who).get(address)
        sent = {"key": key_in(page), "name": name, "phone": "", "email": "c@example.org"}
        answer = group.browser(who).post(address, sent)
        assert answer.status_code == 302
        now = queries.person(chand)
        assert now is not None
        assert (now.name, now.email) == (name, "c@example.org")


def test_nobody_else_corrects_her(group: Group) -> None:
    address = reverse("membership:correct", args=[group.slug, group.people["chand"]])
    for answer in (
        group.browser("bina").get(address),
        group.browser("bina").post(address, {"key": "k", "name": "Other"}),
    ):
        assert answer.status_code == 403
        assert "office_not_held" in text(answer)


def test_a_contact_of_another_is_refused_above_the_form(group: Group) -> None:
    address = reverse("membership:correct", args=[group.slug, group.people["chand"]])
    sent = {"key": "k", "name": "Chand Rani", "phone": "+919876500001"}
    answer = group.browser("chand").post(address, sent)
    assert answer.status_code == 409
    assert "contact_in_use" in text(answer)
    assert "+919876500001" in text(answer)


def test_a_member_leaves_at_the_end_of_the_day(group: Group) -> None:
    browser, address = group.browser("chand"), reverse("membership:leave", args=[group.slug])
    answer = browser.post(address, {"key": key_in(browser.get(address))}, follow=True)
    assert "at the end of this day" in text(answer)
    chand, tomorrow = group.people["chand"], timezone.localdate() + timedelta(days=1)
    assert not queries.standing(chand, group.id, tomorrow).is_member


def test_who_holds_an_office_hands_it_over_first(group: Group) -> None:
    browser, address = group.browser("bina"), reverse("membership:leave", args=[group.slug])
    shown = text(browser.get(address))
    assert "still holds an office" in shown
    assert "disabled" in shown
    answer = browser.post(address, {"key": "k"})
    assert answer.status_code == 409
    assert "holds_an_office" in text(answer)


# The code -----------------------------------------------------------------------------------


def invited(group: Group, name: str = "chand", key: str = "an invitation") -> str:
    """The code that the secretary's page shows."""
    address = reverse("membership:invite", args=[group.slug, group.people[name]])
    answer = group.browser("asha").post(address, {"key": key})
    assert answer.status_code == 200
    return str(answer.context["spoken"])


def newcomer() -> Client:
    return browser_of(service.create_person(NewPerson("Somebody New")))


def test_the_secretary_makes_a_code_that_is_shown_once(group: Group) -> None:
    spoken = invited(group)
    assert re.fullmatch(r"\d{4} \d{4} \d{4} \d{4}", spoken)
    assert invited(group) == spoken, "the same press is the same code"
    assert invited(group, key="another") != spoken
    address = reverse("membership:invite", args=[group.slug, group.people["chand"]])
    assert spoken not in text(group.browser("asha").get(address))


def test_whoever_has_the_code_becomes_the_person_it_names(group: Group) -> None:
    spoken, browser, address = invited(group), newcomer(), reverse("membership:code")
    assert "Sixteen digits" in text(browser.get(address))
    sure = browser.post(address, {"code": spoken})
    assert "Chand Rani" in text(sure)
    assert group.facts.name in text(sure)
    home = reverse("membership:person", args=[group.slug, group.people["chand"]])
    pressed = {"code": sure.context["code"], "key": key_in(sure), "sure": "yes"}
    answer = browser.post(address, pressed)
    assert (answer.status_code, answer.url) == (302, home)
    assert browser.get(home).status_code == 200
    again = browser.post(address, pressed)
    assert (again.status_code, again.url) == (302, "/"), "a second press does no harm"
    other = newcomer().post(address, {"code": spoken})
    assert other.status_code == 422
    assert "invitation_not_valid" in text(other)


def test_digits_of_every_script_are_read(group: Group) -> None:
    spoken = invited(group)
    hindi = spoken.translate({ord("0") + n: chr(0x0966 + n) for n in range(10)})
    assert plain_digits(hindi) == spoken.replace(" ", "")
    assert "Chand Rani" in text(newcomer().post(reverse("membership:code"), {"code": hindi}))


@pytest.mark.parametrize("code", ["0000 0000 0000 0000", "abc"])
def test_a_code_that_nobody_made_is_refused(group: Group, code: str) -> None:
    answer = newcomer().post(reverse("membership:code"), {"code": code, "key": "k", "sure": "yes"})
    assert answer.status_code == 422
    assert "invitation_not_valid" in text(answer)


def test_who_already_belongs_somewhere_cannot_become_another(group: Group) -> None:
    spoken = invited(group)
    pressed = {"code": spoken, "key": "k", "sure": "yes"}
    answer = group.browser("bina").post(reverse("membership:code"), pressed)
    assert answer.status_code == 409
    assert "already_linked" in text(answer)


def test_without_a_sign_in_the_page_says_how_to_get_one(group: Group) -> None:
    spoken, address = invited(group), reverse("membership:code")
    for page in (Client().get(address), Client().post(address, {"code": spoken})):
        assert reverse("account_signup") + "?next=" in text(page)
        assert "Chand" not in text(page)


def test_an_old_code_is_refused(group: Group) -> None:
    at = timezone.localtime() - timedelta(days=rules.INVITATION_DAYS + 1)
    hidden = rules.hash_of_code("1234 1234 1234 1234")
    service.invite(group.act("asha", "old", at), person=group.people["chand"], code_hash=hidden)
    answer = newcomer().post(reverse("membership:code"), {"code": "1234123412341234"})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("who", "whom", "status", "code"),
    [("bina", "chand", 403, "office_not_held"), ("asha", "bina", 409, "already_linked")],
)
def test_what_stands_against_an_invitation_is_said(
    group: Group, who: str, whom: str, status: int, code: str
) -> None:
    service.open_account(group.people["bina"])
    address = reverse("membership:invite", args=[group.slug, group.people[whom]])
    browser = group.browser(who)
    assert "disabled" in text(browser.get(address))
    answer = browser.post(address, {"key": "k"})
    assert answer.status_code == status
    assert code in text(answer)
    assert "spoken" not in answer.context


def test_a_form_without_its_key_is_refused(group: Group) -> None:
    address = reverse("membership:leave", args=[group.slug])
    answer = group.browser("chand").post(address, {})
    assert answer.status_code == 422
    assert "key_not_usable" in text(answer)
