"""The packs that come with the house, and what is said of a text that is no pack."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

import tequio.screening
from tequio.kernel import Truth
from tequio.screening.rules.evidence import EVIDENCE, cheapest
from tequio.screening.rules.items import items_text
from tequio.screening.rules.judging import judge
from tequio.screening.rules.many import ReadyPack
from tequio.screening.rules.packs import (
    LANGUAGES,
    Pack,
    PackError,
    Ratio,
    in_language,
    leaves,
    load_pack,
    plain_pack,
)
from tequio.screening.rules.packs.cases import OUTCOMES, Case, load_cases

PLACE = Path(tequio.screening.__file__).parent / "packs"
SHIPPED = sorted(path.stem for path in PLACE.glob("*.yaml") if path.stem != "forms")
COMES_TO = {Truth.HOLDS: "met", Truth.FAILS: "not met", Truth.UNKNOWN: "unknown"}


def shipped(name: str) -> Pack:
    return load_pack((PLACE / f"{name}.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_pack_speaks_every_language_and_claims_no_official_reading(name: str) -> None:
    pack = shipped(name)
    assert pack.code == name
    assert load_pack(json.dumps(plain_pack(pack))) == pack
    texts = [pack.titles, pack.about]
    for criterion in pack.criteria:
        texts += [criterion.titles] if criterion.titles else []
        for _aspect, rule in criterion.aspects():
            texts += [rule.remedy] if rule.remedy else []
            assert not rule.citation.verified
    assert all(set(one) == set(LANGUAGES) for one in texts)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_case_is_judged_as_it_says(name: str) -> None:
    pack = shipped(name)
    cases = load_cases((PLACE / "cases" / f"{name}.yaml").read_text("utf-8"), pack)
    wrong = [
        f"{case.criterion} {case.aspect}: {case.outcome}, and comes to {found}"
        for case in cases.cases
        if (found := comes_to(pack, case, cases.on)) != case.outcome
    ]
    assert wrong == []
    counted = Counter((case.criterion, case.aspect, case.outcome) for case in cases.cases)
    missing = [
        (criterion.id, aspect, outcome)
        for criterion in pack.criteria
        for aspect, _rule in criterion.aspects()
        for outcome in OUTCOMES
        if not counted[criterion.id, aspect, outcome]
    ]
    assert missing == []


def comes_to(pack: Pack, case: Case, on: object) -> str:
    judged = judge(pack, case.items, on).criterion(case.criterion)  # type: ignore[arg-type]
    aspect = judged.rules if case.aspect == "rules" else judged.practice
    assert aspect
    return "conflicting" if aspect.is_marked else COMES_TO.get(aspect.truth, "not applicable")


@pytest.mark.parametrize("name", SHIPPED)
def test_the_cases_of_a_pack_are_judged_together_as_each_alone(name: str) -> None:
    pack = shipped(name)
    cases = load_cases((PLACE / "cases" / f"{name}.yaml").read_text("utf-8"), pack)
    found = ReadyPack(pack, cases.on).found([items_text(case.items) for case in cases.cases])
    for number, case in enumerate(cases.cases):
        alone = judge(pack, case.items, cases.on)
        assert found.verdicts.of(number) == alone.verdict
        assert {code: one.of(number) for code, one in found.criteria.items()} == {
            one.id: one.truth for one in alone.criteria
        }


def test_every_pack_has_cases_and_every_cases_a_pack() -> None:
    assert sorted(path.stem for path in (PLACE / "cases").glob("*.yaml")) == SHIPPED
    assert "un-ilo" in SHIPPED


def test_the_definition_of_the_united_nations_compares_no_part_with_a_threshold() -> None:
    pack = shipped("un-ilo")
    asked = [
        leaf
        for criterion in pack.criteria
        for _aspect, rule in criterion.aspects()
        for leaf in leaves(rule.expression)
    ]
    assert not [leaf for leaf in asked if isinstance(leaf, Ratio)]
    parts = {
        value
        for leaf in asked
        for value in getattr(leaf, "operands", ())
        if isinstance(value, Fraction)
    }
    assert parts <= {Fraction(0), Fraction(1)}
    assert {one.base for one in pack.criteria if one.is_gate} == {f"C{n}" for n in range(1, 7)}


GOOD = """
pack: small
version: 1
title: {en: Small}
about: {fr: Petit}
authority: network
since: 2026-01-01
papers: helpful
criteria:
  - id: C3
    gate: true
    rules:
      expression: {fact: rules.veto, eq: false}
      citation: {document: Our own rules, verified: false}
      accepts: [clause]
