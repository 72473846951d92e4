"""Classifications have words in every language that they need, and crosswalks lead somewhere."""

from __future__ import annotations

import pytest

from tequio.registry.queries.classifications import classifications, crosswalks, step, words_of
from tequio.registry.queries.mappings import ready_mapping, ready_mappings
from tequio.registry.rules.classifications import (
    LANGUAGES,
    read_classification,
    read_crosswalk,
)
from tequio.registry.rules.properties import PROPERTIES
from tequio.statutes.rules.schema import SchemaError


def test_the_international_ones_speak_every_language():
    for scheme in ("icls", "essglobal", "icnp-tso"):
        for code, titles in classifications()[scheme].titles.items():
            assert set(titles) == set(LANGUAGES), code
    assert len(classifications()["essglobal"].titles) == 25
    isic = classifications()["isic4"]
    assert len(isic.within) == 88
    assert len(isic.titles) == 88 + 21


def test_words_fall_back_to_english_to_the_source_and_to_the_code():
    assert words_of("icls", "worker", "fr") == "Coopérative de travail"
    assert words_of("essglobal", "OS60", "pt-br") == "Cooperativa de trabalho"
    assert words_of("isic4", "47", "hi") == "Retail trade"
    assert words_of("uk-sic-2007", "4711", "fr", "Retail sale") == "Retail sale"
    assert words_of("uk-sic-2007", "4711", "fr") == "4711"


def test_a_crosswalk_says_what_is_lost_and_nothing_where_nothing_is_plain():
    assert step("OS60", of="essglobal", to="icls") == ("worker", False)
    assert step("OS70", of="essglobal", to="icls") == ("consumer", True)
    assert step("OS50", of="essglobal", to="icls") is None
    assert step("worker", of="icls", to="isic4") is None


def test_every_step_leads_from_a_code_to_a_code():
    for (of, to), one in crosswalks().items():
        assert one.steps.keys() <= classifications()[of].titles.keys()
        assert {found.code for found in one.steps.values()} <= classifications()[to].titles.keys()


def test_codes_that_ready_mappings_say_are_known_to_their_classification():
    for name in ready_mappings():
        for part in ready_mapping(name).parts:
            for saying in part.sayings:
                known = classifications().get(saying.scheme)
                if known is not None:
                    assert set(filter(None, saying.codes.values())) <= known.titles.keys()
                    assert known.property == saying.property or PROPERTIES[saying.property].is_many


@pytest.mark.parametrize(
    "text",
    [
        "id: x",
        "id: x\nproperty: class.icls\nsource: S\nverified: true\ntitle: {en: X}\ncodes: {a: {}}",
        "id: x\nproperty: class.icls\nsource: S\nverified: true\ntitle: {en: X}\n"
        "codes: {a: {en: A, within: b}}",
        "id: x\nproperty: class.nothing\nsource: S\nverified: true\ntitle: {en: X}\n"
        "codes: {a: {en: A}}",
    ],
)
def test_a_classification_that_does_not_say_what_it_must_is_refused(text):
    with pytest.raises(SchemaError):
        read_classification(text, where="x.yaml")


@pytest.mark.parametrize("text", ["id: x", "id: x\nof: a\nto: b\nas_of: 2020-01-01\ncodes: {a: 7}"])
def test_a_crosswalk_that_does_not_say_what_it_must_is_refused(text):
    with pytest.raises(SchemaError):
        read_crosswalk(text, where="x.yaml")
