"""Founding: who and what a group needs on its first day; a group in one file; subjects."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.governance.rules import group_file
from tequio.governance.rules.effects import subject_from
from tequio.governance.rules.founding import (
    LONGEST,
    Founder,
    NewGroup,
    Opening,
    objections_to_found,
    short_name,
)
from tequio.kernel import Refused
from tequio.kernel.amounts import LARGEST_MINOR

GROUP = NewGroup("Sakhi Mandal", "self-help-group", "INR")
TWELVE = (
    Founder("Asha", offices=("treasurer", "secretary")),
    *(Founder(name) for name in "Bela Chitra Devi Esha Farida Gita Hema Indu Jaya Kamla".split()),
    Founder(person=7),
)


def against(
    group: NewGroup = GROUP, members: tuple[Founder, ...] = TWELVE, **more: Any
) -> list[str]:
    asked: dict[str, Any] = {"least": 10, "paying": ("treasurer",), "opening": ()} | more
    return [one.code for one in objections_to_found(group, members, **asked)]


def test_twelve_with_a_treasurer_may_found() -> None:
    assert against() == []


@pytest.mark.parametrize(
    ("differing", "code"),
    [
        ({"name": "  "}, "name_missing"),
        ({"name": "a" * 161}, "too_long"),
        ({"slug": "a" * 81}, "too_long"),
        ({"kind": "company"}, "kind_unknown"),
        ({"unit": "₹"}, "unit_not_usable"),
        ({"unit": "A"}, "unit_not_usable"),
        ({"exponent": 10}, "unit_not_usable"),
        ({"exponent": -1}, "unit_not_usable"),
    ],
)
def test_a_group_without_a_usable_identity_is_refused(differing: dict[str, Any], code: str) -> None:
    assert against(replace(GROUP, **differing)) == [code]


@pytest.mark.parametrize(
    ("one_more", "code"),
    [
        (Founder(""), "name_missing"),
        (Founder("a" * 121), "too_long"),
        (Founder("Lata", phone="9" * 33), "too_long"),
        (Founder("Lata", email="a" * 255), "too_long"),
        (Founder("Lata", offices=("Prime Minister",)), "office_unreadable"),
        (Founder("Lata", offices=("a" * 31,)), "office_unreadable"),
        (Founder(person=7), "named_twice"),
    ],
)
def test_a_member_who_cannot_be_written_down_is_refused(one_more: Founder, code: str) -> None:
    assert against(members=(*TWELVE, one_more)) == [code]


def test_two_members_do_not_share_a_phone_or_an_address() -> None:
    phones = (Founder("Lata", phone="+91 98765 43210"), Founder("Mina", phone="+919876543210"))
    assert against(members=(*TWELVE, *phones)) == ["contact_in_use"]
    mails = (Founder("Lata", email="L@example.org"), Founder("Mina", email="l@example.org "))
    assert against(members=(*TWELVE, *mails)) == ["contact_in_use"]
    assert against(members=(*TWELVE, Founder("Lata"), Founder("Mina"))) == []


def test_too_few_found_nothing_and_nobody_founds_alone_without_members() -> None:
    assert against(members=TWELVE[:9]) == ["too_few_founders"]
    nobody = ["too_few_founders", "office_without_holder", "nobody_keeps_the_roll"]
    assert against(members=(), least=0) == nobody


def test_somebody_must_hold_an_office_that_may_pay() -> None:
    assert against(paying=("keyholder",)) == ["office_without_holder"]


@pytest.mark.parametrize("opening", [Opening("gold", 5), Opening("cash", 0), Opening("bank", -1)])
def test_what_cannot_be_booked_is_no_opening_balance(opening: Opening) -> None:
    assert against(opening=(opening,)) == ["opening_not_usable"]


def test_an_opening_balance_is_at_most_what_the_book_holds() -> None:
    assert against(opening=(Opening("cash", LARGEST_MINOR),)) == []
    assert against(opening=(Opening("cash", LARGEST_MINOR + 1),)) == ["opening_not_usable"]


@given(st.text(max_size=200))
def test_a_short_name_fits_into_an_address(name: str) -> None:
    short = short_name(name)
    assert len(short) <= 60
    assert set(short) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not short.startswith("-")
    assert not short.endswith("-") or len(short) == 60


@given(st.text(min_size=1, max_size=200))
def test_every_title_gives_a_subject_that_a_mandate_can_hold(title: str) -> None:
    subject = subject_from(title)
    assert 0 < len(subject) <= 60
    assert subject_from(title) == subject


def test_a_title_in_another_script_gives_a_subject_of_its_own() -> None:
    assert subject_from("नए टायर") != subject_from("नया पंप")
    assert subject_from("New tyres!") == "new-tyres"


# A group in one file ------------------------------------------------------------------------


def test_a_file_with_commas_or_semicolons_is_read() -> None:
    with_commas = "name,phone,email,offices\nAsha,+91 98,a@b.org,treasurer keyholder\nBela,,,\n"
    asha = Founder("Asha", "+91 98", "a@b.org", ("treasurer", "keyholder"))
    assert group_file.read(with_commas) == (asha, Founder("Bela"))
    assert group_file.read("\ufeff" + with_commas.replace(",", ";")) == (asha, Founder("Bela"))


def test_only_the_name_is_needed_and_empty_lines_are_left_out() -> None:
    assert group_file.read("Name\nAsha\n\nBela\n") == (Founder("Asha"), Founder("Bela"))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["column_missing"]),
        ("Asha\nBela\n", ["column_missing"]),
        ("name\n", ["nothing_in_it"]),
        ("name,phone\n,12\nAsha,\n ,13\n", ["name_empty", "name_empty"]),
        ("name,office\nAsha,chair\n", ["column_misspelt"]),
        ("name,village\nAsha,Rampur\n", ["column_unknown"]),
        ("nmae,phone\nAsha,\n", ["column_missing", "column_misspelt"]),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_every_line(text: str, codes: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        group_file.read(text)
    assert [one.code for one in refused.value.refusals] == codes


def test_a_column_that_is_misspelt_is_named_with_the_one_that_was_meant() -> None:
    with pytest.raises(Refused) as refused:
        group_file.read("name,office\nAsha,chair\n")
    (why,) = refused.value.refusals
    assert str(why) == "The column office is not known; did you mean offices?"


plain_words = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=20)


@given(st.lists(st.tuples(plain_words, plain_words), min_size=1, max_size=20))
def test_what_is_written_as_a_file_is_read_back(members: list[tuple[str, str]]) -> None:
    text = "name,phone\n" + "".join(f"{name},{phone}\n" for name, phone in members)
    assert group_file.read(text) == tuple(Founder(name, phone) for name, phone in members)


def test_the_longest_that_fits_is_accepted() -> None:
    longest = Founder("n" * LONGEST["name"], "9" * LONGEST["phone"], "e" * LONGEST["email"])
    assert against(members=(*TWELVE, longest)) == []
