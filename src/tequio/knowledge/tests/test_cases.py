"""The ready cases: whole, sourced, in five languages, and failures among them."""

from __future__ import annotations

from collections import Counter

import pytest

from tequio.knowledge.queries.cases import FOLDER, ready_case, ready_cases
from tequio.knowledge.rules.designs import LANGUAGES, plain_comparison
from tequio.knowledge.rules.transferability.assessable import objections_to_assess
from tequio.knowledge.tests.the_creche import creche
from tequio.registry.queries.thesaurus import concepts

ALL = pytest.mark.parametrize("case", ready_cases(), ids=lambda one: one.code)


def test_twenty_cases_are_ready_and_each_is_found_by_its_code():
    assert len(ready_cases()) == 20
    assert [one.code for one in ready_cases()] == sorted(one.stem for one in FOLDER.glob("*.yaml"))
    for one in ready_cases():
        assert ready_case(one.code) is one
    assert ready_case("nowhere") is None


def test_at_least_five_cases_are_failures_and_one_was_taken_back():
    marks = Counter(mark for one in ready_cases() for mark in one.marks)
    assert sum(one.is_failure for one in ready_cases()) >= 5
    assert set(marks) == {"ended", "harm", "moved_back"}
    for one in ready_cases():
        assert one.is_failure == (one.state in ("ended", "moved_back"))


@ALL
def test_a_case_stands_in_five_languages_and_within_its_words(case):
    for language in LANGUAGES:
        told = " ".join(one.says[language] for one in case.text)
        assert 30 < len(told.split()) <= 150
    for one in case.text:
        assert len(set(one.says.values())) == len(LANGUAGES)


@ALL
def test_nothing_in_a_case_is_without_a_source(case):
    named = [one.source for one in case.text]
    named += [one.source for part in case.components for one in part.every()]
    named += [one.source for part in case.components for one in part.variants]
    named += [one.source for one in case.context.values()]
    named += [one.source for one in case.profile.values()]
    assert all(named)
    assert set(named) == set(case.sources)
    for one in case.sources.values():
        assert one.kind != "fact" or one.url
        assert one.kind != "invented" or not one.url


@ALL
def test_figures_of_a_threshold_or_a_place_are_invented_and_say_so(case):
    figures = [(one.asks.threshold, one.source) for part in case.components for one in part.every()]
    figures += [(one.value, one.source) for one in case.context.values()]
    for value, source in figures:
        if not isinstance(value, bool | str | tuple):
            assert case.sources[source].kind == "invented"


@ALL
def test_every_part_of_a_case_can_be_held_beside_a_place(case):
    assert not list(objections_to_assess(case))
    assert case.sector in concepts()
    assert len(case.context) >= 5
    for part in case.components:
        assert any(one.is_required for one in part.preconditions)
        for variant in part.variants:
            assert any(one.is_required for one in variant.preconditions)


def test_the_creche_is_the_design_of_the_reference():
    def asked(conditions):
        return [plain_comparison(one) for each in conditions for one in each.every]

    def parts(design):
        return [
            (
                one.kind,
                asked(one.preconditions),
                [asked(each.preconditions) for each in one.variants],
            )
            for one in design.components
        ]

    ours = ready_case("creche")
    assert ours is not None
    assert parts(ours) == parts(creche())
