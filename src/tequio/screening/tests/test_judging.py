"""Judging: pairs, verdicts, what is wanted, and the stored form."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tequio.kernel import Truth, canonical
from tequio.screening.rules.items import Item, items_text, read_items
from tequio.screening.rules.judging import Judgement, judge
from tequio.screening.rules.packs import Compare, Pack, load_pack, plain_pack
from tequio.screening.rules.replaying import judgement_digest, judgement_text
from tequio.screening.rules.settling import settle
from tequio.screening.rules.values import Money, as_word, exact
from tequio.screening.rules.weighing import weighed

ON = date(2026, 6, 30)
STORED = Path(__file__).parent / "cases" / "stored_judgement.json"

VETO, ASSEMBLIES, MEMBERS = "rules.veto", "practice.assemblies", "practice.members"
TWO = """
pack: two
version: 1
title: {en: Two}
about: {en: One gate in two aspects}
authority: network
since: 2026-01-01
papers: PAPERS
criteria:
  - id: C3
    gate: true
    rules:
      applies_if: {fact: rules.legal_form, in: [cooperative, company]}
      expression: {fact: rules.veto, eq: false}
      citation: {document: Our own rules, verified: false}
    practice:
      expression: {fact: practice.assemblies, gte: 1}
      citation: {document: Our own rules, verified: false}
