"""Real files of many makers under their ready mappings: what the reference counts, we count."""

from __future__ import annotations

from collections import Counter

import pytest

from tequio.registry.queries.countries import country_of
from tequio.registry.rules.staleness import stale_runs
from tequio.registry.tests.real_files import mapped, needs

FRENCH = "fr_ess_numerique_slice.csv"


def said_by(spoken, property_):
    """What each source says of a property, by key."""
    found = {}
    for one in spoken:
        for said in one.said:
            if said.property == property_:
                found.setdefault(one.source, {})[one.key] = said.value
    return found


@needs(FRENCH)
def test_two_french_registers_disagree_where_both_claim_to_be_complete():
    _, spoken = mapped(FRENCH, "fr-ess-numerique", complete=("sirene", "ess-france"))
    flags = said_by(spoken, "is_sse")
    pairs = Counter((flags["sirene"][key], flags["ess-france"][key]) for key in flags["sirene"])
    assert (pairs[True, False], pairs[False, True]) == (432, 34)
    assert (pairs[True, True], pairs[False, False]) == (600, 44)


@needs(FRENCH)
def test_silence_of_the_french_registers_says_nothing_by_itself():
    mapper, spoken = mapped(FRENCH, "fr-ess-numerique")
    assert Counter(one.source for one in spoken) == {
        "sirene": 1110, "ess-france": 634, "esus": 23, "tiers-lieux": 6,
    }  # fmt: skip
    flags = said_by(spoken, "is_sse")
    assert {source: set(by_key.values()) for source, by_key in flags.items()} == {
        "sirene": {True}, "ess-france": {True},
    }  # fmt: skip
    assert (len(flags["sirene"]), len(flags["ess-france"])) == (1032, 634)
    forms = Counter(one["code"] for one in said_by(spoken, "class.legal_form")["sirene"].values())
    assert (forms["9220"], forms["5710"]) == (760, 189)
    assert len(said_by(spoken, "founded_on")["sirene"]) == 1110 - 9
    report = mapper.report()
    assert {one.state for one in report} == {"taken", "ignored"}
    assert sum(one.not_understood for one in report) == 0


@needs("susy_sse_europe.geojson")
def test_the_countries_of_the_european_set_are_found_in_all_spellings():
    mapper, spoken = mapped("susy_sse_europe.geojson", "susy-sse-europe", countries=country_of)
    assert len(spoken) == 1794
    (countries,) = said_by(spoken, "address.country").values()
    found = Counter(countries.values())
    assert len(countries) == 1717
    assert (found["AT"], found["GB"], found["SK"], found["FR"]) == (285, 499, 23, 55)
    report = {one.column: one for one in mapper.report()}
    assert [one.text for one in report["addr:country"].samples] == ["ABERDEEN"]
    assert Counter(one.state for one in report.values())["not_known"] > 100


@needs("togo_cooperatives_maritime_kara_savanes.csv")
def test_the_survey_of_togo_gives_sets_of_activities_and_no_unknown_forms():
    name = "togo_cooperatives_maritime_kara_savanes.csv"
    mapper, spoken = mapped(name, "togo-cooperatives")
    assert len({one.key for one in spoken}) == len(spoken) == 3314
    assert len(said_by(spoken, "class.legal_form")["togo-survey"]) == 3314 - 1278
    activities = Counter(
        said.value["code"]
        for one in spoken
        for said in one.said
        if said.property == "class.activity"
    )
    assert activities["production"] == 2949
    assert activities["tontine"] == 377
    assert len(said_by(spoken, "point")["togo-survey"]) == 3314
    assert sum(one.not_understood for one in mapper.report()) == 0


@pytest.fixture(scope="module")
def economy():
    return mapped("uk_coops_2016_economy.csv", "uk-coops-economy")


@needs("uk_coops_2016_economy.csv")
def test_figures_carry_the_year_that_they_speak_of(economy):
    _, spoken = economy
    assert len(spoken) == len({one.key for one in spoken}) == 32_264
    assert len({one.about for one in spoken}) == 6061
    years = Counter(said.until.year for one in spoken for said in one.said[:1] if said.until)
    assert years.most_common(1)[0][0] == 2010


@needs("uk_coops_2016_economy.csv")
def test_a_fifth_of_the_organisations_repeat_all_figures_for_five_years(economy):
    _, spoken = economy
    figures = {}
    for one in spoken:
        figures.setdefault(one.about, {})[int(one.key.rpartition("|")[2])] = one.said
    four = ("turnover", "result", "member_funds", "members")
    assert _long(figures, four) == 1270
    assert _long(figures, ()) == 1570  # of two figures and more, whichever they are


def _long(figures, needed):
    runs = (stale_runs(by_year, needed=needed) for by_year in figures.values())
    return sum(any(run.years >= 5 for run in found) for found in runs)
