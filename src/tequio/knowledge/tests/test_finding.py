"""Practices are found by words in any language; failures like the rest."""

from __future__ import annotations

import pytest

from tequio.knowledge.queries.cases import ready_case, ready_cases
from tequio.knowledge.queries.designs import read_design
from tequio.knowledge.queries.finding import countries, find, sector_name, sectors
from tequio.knowledge.rules.finding import Wanted


def codes(text, wanted=None, **among):
    return [one.code for one in find(text, wanted, **among)]


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("creche", ["creche", "crèche", "guardería", "creche", "शिशु गृह"]),
        ("savings-group", ["savings group", "groupe d'épargne", "grupo de ahorro",
                           "grupo de poupança", "बचत समूह"]),
        ("ejido-forest", ["forestry", "foresterie", "silvicultura", "bosque", "जंगल"]),
        ("barter-network", ["community currency", "monnaie locale", "moneda social",
                            "moeda social", "सामुदायिक मुद्रा"]),
        ("president-alone", ["rotating savings", "tontine", "tanda", "xitique", "चिट फंड"]),
    ],
)  # fmt: skip
def test_one_concept_in_five_languages_finds_the_same_cases(first, words):
    found = [codes(one) for one in words]
    assert first in found[0]
    assert all(one == found[0] for one in found), dict(zip(words, found, strict=True))
    assert len(found[0]) < len(ready_cases())


def test_failures_are_found_by_the_same_search_as_what_lasted():
    assert {"barter-network", "local-currency-notes"} <= set(codes("community currency"))
    found = codes("social finance")
    lasting = codes("social finance", Wanted(mark="none"))
    failed = codes("social finance", Wanted(mark="failure"))
    assert "microcredit-crisis" in failed
    assert "social-finance-fund" in lasting
    assert sorted(lasting + failed) == sorted(found)


def test_what_is_asked_besides_words_narrows_and_words_may_be_missing():
    assert len(find("")) == len(ready_cases())
    assert codes("", Wanted(state="moved_back")) == ["village-cooperatives"]
    assert "microcredit-crisis" in codes("", Wanted(mark="harm", country="IN"))
    assert codes("", Wanted(mark="harm", country="CA")) == []
    assert set(codes("", Wanted(sector="childcare"))) == {"creche", "township-creche"}
    assert codes("women", Wanted(country="CA")) == []


def test_all_words_must_be_there_and_the_nearest_comes_first():
    assert codes("women rickshaws")[0] == "safe-mobility"
    assert codes("rickshaws glaciers") == []
    assert codes("ejido")[0] == "ejido-forest"


def test_the_beginning_of_a_word_is_enough_where_the_word_itself_finds_nothing():
    assert codes("rickshaws") == codes("ricksh")
    assert codes("zzz") == []
    assert codes("!?") == []


def test_own_practices_are_found_beside_the_cases_in_their_one_language():
    own = read_design({"title": {"es": "Guardería del barrio"}})
    of_sector = read_design({"title": {"hi": "हमारा घर"}, "sector": "childcare"})
    found = find("crèche", own=[own, of_sector])
    assert found[:2] == (own, of_sector)
    assert ready_case("creche") in found
    assert find("crèche", own=[own], are_cases_included=False) == (own,)


def test_a_word_of_grammar_is_no_savings_group():
    assert codes("AVEC") == codes("VSLA") == codes("savings group")
    assert "ejido-forest" not in codes("AVEC")


def test_sectors_and_countries_to_choose_from_have_names():
    assert "childcare" in sectors()
    assert {"IN", "MX", "ZA"} <= set(countries())
    assert sector_name("childcare", "en") != sector_name("childcare", "hi")
    assert sector_name("unheard", "fr") == "unheard"