"""


def test_a_text_for_which_there_is_no_translation_is_read_in_english_or_in_what_there_is() -> None:
    pack = load_pack(GOOD)
    assert in_language(pack.titles, "hi") == "Small"
    assert in_language(pack.about, "pt-br") == "Petit"
    assert (pack.months, pack.jurisdiction, pack.key) == (36, "", "small@1")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("version: 1", "version: 0", "version: needs a whole number from 1 to 9999"),
        ("pack: small", "pack: Not A Code", "pack: Not A Code is not a code such as un-ilo"),
        ("title: {en: Small}", "", "title: is missing"),
        ("{en: Small}", "{xx: Small}", "title: needs a text in at least one of en, fr, es, pt, hi"),
        ("{en: Small}", "{en: Small, xx: no}", "title, xx: is not known here"),
        ("authority: network", "authority: me", "authority: needs one of definition, law, label"),
        ("since: 2026-01-01", "since: soon", "since: needs a day such as 2023-04-18"),
        ("since: 2026-01-01", "since: 2026-01-01\nuntil: 2025-01-01", "until: lies before since"),
        ("papers: helpful", "papers: always", "papers: needs one of helpful, required"),
        ("papers: helpful", "papers: helpful\npapers: required", "line 9: papers stands twice"),
        ("papers: helpful", "papers: helpful\n1: x", "line 9: a name must be a word"),
        ("papers: helpful", "papers: [", "while parsing a flow"),
        ("id: C3", "id: C13", "criteria 1 (C13), id: C13 is not C1 … C12, or such as C5-reserves"),
        (
            "id: C3",
            "id: C12",
            "criteria 1 (C12), gate: formality is an aspiration and never a gate",
        ),
        ("gate: true", "gate: perhaps", "criteria 1 (C3), gate: needs true or false"),
        ("gate: true", "gate: false", "criteria: at least one must be a gate"),
        ("rules:\n", "papers:\n", "criteria 1 (C3): needs rules or practice"),
        (
            "eq: false",
            "eq: perhaps",
            "rules, expression, eq: 'perhaps' is not a value of rules.veto",
        ),
        ("eq: false", "gte: false", "rules.veto has no size: it can be compared by eq or in only"),
        ("eq: false", "gives: false", "expression: needs one of eq, in, gte, lte, between"),
        ("rules.veto", "rules.none", "fact: rules.none is not a fact that is known here"),
        ("rules.veto", "practice.active", "practice.active is not a fact of the rules"),
        ("{fact: rules.veto, eq: false}", "{all: []}", "all: needs a list with at least one entry"),
        ("{fact: rules.veto, eq: false}", "{at_least: 2, of: [{exists: rules.veto}]}", "at_least:"),
        (
            "{fact: rules.veto, eq: false}",
            "{sum: 2}",
            "expression: needs one of all, any, at_least",
        ),
        ("{fact: rules.veto, eq: false}", "[]", "expression: needs a table"),
        ("{fact: rules.veto, eq: false}", "{not: {not: x}}", "expression, not, not: needs a table"),
        (
            "{fact: rules.veto, eq: false}",
            "{fact: rules.return_cap, between: ['1/2', '1/3']}",
            "between: needs two numbers, the smaller first",
        ),
        (
            "{fact: rules.veto, eq: false}",
            "{fact: rules.return_cap, lte: 0.35}",
            "0.35 is not a value of rules.return_cap: needs a fraction as text",
        ),
        (
            "{fact: rules.veto, eq: false}",
            "{ratio: [rules.veto], lte: 1}",
            "ratio: needs two facts",
        ),
        (
            "{fact: rules.veto, eq: false}",
            "{ratio: [rules.veto, rules.return_cap], lte: x}",
            "ratio: needs two numbers, or two sums of money",
        ),
        ("      expression: {fact: rules.veto, eq: false}\n", "", "expression: is missing"),
        ("{document: Our own rules, verified: false}", "", "citation: is missing"),
        ("document: Our own rules", "document: ''", "citation, document: needs a text"),
        ("verified: false", "verified: true", "needs the address and the day of the official text"),
        ("verified: false", "verified: false, url: javascript:x", "url: needs an address"),
        (
            "verified: false",
            f"verified: false, quote: {'a ' * 41}",
            "quote: has more than 40 words",
        ),
        ("accepts: [clause]", "accepts: [rumour]", "rumour is not a kind of evidence"),
        ("accepts: [clause]", "accepts: clause", "accepts: needs a list"),
        (
            "accepts: [clause]",
            "least_grade: 0",
            "least_grade: what an organisation says of itself cannot open a gate",
        ),
        (
            "accepts: [clause]",
            "accepts: [clause]\n      least_grade: 4",
            "accepts: nothing of it can have grade 4",
        ),
        ("accepts: [clause]", "max_age_months: 0", "max_age_months: needs a whole number from 1"),
        ("accepts: [clause]", "colour: red", "criteria 1 (C3), rules, colour: is not known here"),
    ],
)
def test_what_is_wrong_is_told_with_its_path(old: str, new: str, told: str) -> None:
    assert old in GOOD
    with pytest.raises(PackError) as caught:
        load_pack(GOOD.replace(old, new, 1))
    assert told in str(caught.value)


EXPLODING = "a: &a [1,1,1,1,1,1,1,1]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 8)}]\n" for old, new in ("ab", "bc", "cd", "de")
)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    text = GOOD.replace("version: 1", "version: x").replace("eq: false", "eq: 3")
    with pytest.raises(PackError) as caught:
        load_pack(text.replace("accepts: [clause]", "accepts: [gossip]"))
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x" * 400_001, "longer than"),
        ("[" * 3_000, "nested deeper than 40"),
        ("a: &a [*a]", "more than 20000 things"),
        ("[" + "1," * 20_000, "more than 20000 things"),
        (EXPLODING, "more than 20000 things"),
        ("pack: !!python/object/apply:os.getcwd []", "carries a tag"),
        ("pack: !!bool maybe", "carries a tag"),
        ("version: !!timestamp soon", "carries a tag"),
        ("version: " + "1:" * 200 + "1.0", "too large"),
        ("", "needs a table"),
    ],
    ids=[
        "long",
        "deep",
        "in itself",
        "wide",
        "exploding",
        "code",
        "truth",
        "day",
        "endless",
        "empty",
    ],
)
def test_a_text_that_would_do_harm_is_refused(text: str, told: str) -> None:
    with pytest.raises(PackError) as caught:
        load_pack(text)
    assert told in str(caught.value)


def test_what_is_nested_too_deeply_or_too_wide_is_no_rule() -> None:
    deep = "{not: " * 9 + "{exists: rules.veto}" + "}" * 9
    wide = "{any: [" + "{exists: rules.veto}," * 41 + "]}"
    for expression, told in ((deep, "nested deeper than 8"), (wide, "more than 40 parts")):
        with pytest.raises(PackError, match=told):
            load_pack(GOOD.replace("{fact: rules.veto, eq: false}", expression))


def test_cases_tell_what_is_wrong_with_them() -> None:
    with pytest.raises(PackError) as caught:
        load_cases(
            "pack: other@1\non: 2026-06-30\ncases:\n"
            "  - {criterion: C9, aspect: rules, met: {rules.veto: true}, because: no}\n"
            "  - {criterion: C3, aspect: rules, met: {rules.veto: 7}, unknown: x, because: no}\n",
            load_pack(GOOD),
        )
    assert caught.value.problems == (
        "pack: other@1 is not small@1",
        "cases 1: small@1 does not ask for C9 in rules",
        "cases 2, met: 7 is not a value of rules.veto: needs true or false",
        "cases 2, unknown: needs a table",
    )


def test_books_are_only_asked_for_where_they_say_something() -> None:
    assert cheapest("practice.assemblies", accepts=(), least_grade=2) is EVIDENCE["platform"]
    assert cheapest("practice.outside_seats", accepts=(), least_grade=2) is EVIDENCE["register"]
    assert cheapest("rules.veto", accepts=("clause",), least_grade=2) is None
