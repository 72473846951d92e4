"""Designs: read with all that is wrong told at once, written so that they are read again."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import pytest

from tequio.knowledge.queries.designs import load_design, load_shipped, read_design
from tequio.knowledge.rules.designs import (
    DesignError,
    in_one_language,
    plain_design,
)
from tequio.knowledge.tests.the_creche import creche

CASES = Path(__file__).resolve().parent.parent / "cases"


def problems_of(plain):
    with pytest.raises(DesignError) as raised:
        read_design(plain)
    return raised.value.problems


def changed(**fields):
    return {**deepcopy(plain_design(creche())), **fields}


def component(**fields):
    words = {"en": "something"}
    return {"id": "care", "kind": "core", "name": words, "function": words, "form": words, **fields}


def condition(**fields):
    return {"variable": "bonding_trust", "operator": "gte", "threshold": 4, **fields}


def test_what_is_written_is_read_again_with_the_same_digest():
    again = read_design(json.loads(json.dumps(plain_design(creche()))))
    assert again == creche()
    assert again.digest == creche().digest
    assert load_design(json.dumps(plain_design(creche()))) == creche()


def test_a_spotted_practice_needs_no_more_than_a_title():
    design = read_design({"title": {"es": "Guardería"}})
    assert (design.state, design.components, design.code) == ("spotted", (), "")


def test_everything_that_is_wrong_is_told_at_once_with_its_place():
    wrong = {
        "title": {"en": ""},
        "text": [{"says": {"en": "It works."}}],
        "components": [
            component(
                id="Care",
                kind="middle",
                preconditions=[
                    condition(operator="in", threshold=[4]),
                    condition(threshold=11),
                    condition(variable="luck"),
                    condition(unit="%"),
                    condition(variable="fee_affordable"),
                    condition(variable="network", operator="in", threshold=["4g"]),
                    condition(substitutes=[condition(operator="includes")], need="nice"),
                ],
            )
        ],
        "extra": 1,
    }
    at = "components 1 (Care)"
    assert problems_of(wrong) == (
        "title, en: needs a text",
        "text 1, source: needs a text",
        f"{at}, id: Care is not a code such as care",
        f"{at}, kind: needs one of core, periphery",
        f"{at}, preconditions 1, operator: needs one of gte, lte, eq for bonding_trust",
        f"{at}, preconditions 2, threshold: 11 is not a value of bonding_trust:"
        " needs a number from 0 to 10",
        f"{at}, preconditions 3, variable: luck is not a variable that is known here",
        f"{at}, preconditions 4, threshold: bonding_trust is counted in of 10, not %",
        f"{at}, preconditions 5, threshold: fee_affordable needs a currency such as KES",
        f"{at}, preconditions 6, threshold: '4g' is not a choice of network",
        f"{at}, preconditions 7, need: needs one of required, helpful",
        f"{at}, preconditions 7, substitutes 1, operator:"
        " needs one of gte, lte, eq for bonding_trust",
        "extra: is not known here",
    )


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"components": [component(), component()]}, "components: care stands twice"),
        (
            {"components": [component(variants=[{"id": "a", "form": {"en": "x"}}] * 2)]},
            "components 1 (care), variants: a stands twice",
        ),
        (
            {"text": [{"says": {"en": "word " * 76}, "source": "a"}] * 2, "sources": {"a": {
                "title": "A", "kind": "own"}}},
            "text: has 152 words in en, at most 150",
        ),
        ({"text": [{"says": {"en": "So."}, "source": "a"}]}, "sources: a is not there"),
        ({"title": {"en": "x" * 201}}, "title, en: is longer than 200 signs"),
        ({"components": [component()] * 21}, "components: has more than 20"),
        ({"problem": {"fr": "Qui garde ?"}}, "is written in several languages: en, fr"),
        ({"design": "creche"}, "title: is missing in fr, es, pt, hi"),
        ({"profile": {"5": {"answer": "holds"}}},
         "profile, 5, answer: is answered by screening alone"),
        ({"profile": {"8": {"answer": "holds"}}}, "profile, 8: is not known here"),
        ({"context": {"bonding_trust": {"value": 12}}},
         "context, bonding_trust: 12 is not a value of bonding_trust: needs a number from 0 to 10"),
        ({"marks": ["sad"]}, "marks: sad is not one of ended, moved_back, harm"),
        ({"sources": {"a": {"title": "A", "kind": "own", "url": "javascript:x"}}},
         "sources, a, url: needs an address that begins with https://"),
    ],
)  # fmt: skip
def test_what_a_design_may_not_say(fields, problem):
    assert problem in problems_of(changed(**fields))


def test_a_set_is_compared_with_few_lists():
    lists = [["sw"], ["hi"], ["fr"], ["es"], ["pt"], ["en"], ["zap"]]
    asks = [
        condition(variable="working_languages", operator="includes", threshold=one) for one in lists
    ]
    read_design(changed(components=[component(preconditions=asks[:6])]))
    assert "components: compares working_languages with more than 6 lists" in problems_of(
        changed(components=[component(preconditions=asks)])
    )


def test_a_design_has_no_more_conditions_than_can_be_weighed_at_once():
    many = [component(id=f"c{number}", preconditions=[condition()] * 12) for number in range(17)]
    assert problems_of(changed(components=many)) == (
        "components: has more than 200 conditions in all",
    )
    assert len(list(read_design(changed(components=many[:16])).comparisons())) == 192


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("title: [", "while parsing"),
        ("{", "is no JSON"),
        ('{"a":' * 60_000, "longer than"),
        ("[" * 200, "nests too deep"),
        ("a: &a [1]\nb: *a", "refers to itself"),
        ("title: {en: a}\ntitle: {en: b}", "line 1: title stands twice"),
        ('{"title": {"en": "a"}, "title": {"en": "b"}}', "title stands twice"),
        ("title: {en: !!bool maybe}", "carries a tag"),
        ("sources: {a: {checked_on: !!timestamp soon}}", "carries a tag"),
        ('version: !!int ""', "carries a tag"),
        ("version: " + "1:" * 200 + "1.0", "too large"),
        ('{"title": {"en": "a\\u0000"}}', "title, en: has a sign in it that no text may have"),
        ('title: {en: "a\\uD83D"}', "title, en: has a sign in it that no text may have"),
        ('{"title": {"en": "a"}, "\\ud83d": 1}', r"\?: is not known here"),
    ],
)
def test_a_text_that_cannot_be_read_is_told(text, problem):
    with pytest.raises(DesignError, match=problem):
        load_design(text)


def test_a_fork_of_a_ready_case_begins_in_one_language():
    case = load_shipped((CASES / "creche.yaml").read_text("utf-8"))
    assert case.code == "creche"
    fork = in_one_language(case, "fr")
    assert (fork.code, set(fork.title)) == ("", {"fr"})
    assert read_design(plain_design(fork)) == fork