"""


def of(fact: str, *values: object, kind: str = "accounts", grade: int = 1) -> list[Item]:
    return [Item(fact, value, grade, ON, ON, f"{kind}:1") for value in values]  # type: ignore[arg-type]


FORMS = {"-": of("rules.legal_form", "foundation"), "?": []}
RULES = {
    "H": of(VETO, False), "F": of(VETO, True), "U": [], "D": of(VETO, True, False), "-": []
}  # fmt: skip
PRACTICE = {
    "H": of(ASSEMBLIES, 2), "F": of(ASSEMBLIES, 0), "U": [], "D": of(ASSEMBLIES, 0, 1)
}  # fmt: skip


def judged(rules: str, practice: str, papers: str = "helpful") -> Judgement:
    form = FORMS.get(rules, of("rules.legal_form", "cooperative"))
    pack = load_pack(TWO.replace("PAPERS", papers))
    return judge(pack, [*form, *RULES[rules], *PRACTICE[practice]], ON)


@pytest.mark.parametrize(
    ("rules", "practice", "reading", "verdict"),
    [
        ("H", "H", "met", "meets"),
        ("H", "F", "letter_only", "does_not_meet"),
        ("H", "U", "written_not_shown", "not_enough_evidence"),
        ("H", "D", "contested", "contested"),
        ("F", "H", "practice_ahead", "does_not_meet"),
        ("F", "F", "not_met", "does_not_meet"),
        ("F", "U", "not_met", "does_not_meet"),
        ("F", "D", "not_met", "does_not_meet"),
        ("U", "H", "works_not_written", "meets"),
        ("U", "F", "not_met", "does_not_meet"),
        ("U", "U", "not_enough", "not_enough_evidence"),
        ("U", "D", "contested", "contested"),
        ("D", "H", "contested", "contested"),
        ("D", "F", "not_met", "does_not_meet"),
        ("D", "U", "contested", "contested"),
        ("-", "H", "met", "meets"),
        ("-", "F", "not_met", "does_not_meet"),
        ("-", "U", "not_enough", "not_enough_evidence"),
    ],
)
def test_rules_and_practice_are_read_as_a_pair(
    rules: str, practice: str, reading: str, verdict: str
) -> None:
    found = judged(rules, practice)
    assert (found.criterion("C3").reading, found.verdict) == (reading, verdict)
    assert found.gates == (() if verdict == "meets" else ("C3",))


def test_where_papers_are_required_practice_alone_does_not_meet() -> None:
    found = judged("U", "H", "required")
    assert found.criterion("C3").reading == "works_not_written"
    assert found.verdict == "not_enough_evidence"
    assert [one.fact for one in found.wanted] == [VETO]


def test_where_no_gate_applies_nothing_is_met() -> None:
    plain = plain_pack(load_pack(TWO.replace("PAPERS", "helpful")))
    del plain["criteria"][0]["practice"]
    found = judge(load_pack(json.dumps(plain)), FORMS["-"], ON)
    assert found.criterion("C3").truth is Truth.NOT_APPLICABLE
    assert found.criterion("C3").reading == "not_applicable"
    assert (found.verdict, found.wanted) == ("not_enough_evidence", ())
    with pytest.raises(KeyError):
        found.criterion("C4")


def wanted(expression: str, items: list[Item], accepts: str = "") -> list[tuple[str, str, str]]:
    plain = plain_pack(load_pack(TWO.replace("PAPERS", "helpful")))
    practice = plain["criteria"][0]["practice"]
    del plain["criteria"][0]["rules"]
    practice |= {"expression": json.loads(expression), "accepts": accepts.split()}
    found = judge(load_pack(json.dumps(plain)), items, ON)
    return [(one.fact.partition(".")[2], one.kind, one.why) for one in found.wanted]


MADE, CAME = '{"fact":"practice.active","eq":true}', '{"fact":"practice.assemblies","gte":1}'
VISITED = '{"fact":"practice.outside_seats","eq":"0"}'


@pytest.mark.parametrize(
    ("expression", "items", "found"),
    [
        (f'{{"all":[{CAME},{MADE}]}}', [], ["active", "assemblies"]),
        (f'{{"all":[{CAME},{MADE}]}}', of(ASSEMBLIES, 1), ["active"]),
        (f'{{"any":[{VISITED},{CAME}]}}', [], ["assemblies"]),
        (f'{{"any":[{VISITED},{{"all":[{CAME},{MADE}]}}]}}', [], ["active", "assemblies"]),
        (f'{{"at_least":2,"of":[{VISITED},{CAME},{MADE}]}}', [], ["active", "assemblies"]),
        (f'{{"at_least":2,"of":[{VISITED},{CAME},{MADE}]}}', of(ASSEMBLIES, 1), ["active"]),
        (f'{{"at_least":2,"of":[{VISITED},{CAME},{MADE}]}}', of(ASSEMBLIES, 0),
         ["active", "outside_seats"]),
        (f'{{"not":{{"all":[{VISITED},{CAME}]}}}}', [], ["assemblies"]),
        (f'{{"not":{{"any":[{VISITED},{CAME}]}}}}', [], ["assemblies", "outside_seats"]),
        ('{"not":{"exists":"practice.active"}}', [], []),
        ('{"ratio":["practice.assemblies","practice.members"],"lte":1}', of(MEMBERS, 3),
         ["assemblies"]),
        ('{"ratio":["practice.assemblies","practice.members"],"lte":1}',
         [*of(MEMBERS, 0), *of(ASSEMBLIES, 0)], ["assemblies", "members"]),
    ],
)  # fmt: skip
def test_what_is_wanted_is_the_least_trouble(
    expression: str, items: list[Item], found: list[str]
) -> None:
    accepts = "accounts platform visit"
    assert [fact for fact, _kind, _why in wanted(expression, items, accepts)] == found


def test_a_contradiction_wants_what_weighs_more_or_else_what_is_newer() -> None:
    disputed = of(ASSEMBLIES, 0, 1)
    assert wanted(CAME, disputed, "accounts visit") == [("assemblies", "visit", "disputed")]
    assert wanted(CAME, disputed, "accounts") == [("assemblies", "accounts", "disputed")]
    assert wanted(CAME, of(ASSEMBLIES, 1, kind="photograph"), "minutes") == [
        ("assemblies", "minutes", "kind")
    ]


def test_a_condition_that_is_open_wants_to_be_known_first() -> None:
    pack = load_pack(TWO.replace("PAPERS", "required"))
    found = judge(pack, of(ASSEMBLIES, 1), ON)
    assert [one.fact for one in found.wanted] == ["rules.legal_form", VETO]
    against = judge(pack, [*of(ASSEMBLIES, 1), *of(VETO, True)], ON)
    assert [one.fact for one in against.wanted] == ["rules.legal_form"]


def test_a_ratio_over_nothing_and_in_two_units_is_unknown_with_its_reason() -> None:
    from tequio.screening.rules.packs import Compare, Ratio
    from tequio.screening.rules.settling import Settled

    half = (Fraction(1, 2),)
    known = {
        "practice.assemblies": Settled(1, 1, ""),
        "practice.members": Settled(0, 1, ""),
        "euros": Settled(Money(100, "EUR"), 1, ""),
        "rupees": Settled(Money(200, "INR"), 1, ""),
        "more euros": Settled(Money(400, "EUR"), 1, ""),
    }
    for leaf, truth, why in (
        (Ratio("practice.assemblies", "practice.members", "lte", half), Truth.UNKNOWN, "zero"),
        (Ratio("euros", "rupees", "lte", half), Truth.UNKNOWN, "units"),
        (Ratio("euros", "more euros", "lte", half), Truth.HOLDS, ""),
        (Compare("euros", "gte", (Money(1, "INR"),)), Truth.UNKNOWN, "units"),
        (Compare("euros", "gte", (Money(1, "EUR"),)), Truth.HOLDS, ""),
    ):
        assert weighed(leaf, known.__getitem__) == (truth, why)


def test_sums_of_money_are_read_as_they_are_written() -> None:
    assert as_word(Money(125_000, "EUR")) == "125000:EUR"
    with pytest.raises(ValueError, match="not a fact"):
        exact("practice.turnover", {"minor": 1, "unit": "EUR"})


def test_a_stored_judgement_is_made_again_byte_for_byte() -> None:
    """The file stands for what a node stored years ago: whoever has to change it must leave the
    old way of judging for what was judged so."""
    stored = json.loads(STORED.read_text("utf-8"))
    pack = load_pack(canonical(stored["pack"]))
    items = read_items(stored["items"])
    on = date.fromisoformat(stored["judgement"]["on"])
    again = judge(pack, items, on)
    assert judgement_text(again) == canonical(stored["judgement"])
    assert judgement_digest(again) == stored["digest"]
    assert items_text(items) == canonical(stored["items"])


def test_a_pack_of_which_one_letter_changed_has_another_digest() -> None:
    pack: Pack = load_pack(TWO.replace("PAPERS", "helpful"))
    other = load_pack(TWO.replace("PAPERS", "helpful").replace("Our own", "our own"))
    assert pack.digest != other.digest
    assert pack.digest == load_pack(canonical(plain_pack(pack))).digest
    assert not pack.is_in_force(date(2025, 12, 31))
    assert pack.is_in_force(ON)


@pytest.mark.parametrize(
    ("kind", "count", "truth", "why"),
    [
        ("attestation", 1, Truth.UNKNOWN, "few"),
        ("attestation", 2, Truth.HOLDS, ""),
        ("visit", 1, Truth.FAILS, ""),
    ],
)
def test_too_few_who_vouch_yet_say_nothing_of_those_who_did_not(
    kind: str, count: int, truth: Truth, why: str
) -> None:
    vouched = settle(of("practice.attested_by_groups", count, kind=kind, grade=3), on=ON)
    leaf = Compare("practice.attested_by_groups", "gte", (2,))
    assert weighed(leaf, {"practice.attested_by_groups": vouched}.__getitem__) == (truth, why)


def test_own_books_and_own_word_dispute_a_document_only_where_it_comes_out_otherwise() -> None:
    pack = load_pack(TWO.replace("PAPERS", "helpful"))
    paper = [*RULES["-"], *of(ASSEMBLIES, 2)]
    for kind in ("platform", "self_declaration"):
        same = judge(pack, [*paper, *of(ASSEMBLIES, 1, kind=kind, grade=0)], ON)
        other = judge(pack, [*paper, *of(ASSEMBLIES, 0, kind=kind, grade=0)], ON)
        assert (same.verdict, other.verdict) == ("meets", "contested")
    node = other.criterion("C3").practice.trace  # type: ignore[union-attr]
    [(_fact, known)] = node.settled
    assert (known.value, known.why, len(known.items)) == (None, "disputed", 2)
    [wanted] = [one for one in other.wanted if one.fact == ASSEMBLIES]
    assert (wanted.why, wanted.kind) == ("disputed", "platform")
    register = of(ASSEMBLIES, 2, kind="register", grade=2)
    contradicted = [*paper, *register, *of(ASSEMBLIES, 0, kind="platform", grade=0)]
    assert judge(pack, contradicted, ON).verdict == "meets"
