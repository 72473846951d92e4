"""The phone that a group shares: who she is, what her PIN opens and what it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tequio.chronicle.models import LineRow
from tequio.membership import service
from tequio.membership.models import PinRow
from tequio.membership.queries import devices
from tequio.membership.rules import pins as no
from tequio.membership.tests.groups import Group, browser_of, found
from tequio.membership.visits.devices import MARK

pytestmark = pytest.mark.django_db
SALT = "5" * 64


@pytest.fixture
def group() -> Group:
    return found()


@pytest.fixture
def phone(group: Group) -> Iterator[Client]:
    """The phone in the box: Asha shared it and handed it on."""
    client = group.browser("asha")
    shared = client.post(reverse("membership:phones", args=[group.slug]), {"key": "share"})
    assert shared.headers["Location"] == reverse("membership:who")
    client.post(reverse("membership:next_person"))
    return client


def has_pin(group: Group, name: str, pin: str = "4821") -> int:
    verifier = no.verifier_of(pin, salt=SALT)
    service.set_pin(group.act(name, f"pin of {name}"), salt=SALT, verifier=verifier)
    return group.people[name]


def types(phone: Client, person: int, pin: str = "4821") -> Any:
    return phone.post(reverse("membership:she", args=[person]), {"pin": pin})


def text(answer: Any) -> str:
    return answer.content.decode()


def codes(answer: Any) -> list[str]:
    return re.findall(r'<code lang="en">([a-z_]+)</code>', text(answer))


def page(name: str, *given: Any) -> str:
    return reverse(f"membership:{name}", args=given)


# Coming in ----------------------------------------------------------------------------------


def test_the_mark_of_the_phone_is_signed_and_kept_from_scripts(phone: Client) -> None:
    mark = phone.cookies[MARK]
    assert (mark["httponly"], mark["samesite"]) == (True, "Lax")
    assert mark["max-age"] > 300 * 24 * 3600
    phone.cookies[MARK] = mark.value.replace(".", "0.", 1)
    assert "No group shares this phone" in text(phone.get(page("who")))


def test_on_a_node_with_https_the_mark_travels_by_https_only(group: Group, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = True
    client = group.browser("asha")
    client.post(page("phones", group.slug), {"key": "share"}, secure=True)
    assert client.cookies[MARK]["secure"] is True


def test_a_phone_that_nobody_shared_shows_no_names(group: Group) -> None:
    answer = Client().get(page("who"))
    assert "No group shares this phone" in text(answer)
    assert "Asha" not in text(answer)
    assert Client().get(page("she", group.people["asha"])).status_code == 302


def test_before_a_pin_the_phone_shows_first_names_only(group: Group, phone: Client) -> None:
    shown = text(phone.get(page("who")))
    assert "Chand R." in shown
    assert "Rani" not in shown
    assert "+91" not in shown
    other = found("other")
    assert phone.get(page("she", other.people["asha"])).status_code == 404


def test_her_pin_makes_her_herself(group: Group, phone: Client) -> None:
    chand = has_pin(group, "chand")
    answer = types(phone, chand)
    assert answer.headers["Location"] == reverse("home", args=[group.slug])
    home = phone.get(answer.headers["Location"])
    assert home.status_code == 200
    assert home.headers["Cache-Control"] == "private, no-store"
    assert "Next person" in text(home)
    assert "This is you" in text(phone.get(page("person", group.slug, chand)))


def test_a_wrong_pin_and_none_are_answered_alike(group: Group, phone: Client) -> None:
    wrong, none = types(phone, has_pin(group, "chand"), "7350"), types(phone, group.people["bina"])
    assert (wrong.status_code, codes(wrong)) == (422, ["pin_not_right"])
    assert (none.status_code, codes(none)) == (422, ["pin_not_right"])
    assert phone.get(reverse("home", args=[group.slug])).status_code == 404


def test_the_sixth_guess_is_told_when_it_may_be_made(group: Group, phone: Client) -> None:
    chand = has_pin(group, "chand")
    for _guess in range(5):
        types(phone, chand, "7350")
    answer = types(phone, chand)
    assert (answer.status_code, codes(answer)) == (403, ["too_many_guesses"])
    assert "It can be tried again at" in text(answer)


def test_the_next_person_finds_nothing_of_her(group: Group, phone: Client) -> None:
    chand = has_pin(group, "chand")
    types(phone, chand)
    before = phone.cookies["sessionid"].value
    assert phone.post(page("next_person")).headers["Location"] == page("who")
    for address in (reverse("home", args=[group.slug]), page("person", group.slug, chand)):
        assert phone.get(address).status_code == 404
    phone.cookies["sessionid"] = before
    assert phone.get(reverse("home", args=[group.slug])).status_code == 404, "the session is gone"


def test_who_types_a_pin_ends_the_full_sign_in_of_who_was_there(
    group: Group, phone: Client
) -> None:
    chand = has_pin(group, "chand")
    phone.force_login(
        service.open_account(group.people["asha"]),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    types(phone, chand)
    assert phone.get(reverse("account")).status_code == 302
    assert phone.get(page("register", group.slug)).status_code == 200
    assert codes(phone.post(page("register", group.slug), {"key": "k", "name": "X"})) == [
        "full_sign_in_needed"
    ]


def test_after_ten_minutes_without_a_touch_nobody_is_she(group: Group, phone: Client) -> None:
    home = reverse("home", args=[group.slug])
    with time_machine.travel(timezone.now(), tick=False) as clock:
        types(phone, has_pin(group, "chand"))
        for _touch in range(3):
            clock.shift(timedelta(minutes=9))
            assert phone.get(home).status_code == 200
        clock.shift(timedelta(minutes=9))
        phone.get(reverse("ticket"), headers={"Tequio-Outbox": "1"})
        clock.shift(timedelta(minutes=1, seconds=1))
        assert phone.get(home).status_code == 404, "what the phone asks by itself is no touch"


@pytest.mark.parametrize("end", ["struck off", "new PIN", "left"])
def test_a_session_ends_with_what_it_stands_on(group: Group, phone: Client, end: str) -> None:
    chand = has_pin(group, "chand")
    types(phone, chand)
    if end == "struck off":
        (device,) = devices.devices(group.id)
        service.revoke_device(group.act("bina", "off"), device=device.id)
    elif end == "new PIN":
        verifier = no.verifier_of("7350", salt=SALT)
        service.set_pin(group.act("chand", "again"), salt=SALT, verifier=verifier)
    else:
        service.exclude(group.id, person=chand, until=timezone.localdate() - timedelta(days=1))
    assert phone.get(reverse("home", args=[group.slug])).status_code == 404


# What a PIN opens: role × page, negatives included -------------------------------------------

SEEN = ["home", "membership:members", "membership:phones", "ledger:books", "governance:meetings"]
"""What any member reads."""
PRESSED = [
    ("membership:register", {}),
    ("membership:leave", {}),
    ("membership:phones", {}),
    ("membership:choose_pin", {"pin": "7350", "again": "7350"}),
    ("ledger:pay", {}),
    ("ledger:receive", {}),
    ("ledger:save", {}),
    ("ledger:withdraw", {}),
    ("ledger:count_cash", {}),
    ("ledger:record_undecided", {}),
    ("governance:propose", {}),
    ("governance:call_meeting", {}),
    ("governance:open_ad_hoc", {}),
    ("governance:hand_over", {}),
    ("lending:ask", {}),
]
"""What is done with a full sign-in only, whoever she is."""


@pytest.mark.parametrize("who", ["asha", "bina", "chand"])
@pytest.mark.parametrize("name", SEEN)
def test_with_a_pin_she_reads_what_a_member_reads(
    group: Group, phone: Client, who: str, name: str
) -> None:
    types(phone, has_pin(group, who))
    assert phone.get(reverse(name, args=[group.slug])).status_code == 200


@pytest.mark.parametrize("who", ["asha", "bina", "chand"])
@pytest.mark.parametrize(("name", "fields"), PRESSED)
def test_with_a_pin_nobody_does_what_needs_a_sign_in(
    group: Group, phone: Client, who: str, name: str, fields: dict[str, str]
) -> None:
    types(phone, has_pin(group, who))
    lines = LineRow.objects.count()
    answer = phone.post(reverse(name, args=[group.slug]), {"key": "pressed"} | fields)
    assert (answer.status_code, codes(answer)) == (403, ["full_sign_in_needed"])
    assert LineRow.objects.count() == lines


@pytest.mark.parametrize("who", ["asha", "bina", "chand"])
def test_with_a_pin_no_officer_sees_what_officers_see(
    group: Group, phone: Client, who: str
) -> None:
    other = "bina" if who != "bina" else "chand"
    full = text(group.browser("asha").get(page("person", group.slug, group.people[other])))
    assert "+91" in full
    types(phone, has_pin(group, who))
    assert "+91" not in text(phone.get(page("person", group.slug, group.people[other])))


@pytest.mark.parametrize("address", ["/account", "/", "/start/", "/code/", "/api/v1/organisations"])
def test_with_a_pin_nothing_of_the_node_is_open(group: Group, phone: Client, address: str) -> None:
    types(phone, has_pin(group, "asha"))
    answer = phone.get(address)
    assert answer.status_code in (302, 401)
    assert phone.post(address, {}).status_code in (302, 401, 403)


def test_with_a_pin_her_other_groups_are_closed(group: Group, phone: Client) -> None:
    other, chand = found("other"), has_pin(group, "chand")
    service.admit(other.id, [chand], since=timezone.localdate())
    assert browser_of(chand).get(reverse("home", args=["other"])).status_code == 200
    types(phone, chand)
    assert phone.get(reverse("home", args=["other"])).status_code == 404
    assert phone.get("/").headers["Location"] == reverse("home", args=[group.slug])


# Sharing and choosing ------------------------------------------------------------------------


def test_a_member_without_an_office_cannot_share_a_phone(group: Group) -> None:
    answer = group.browser("chand").post(page("phones", group.slug), {"key": "k"})
    assert (answer.status_code, codes(answer)) == (403, ["office_not_held"])
    assert MARK not in answer.cookies


def test_a_lost_phone_is_struck_off_from_anywhere(group: Group, phone: Client) -> None:
    (device,) = devices.devices(group.id)
    treasurer = group.browser("bina")
    assert "In use" in text(treasurer.get(page("phones", group.slug)))
    treasurer.post(page("revoke_device", group.slug, device.id), {"key": "off"})
    assert "Struck off" in text(treasurer.get(page("phones", group.slug)))
    assert "No group shares this phone" in text(phone.get(page("who")))
    assert types(phone, has_pin(group, "chand")).headers["Location"] == page("who")


def test_a_member_who_signs_in_chooses_her_pin_there(group: Group, phone: Client) -> None:
    own, address = group.browser("chand"), page("choose_pin", group.slug)
    answers = [
        own.post(address, {"key": f"try {pin}", "pin": pin, "again": again})
        for pin, again in [("1234", "1234"), ("4821", "4812"), ("48", "48"), ("4821", "4821")]
    ]
    assert [codes(answer) for answer in answers] == [
        ["pin_too_easy"],
        ["pins_differ"],
        ["pin_not_readable"],
        [],
    ]
    again = own.post(address, {"key": "try 4821", "pin": "4821", "again": "4821"})
    assert again.status_code == 302, "a second press is the same act"
    assert PinRow.objects.count() == 1
    assert types(phone, group.people["chand"]).status_code == 302


def test_with_a_code_on_paper_she_chooses_it_on_the_shared_phone(
    group: Group, phone: Client
) -> None:
    chand = group.people["chand"]
    handed = group.browser("asha").post(
        page("hand_pin_code", group.slug, chand), {"key": "hand it"}
    )
    code = re.findall(r"(?:\d{4} ){3}\d{4}", text(handed))[0]
    shown = phone.post(page("choose_pin_by_code"), {"code": code})
    assert "<h1>Chand Rani</h1>" in text(shown)
    typed = {"code": code, "key": "mine", "pin": "4821", "again": "4821"}
    assert phone.post(page("choose_pin_by_code"), typed).headers["Location"] == page("who")
    assert types(phone, chand).status_code == 302
    used = phone.post(page("choose_pin_by_code"), {"code": code})
    assert (used.status_code, codes(used)) == (403, ["full_sign_in_needed"])
    phone.post(page("next_person"))
    used = phone.post(page("choose_pin_by_code"), {"code": code})
    assert (used.status_code, codes(used)) == (422, ["pin_code_not_valid"])


def test_a_code_works_on_a_phone_of_its_group_only(group: Group) -> None:
    chand, asha = group.people["chand"], group.browser("asha")
    handed = asha.post(page("hand_pin_code", group.slug, chand), {"key": "hand it"})
    code = re.findall(r"(?:\d{4} ){3}\d{4}", text(handed))[0]
    other = found("other")
    elsewhere = other.browser("asha")
    elsewhere.post(page("phones", other.slug), {"key": "share"})
    elsewhere.post(page("next_person"))
    answer = elsewhere.post(page("choose_pin_by_code"), {"code": code})
    assert codes(answer) == ["pin_code_not_valid"]
    assert Client().get(page("choose_pin_by_code")).headers["Location"] == page("who")


def test_salts_are_for_an_enrolled_phone_and_a_member_on_it(group: Group, phone: Client) -> None:
    chand = has_pin(group, "chand")
    address = page("salts", group.slug)
    assert phone.get(address).status_code == 404, "nobody has typed a PIN"
    assert group.browser("chand").get(address).status_code == 404, "her own phone"
    types(phone, chand)
    found_salts = phone.get(address).json()
    assert found_salts[str(chand)] == {"salt": SALT, "rounds": no.ROUNDS}
    assert len(found_salts) == 3


def test_a_long_list_of_names_is_asked_for_with_few_queries(
    group: Group, phone: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(120):
        group.join(f"Member{number:03} X")
    with django_assert_max_num_queries(8):
        shown = text(phone.get(page("who")))
    assert "More members" in shown
    assert "Member099 X." not in shown
    assert "Member099 X." in text(phone.get(page("who"), {"search": "member099"}))
