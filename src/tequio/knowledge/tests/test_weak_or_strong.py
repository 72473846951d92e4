"""The label of the seven questions, over every way in which they can be answered."""

from __future__ import annotations

from itertools import product

import pytest

from tequio.knowledge.rules.weak_or_strong import (
    ASKED,
    LABEL_WORDS,
    QUESTIONS,
    answered_by_screening,
    label,
    stops_at,
)

EVERY = [
    dict(zip(QUESTIONS, answers, strict=True))
    for answers in product(("holds", "fails", "unknown"), repeat=7)
]


def is_strong(answers):
    """As the reference says it, of answers that are all known."""
    has = {number for number, answer in answers.items() if answer == "holds"}
    return has >= {1, 2, 3, 5} and bool(has & {4, 6})


def could_be_strong(answers):
    """By trying every way in which what is unknown could be answered."""
    unknown = [number for number, answer in answers.items() if answer == "unknown"]
    tries = product(("holds", "fails"), repeat=len(unknown))
    return any(is_strong({**answers, **dict(zip(unknown, one, strict=True))}) for one in tries)


def test_the_label_is_that_of_the_reference_for_all_2187_ways():
    for answers in EVERY:
        if is_strong(answers):
            expected = "strong"
        elif "fails" in (answers[1], answers[2]):
            expected = "weak"
        elif could_be_strong(answers):
            expected = "open"
        else:
            expected = "emerging"
        assert label(answers) == expected, answers


def test_every_label_occurs_and_has_words():
    assert {label(answers) for answers in EVERY} == set(LABEL_WORDS)


def test_what_is_not_answered_is_unknown():
    assert label({}) == "open"
    assert label({1: "fails"}) == "weak"


def test_the_seventh_question_is_shown_and_decides_nothing():
    for answers in EVERY:
        assert label(answers) == label({**answers, 7: "unknown"})


@pytest.mark.parametrize(
    ("answers", "number"),
    [
        (dict.fromkeys(range(1, 5), "holds") | {5: "fails"}, 5),
        ({2: "fails", 5: "fails"}, 2),
        ({6: "fails", 7: "fails"}, None),
        ({4: "fails"}, None),
        ({4: "fails", 5: "fails"}, 5),
        ({4: "fails", 5: "fails", 6: "fails"}, 4),
        ({}, None),
    ],
)
def test_a_project_stops_at_the_first_of_five_that_fails(answers, number):
    assert stops_at(answers) == number


def test_what_is_or_could_be_strong_stops_nowhere():
    for answers in EVERY:
        if label(answers) in ("strong", "open"):
            assert stops_at(answers) is None, answers


def test_a_company_that_stops_at_the_fifth_is_emerging_at_most():
    assert label(dict.fromkeys(QUESTIONS, "holds") | {5: "fails"}) == "emerging"


def test_the_fifth_is_answered_by_a_clear_verdict_alone():
    assert answered_by_screening("meets") == "holds"
    assert answered_by_screening("does_not_meet") == "fails"
    for verdict in ("contested", "not_enough_evidence", "lapsed", "", None):
        assert answered_by_screening(verdict) == "unknown"
    assert 5 not in ASKED
