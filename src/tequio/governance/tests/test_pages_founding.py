"""`/start/` without script: five steps, nothing kept before the last, every refusal in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tequio.governance.forms import drafts
from tequio.governance.tests import hall
from tequio.governance.tests.pressing import Form, codes, words
from tequio.membership import queries as members
from tequio.membership import service as membership
from tequio.statutes.queries import statutes_on
from tequio.statutes.tests.test_adopting import LAW

pytestmark = pytest.mark.django_db
START = "/start/"
OTHERS = hall.NAMES[1:]


@pytest.fixture
def asha() -> Client:
    number = membership.create_person(
        membership.NewPerson("Asha Kumari", "+919876543210", language="en")
    )
    browser = Client()
    browser.force_login(membership.open_account(number), backend=hall.BACKEND)
    return browser


def go(browser: Client, page: HttpResponse, **typed: Any) -> HttpResponse:
    """Type into the form of a page and press "go on", or the button named in `go`."""
    fields = {**Form(page).fields, "go": "next", **typed}
    return browser.post(START, {name: value for name, value in fields.items() if value is not None})


def to_members(browser: Client, **typed: Any) -> HttpResponse:
    named = {"name": "Sakhi Mandal", "kind": "self-help-group"} | typed
    return go(browser, browser.get(START), **named)


def twelve(**typed: Any) -> dict[str, Any]:
    rows = {f"m-{place}-name": name for place, name in enumerate(OTHERS, 1)}
    held = {"m-0-offices": "secretary", "m-1-offices": "chair", "m-2-offices": "treasurer"}
    return rows | held | typed


def to_rules(browser: Client, **typed: Any) -> HttpResponse:
    return go(browser, to_members(browser, **typed), **twelve())


def to_look(browser: Client, rules: dict[str, Any] | None = None, **money: Any) -> HttpResponse:
    return go(browser, go(browser, to_rules(browser), **(rules or {})), **money)


def test_a_group_of_twelve_is_founded_in_five_presses(asha: Client) -> None:
    look = to_look(asha, cash="1,250.50")
    assert members.organisations() == []
    assert "₹1,250.50" in words(look)
    done = go(asha, look, go="found")
    assert (done.status_code, done["Location"]) == (302, "/o/sakhi-mandal/")
    (group,) = members.organisations()
    assert (group.unit, group.country, group.language) == ("INR", "IN", "en")
    assert not group.is_invented
    assert members.number_of_members(group.id, timezone.localdate()) == 12
    assert "is founded" in words(asha.get("/o/sakhi-mandal/"))


def test_the_founder_is_a_member_with_the_office_that_she_chose(asha: Client) -> None:
    go(asha, to_look(asha), go="found")
    (group,) = members.organisations()
    founder = members.person_by("+919876543210")
    standing = members.standing(founder, group.id, timezone.localdate())
    assert standing.is_member
    assert standing.offices == {"secretary"}


def test_the_same_press_twice_founds_one_group(asha: Client) -> None:
    look = to_look(asha)
    fields = {**Form(look).fields, "go": "found"}
    first, second = asha.post(START, fields), asha.post(START, fields)
    assert first["Location"] == second["Location"]
    assert len(members.organisations()) == 1


def test_a_newcomer_signs_up_first_and_comes_back() -> None:
    answer = Client().get(START)
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/start/")


def test_country_money_and_language_are_guessed_from_the_phone(asha: Client) -> None:
    fields = Form(asha.get(START)).fields
    assert (fields["country"], fields["unit"], fields["language"]) == ("IN", "", "en")


def test_money_without_decimals_is_read_whole(asha: Client) -> None:
    page = to_rules(asha, kind="association", country="JP")
    look = go(asha, go(asha, page), cash="1,250")
    assert "¥1,250" in words(look)
    wrong = go(asha, go(asha, page), cash="12.50")
    assert wrong.status_code == 422
    assert "more decimals" in words(wrong)


def test_sums_are_typed_as_the_page_shows_them(asha: Client) -> None:
    page = go(asha, to_rules(asha, kind="association", country="ZA"))
    look = go(asha, page, cash="1 500,00", bank="R\u00a012\u00a0500,50")
    assert "R 1 500,00" in words(look).replace("\u00a0", " ")
    assert "R 12 500,50" in words(look).replace("\u00a0", " ")
    unclear = go(asha, page, cash="1,250")
    assert unclear.status_code == 422
    assert "such as 1 250,50." in words(unclear).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": " "}, "This field is required."),
        ({"kind": ""}, "This field is required."),
        ({"kind": "company"}, "Select a valid choice"),
        ({"name": "a" * 161}, "at most 160 characters"),
        ({"country": "", "unit": ""}, "This field is required."),
        ({"country": "AQ", "unit": ""}, "Choose the money in which the book is kept."),
    ],
)
def test_what_is_wrong_on_the_first_page_is_said_there(
    asha: Client, typed: dict[str, str], said: str
) -> None:
    answer = to_members(asha, **typed)
    assert answer.status_code == 422
    assert said in words(answer)


@pytest.mark.parametrize(
    ("typed", "status", "code"),
    [
        ({"m-11-name": "", "m-11-phone": "98765 43219"}, 422, "name_missing"),
        ({"m-1-phone": "+91 98765 43219", "m-2-phone": "9876543219"}, 409, "contact_in_use"),
        ({"m-1-phone": "abc"}, 422, "phone_not_possible"),
        ({"m-1-phone": "12"}, 422, "phone_not_possible"),
    ],
)
def test_members_who_cannot_be_written_down_are_refused_on_their_page(
    asha: Client, typed: dict[str, str], status: int, code: str
) -> None:
    answer = go(asha, to_members(asha), **twelve(**typed))
    assert (answer.status_code, codes(answer)) == (status, [code])
    assert "Chitra" in answer.content.decode()


def test_a_list_is_pasted_and_takes_the_place_of_the_rows(asha: Client) -> None:
    lines = ["name,phone,email,offices", "Asha Kumari,,,secretary", "Bela,,,treasurer keyholder"]
    pasted = "\n".join([*lines, *hall.NAMES[2:]])
    rules = go(asha, to_members(asha), pasted=pasted)
    look = go(asha, go(asha, rules))
    seen = words(look)
    assert "12 members" in seen
    assert "Asha Kumari Secretary" in seen
    assert "Bela Treasurer, Key-holder" in seen
    back = go(asha, look, go="members")
    assert Form(back).fields["m-1-offices"] == "treasurer keyholder"


def test_a_list_is_sent_as_a_file(asha: Client) -> None:
    text = "name;offices\n" + "\n".join(f"{name};" for name in OTHERS) + "\nMina;treasurer\n"
    file = SimpleUploadedFile("members.csv", text.encode())
    look = go(asha, go(asha, go(asha, to_members(asha), file=file)))
    assert "13 members" in words(look)
    assert go(asha, look, go="found").status_code == 302


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        ("Asha\nBela", "column_missing"),
        ("name\n", "nothing_in_it"),
        ("name,phone\n,1", "name_empty"),
        ("name,office\nBela,treasurer", "column_misspelt"),
        ("name,phone\nBela,abc", "phone_not_possible"),
    ],
)
def test_a_list_that_cannot_be_read_says_what_is_wrong(
    asha: Client, pasted: str, code: str
) -> None:
    answer = go(asha, to_members(asha), pasted=pasted)
    assert answer.status_code == 422
    assert codes(answer) == [code]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0", b"name\n\0\1\2", b"name\nJos\xe9\n"])
def test_what_is_no_text_is_not_read_as_a_list(asha: Client, data: bytes) -> None:
    file = SimpleUploadedFile("members.csv", data)
    answer = go(asha, to_members(asha), file=file)
    assert (answer.status_code, codes(answer)) == (422, ["not_a_text"])
    assert "This is not a text file (CSV, UTF-8)." in words(answer)


def test_a_phone_number_is_completed_by_the_country_of_the_group(asha: Client) -> None:
    rules = go(asha, to_members(asha), **twelve(**{"m-1-phone": "98765 43219"}))
    assert Form(go(asha, rules, go="members")).fields["m-1-phone"] == "+919876543219"


def test_more_rows_keep_what_was_typed(asha: Client) -> None:
    more = go(asha, to_members(asha), **twelve(go="more"))
    fields = Form(more).fields
    assert fields["m-11-name"] == "Lata"
    assert "m-13-name" in fields


def test_too_few_members_are_told_before_the_last_press_and_the_button_is_grey(
    asha: Client,
) -> None:
    two = {"m-1-name": "Bela", "m-1-offices": "treasurer"}
    stayed = go(asha, to_members(asha), **two)
    assert (stayed.status_code, codes(stayed)) == (422, ["too_few_founders"])
    assert Form(stayed).fields["m-1-name"] == "Bela"
    rules = go(asha, stayed, go="rules")
    assert "Members named: 2; a group needs at least 10." in words(rules)
    look = go(asha, go(asha, rules))
    assert "a group needs at least 10" in words(look)
    assert "disabled" in look.content.decode()
    forced = go(asha, look, go="found")
    assert (forced.status_code, codes(forced)) == (422, ["too_few_founders"])
    smaller = go(asha, rules, **{"members.least": "2", "reason-members.least": "We are two"})
    assert go(asha, go(asha, smaller), go="found").status_code == 302


def test_nobody_to_pay_is_told_too(asha: Client) -> None:
    rows = twelve() | dict.fromkeys(["m-0-offices", "m-1-offices", "m-2-offices"], "")
    stayed = go(asha, to_members(asha), **rows)
    said = ["office_without_holder", "nobody_keeps_the_roll"]
    assert (stayed.status_code, codes(stayed)) == (422, said)
    look = go(asha, go(asha, go(asha, stayed, go="rules")))
    assert "Nobody holds the office that the statutes name for payments" in words(look)


def test_rules_that_were_changed_are_adopted(asha: Client) -> None:
    rules = {"notice.days": "3", "decision.money.quorum": "3/4", "lending.rate": "1.5%"}
    look = to_look(asha, rules)
    assert words(look).count("your own") == 3
    go(asha, look, go="found")
    (group,) = members.organisations()
    statutes = statutes_on(group.id, timezone.localdate())
    assert statutes.integer("notice.days") == 3
    assert str(statutes.fraction("decision.money.quorum")) == "3/4"
    assert str(statutes.fraction("lending.rate")) == "3/200"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"notice.days": "-1"}, "greater than or equal to 0"),
        ({"lending.rate": "much"}, "Write a whole number, a fraction"),
        ({"lending.rate": "1/0"}, "Write a whole number, a fraction"),
        ({"offices.pay": None}, "This field is required."),
        ({"members.least": "20", "members.most": "10"}, "The fewest members would be 20"),
    ],
)
def test_values_that_cannot_be_adopted_are_said_beside_them(
    asha: Client, typed: dict[str, Any], said: str
) -> None:
    answer = go(asha, to_rules(asha), **typed)
    assert answer.status_code == 422
    assert said in words(answer)


def test_a_law_that_nobody_verified_warns_and_the_reason_is_kept(
    asha: Client, settings: Any, tmp_path: Any
) -> None:
    (tmp_path / "tl.yaml").write_text(LAW)
    settings.RULEBOOK_DIRECTORIES = (tmp_path,)
    page = to_rules(asha, kind="association", country="TL", unit="USD")
    warned = go(asha, page, **{"members.most": "21"})
    assert warned.status_code == 409
    assert codes(warned) == ["reason_missing"]
    assert "not verified" in words(warned)
    look = go(asha, go(asha, warned, **{"reason-members.most": "We are many"}))
    assert "We are many" in words(look)


def test_a_law_that_was_verified_refuses(asha: Client, settings: Any, tmp_path: Any) -> None:
    verified = LAW.replace('read: "no"', "read: official").replace(
        "verified: false", "verified: true"
    )
    (tmp_path / "tl.yaml").write_text(verified)
    settings.RULEBOOK_DIRECTORIES = (tmp_path,)
    page = to_rules(asha, kind="association", country="TL", unit="USD")
    answer = go(asha, page, **{"members.most": "21", "reason-members.most": "We are many"})
    assert (answer.status_code, codes(answer)) == (409, ["against_the_law"])


def test_another_template_shows_its_own_rules(asha: Client) -> None:
    page = to_rules(asha, kind="association", country="ZA")
    assert Form(page).fields["template"] == ["township-group"]
    other = go(asha, page, template="association", go="template")
    assert Form(other).fields["template"] == ["association"]


def test_back_keeps_what_was_typed(asha: Client) -> None:
    page = go(asha, to_rules(asha), **{"notice.days": "5", "go": "members"})
    assert Form(page).fields["m-3-name"] == "Devi"
    again = go(asha, page)
    assert Form(again).fields["notice.days"] == "5"


def test_a_name_that_is_taken_is_refused_at_the_last_press(asha: Client) -> None:
    look = to_look(asha)
    hall.found("Sakhi Mandal")
    answer = go(asha, look, go="found")
    assert (answer.status_code, codes(answer)) == (409, ["name_taken"])


@pytest.mark.parametrize("state", ["", "forged", "eyJhIjoxfQ:1:x"])
def test_a_draft_that_is_not_ours_begins_again(asha: Client, state: str) -> None:
    answer = asha.post(START, {"step": "look", "state": state, "go": "found", "key": "k"})
    assert (answer.status_code, answer["Location"]) == (302, START)
    assert members.organisations() == []


def test_a_draft_of_another_shape_is_not_read() -> None:
    from django.core import signing

    strange = signing.dumps({"members": [], "surprise": 1}, salt=drafts.SALT, compress=True)
    assert drafts.read(strange) is None


def test_the_walk_speaks_hindi(asha: Client) -> None:
    asha.cookies["django_language"] = "hi"
    person = members.person_by("+919876543210")
    assert person is not None
    membership.choose_language(person, "hi")
    look = to_look(asha)
    page = look.content.decode()
    assert look.status_code == 200
    assert '<html lang="hi">' in page
    for english in ("Found the group", "Opening balances", "Look at it together"):
        assert english not in page
