"""Countries to choose from, in the reader's language."""

from __future__ import annotations

import pytest
from django.utils import translation

from tequio.membership.rules.countries import is_country
from tequio.membership.visits.countries import countries, country_in_words


@pytest.mark.parametrize(
    ("code", "is_one"),
    [("KE", True), ("XK", True), ("EU", False), ("XA", False), ("QO", False), ("ke", False)],
)
def test_unions_parts_and_inventions_are_no_countries(code, is_one):
    assert is_country(code) is is_one


def test_the_likely_country_stands_in_front_and_accents_do_not_send_a_name_to_the_end():
    with translation.override("fr"):
        listed = countries(first=["SN", "??", "SN"])
        assert country_in_words("EC") == "Équateur"
    codes = [code for code, _name in listed]
    assert codes[0] == "SN"
    assert len(codes) == len(set(codes))
    assert codes.index("EG") < codes.index("EC") < codes.index("FR")


def test_a_code_that_nobody_knows_is_shown_as_it_is():
    assert (country_in_words("??"), country_in_words("")) == ("??", "")
