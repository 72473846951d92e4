"""Noise of format is no change; what means something else is."""

from __future__ import annotations

from datetime import date

import pytest

from tequio.registry.rules.facts import Said, Spoken
from tequio.registry.rules.meaning import differences, meaning, register_number


def means(*said: Said, about: str = "") -> str:
    return meaning(Spoken("s", "1", said, about, "t" if about else ""))


def number(raw: str, scheme: str = "GB-MPR") -> Said:
    return Said("identifier", {"scheme": scheme, "raw": raw})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (number("IP00525R"), number("ip 525 r")),
        (number("0003065408"), number("3065408")),
        (Said("address.street", "Central House\nHermes Road"),
         Said("address.street", "Central House, Hermes  road")),
        (Said("address.postcode", "m60 0ag"), Said("address.postcode", "M600AG")),
        (Said("name.legal", {"text": "A  B", "language": "en"}),
         Said("name.legal", {"text": "A B", "language": ""})),
        (Said("website", "http://www.abejas.org/"), Said("website", "https://Abejas.org")),
        (Said("class.isic", {"scheme": "isic4", "code": "47", "title": "Retail"}),
         Said("class.isic", {"scheme": "isic4", "code": "47", "title": "Retail trade"})),
    ],
)  # fmt: skip
def test_writing_plays_no_part(one, other):
    assert means(one) == means(other)
    assert differences([one], [other]) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (number("1000"), number("1")),
        (number("7"), number("7", "GB-COH")),
        (Said("name.legal", {"text": "Energy", "language": ""}),
         Said("name.legal", {"text": "Energy 2", "language": ""})),
        (Said("website", "https://a.org/x"), Said("website", "https://a.org/y")),
        (Said("members", 5), Said("members", 5, None, date(2012, 3, 31))),
        (Said("is_sse", True), Said("is_sse", False)),
    ],
)  # fmt: skip
def test_what_is_meant_counts(one, other):
    assert means(one) != means(other)
    assert [found.property for found in differences([one], [other])] == [one.property]


def test_order_and_repetition_say_nothing_but_whom_it_is_about_does():
    one, other = number("1"), number("2")
    assert means(one, other) == means(other, one, one)
    assert means(one, about="7") != means(one, about="8") != means(one)


def test_of_many_values_only_those_that_came_or_went_are_named():
    stays, goes, comes = number("1"), number("2"), number("3")
    (found,) = differences([stays, goes], [comes, stays])
    assert (found.property, found.before, found.after) == ("identifier", (goes,), (comes,))


def test_a_register_number_keeps_its_letters():
    assert register_number(" sc 00445-994 ") == "SC445994"
