"""Packs read aloud, and two versions side by side."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from tequio.screening.rules.aloud import REASONS, read_aloud, rule_aloud, spoken, wanted_aloud
from tequio.screening.rules.comparing import CHANGES, RuleChange, compared, what_would_change
from tequio.screening.rules.items import Item
from tequio.screening.rules.judging import judge
from tequio.screening.rules.packs import Pack, Rule, load_pack, plain_pack
from tequio.screening.tests.test_judging import TWO
from tequio.screening.tests.test_packs import SHIPPED, shipped

ON = date(2026, 6, 30)
TRADES = "It trades, works, saves or exchanges"
GAP = "Gap between the pay of men and of women"


def rule(**fields: Any) -> Rule:
    plain = plain_pack(load_pack(TWO.replace("PAPERS", "helpful")))
    del plain["criteria"][0]["rules"]
    plain["criteria"][0]["practice"] |= fields
    found = load_pack(json.dumps(plain)).criterion("C3").practice
    assert found
    return found


def heard(*lines: Any) -> list[str]:
    said = (pair for line in lines for pair in spoken(line, lambda words: words, str))
    return [f"{'  ' * depth}{text}" for depth, text in said]


@pytest.mark.parametrize(
    ("expression", "lines"),
    [
        ({"fact": "practice.active", "eq": True}, [TRADES]),
        ({"fact": "practice.active", "eq": False}, [f"Not so: {TRADES}"]),
        ({"not": {"fact": "practice.active", "eq": False}}, [TRADES]),
        ({"not": {"fact": "practice.active", "eq": True}}, [f"Not so: {TRADES}"]),
        ({"fact": "practice.members", "gte": 3}, ["Members: at least 3"]),
        ({"fact": "practice.members", "eq": 3}, ["Members: 3"]),
        ({"fact": "practice.members", "in": [3, 4]}, ["Members: one of these: 3, 4"]),
        ({"not": {"fact": "practice.members", "gte": 3}}, ["Not so:", "  Members: at least 3"]),
        ({"fact": "practice.pay_gap", "between": ["0", "1/5"]},
         [f"{GAP}: from 0 to 1/5"]),
        ({"fact": "practice.pay_gap", "eq": "0"}, [f"{GAP}: none"]),
        ({"fact": "practice.pay_gap", "eq": "1"}, [f"{GAP}: all"]),
        ({"not": {"fact": "practice.pay_gap", "eq": "0"}}, [f"{GAP}: some"]),
        ({"not": {"fact": "practice.pay_gap", "eq": "1"}}, [f"{GAP}: not all"]),
        ({"fact": "rules.legal_form", "eq": "mutual"}, ["Legal form: mutual society"]),
        ({"not": {"fact": "rules.legal_form", "eq": "mutual"}},
         ["Legal form: anything but mutual society"]),
        ({"not": {"fact": "rules.legal_form", "in": ["mutual", "company"]}},
         ["Legal form: none of these: mutual society, commercial company"]),
        ({"exists": "practice.members"}, ["It is known: Members"]),
        ({"ratio": ["practice.admissions", "practice.members"], "lte": "1/2"},
         ["Members admitted in the period, divided by “Members”: at most 1/2"]),
        ({"all": [{"exists": "practice.members"}]}, ["All of this:", "  It is known: Members"]),
        ({"any": [{"exists": "practice.members"}]},
         ["At least one of these:", "  It is known: Members"]),
        ({"at_least": 1, "of": [{"exists": "practice.members"}]},
         ["At least 1 of these:", "  It is known: Members"]),
    ],
)  # fmt: skip
def test_an_expression_is_read_in_plain_sentences(expression: Any, lines: list[str]) -> None:
    assert heard(read_aloud(rule(expression=expression).expression)) == lines


def test_a_rule_is_read_with_where_it_applies_and_how_it_is_shown() -> None:
    read = rule(
        applies_if={"exists": "practice.active"}, accepts=["minutes", "visit"], max_age_months=24
    )
    assert heard(*rule_aloud(read)) == [
        "This is asked only where:",
        "  It is known: It trades, works, saves or exchanges",
        "Assemblies held in the last 12 months: at least 1",
        "Can be shown by: minutes of a meeting, a visit by peers.",
        "What it weighs at least: a document.",
        "No older than 24 months.",
    ]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_pack_can_be_read_aloud_and_asks_for_what_can_be_had(name: str) -> None:
    pack = shipped(name)
    for criterion in pack.criteria:
        for _aspect, one in criterion.aspects():
            assert all(heard(*rule_aloud(one)))
    silent = judge(pack, (), ON)
    assert all("would help" in heard(wanted_aloud(one))[0] for one in silent.wanted)
    assert set(REASONS) >= {one.why for one in silent.wanted}


def changed(**fields: Any) -> tuple[Pack, Pack]:
    plain = plain_pack(load_pack(TWO.replace("PAPERS", "helpful")))
    old = load_pack(json.dumps(plain))
    for name, value in fields.items():
        plain["criteria"][0]["practice"][name] = value
    return old, load_pack(json.dumps(plain | {"version": 2}))


def item(fact: str, value: Any, grade: int = 1) -> Item:
    return Item(fact, value, grade, ON, ON, "minutes:1")


def test_a_new_version_shows_what_it_would_change_and_why() -> None:
    old, new = changed(expression={"fact": "practice.assemblies", "gte": 2})
    found = what_would_change(old, new, [item("practice.assemblies", 1)], ON)
    assert found.is_other_verdict
    assert (found.old.verdict, found.new.verdict) == ("meets", "does_not_meet")
    (change,) = found.changes
    assert change.rules == found.rules == (RuleChange("C3", "expression", "practice"),)
    assert change.facts == ()


def test_a_new_version_that_changes_nothing_here_says_so() -> None:
    old, new = changed(expression={"fact": "practice.assemblies", "gte": 2})
    found = what_would_change(old, new, [item("practice.assemblies", 2)], ON)
    assert (found.is_other_verdict, found.changes) == (False, ())
    assert found.rules == (RuleChange("C3", "expression", "practice"),)


def test_what_packs_say_otherwise_is_named_one_by_one() -> None:
    old, new = changed(
        applies_if={"exists": "practice.active"},
        least_grade=2,
        citation={"document": "Another law", "verified": False},
    )
    plain = plain_pack(new)
    criterion = plain["criteria"][0]
    del criterion["rules"]
    plain["criteria"].append({**criterion, "id": "C9", "gate": False})
    plain["papers"] = "required"
    criterion["gate"] = True
    new = load_pack(json.dumps(plain))
    told = [
        (one.criterion, one.what, one.aspect) for one in what_would_change(old, new, (), ON).rules
    ]
    assert told == [
        ("", "papers", ""),
        ("C3", "removed", "rules"),
        ("C3", "condition", "practice"),
        ("C3", "evidence", "practice"),
        ("C3", "source", "practice"),
        ("C9", "added", ""),
    ]
    back = what_would_change(new, old, (), ON)
    assert RuleChange("C9", "removed") in back.rules
    assert RuleChange("C3", "added", "rules") in back.rules
    assert [change.criterion for change in back.changes if change.new is None] == ["C9"]
    assert {one.what for one in back.rules} <= set(CHANGES)


def test_a_gate_that_is_none_any_more_is_named() -> None:
    plain = plain_pack(load_pack(TWO.replace("PAPERS", "helpful")))
    other = {**plain["criteria"][0], "id": "C9"}
    old = load_pack(json.dumps(plain | {"criteria": [*plain["criteria"], other]}))
    less = {**other, "gate": False}
    new = load_pack(json.dumps(plain | {"criteria": [*plain["criteria"], less]}))
    assert what_would_change(old, new, (), ON).rules == (RuleChange("C9", "gate"),)


def test_newer_evidence_shows_which_fact_is_known_otherwise() -> None:
    pack = changed()[0]
    was = judge(pack, [item("practice.assemblies", 0)], ON)
    now = judge(pack, [item("practice.assemblies", 0), item("practice.assemblies", 1, 2)], ON)
    (change,) = compared(was, now).changes
    (fact,) = change.facts
    assert fact.fact == "practice.assemblies"
    assert fact.old
    assert fact.new
    assert (fact.old.value, fact.new.value) == (0, 1)
    assert change.rules == ()
