"""Countries are found by any name; what names none clearly is left."""

from __future__ import annotations

import pytest

from tequio.registry.queries.countries import PLACE, country_of, names_of
from tequio.registry.rules.countries import CountryNames, clear_names


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Österreich", "AT"), ("AUSTRIA ", "AT"), ("at", "AT"), ("Ελλάδα", "GR"), ("EL", "GR"),
        ("भारत", "IN"), ("Côte d’Ivoire", "CI"), ("Ivory Coast", "CI"), ("GBR", "GB"),
        ("uk", "GB"), ("Scotland", "GB"), ("Northern Ireland", "GB"), ("Ireland", "IE"),
        ("Niger", "NE"), ("Nigeria", "NG"), ("Congo", "CG"), ("DRC", "CD"), ("Brasil", "BR"),
        ("Frace", "FR"), ("Italu", "IT"), ("Cypres", "CY"), ("Germnay", "DE"), ("Gemany", "DE"),
        ("Aberdeen", None), ("Europe", None), ("", None), ("xx", None), ("?", None),
        ("a" * 1000, None),
    ],
)  # fmt: skip
def test_a_country_is_found_by_its_name(name, code):
    assert country_of(name) == code


def test_a_name_of_several_countries_counts_for_the_one_that_is_clearly_meant():
    said = [("Kongo", "CD"), ("Kongo", "CG"), ("Malawi", "LV"), *[("Malawi", "MW")] * 3]
    assert clear_names(said) == {"malawi": "MW"}


def test_an_error_that_could_be_two_countries_is_not_guessed():
    assert CountryNames({"benland": "AA", "benlant": "BB"}).of("benlan") is None


def test_the_file_of_names_holds_what_babel_knows():
    kept = {
        name: line.split()[0]
        for line in PLACE.read_text().splitlines()
        for name in line.split()[1:]
    }
    known = names_of(["fr", "hi", "sw"])
    assert len(known) > 700
    assert {name: kept.get(name) for name in known if kept.get(name) != known[name]} == {}
