"""A practice leaves as text and comes back the same; what is no practice is refused clearly."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.kernel import canonical
from tequio.knowledge.queries.cases import ready_case, ready_cases
from tequio.knowledge.queries.variables import variables
from tequio.knowledge.rules.designs import LANGUAGES, Design, in_language, in_one_language
from tequio.knowledge.rules.exchange import ExchangeError, Publisher, as_cids, as_json, from_json

PUBLISHER = Publisher("https://example.test/o/rede", "Rede do Exemplo")


@st.composite
def designs(draw: st.DrawFn) -> Design:
    """Ready cases, with parts left out and other words; some as people write them."""
    case = draw(st.sampled_from(ready_cases()))
    components = draw(st.lists(st.sampled_from(case.components), unique_by=lambda one: one.id))
    design = replace(
        case,
        version=draw(st.integers(1, 9_999)),
        place=" ".join(draw(st.text("aé क़", max_size=40)).split()),
        components=tuple(components),
        profile={one: case.profile[one] for one in draw(st.sets(st.sampled_from([*case.profile])))},
    )
    if draw(st.booleans()):
        return in_one_language(design, draw(st.sampled_from(LANGUAGES)))
    return design


@given(designs())
def test_what_leaves_comes_back_the_same(design):
    text = as_json(design)
    again = from_json(text, variables())
    assert again == design
    assert as_json(again) == text
    assert from_json(json.dumps(json.loads(text), indent=2), variables()) == design


@given(st.data())
def test_a_text_that_was_changed_is_refused_or_says_the_same(data):
    text = as_json(ready_cases()[0])
    place = data.draw(st.integers(0, len(text) - 1))
    sign = data.draw(st.characters(codec="utf-8"))
    found = None
    with suppress(ExchangeError):
        found = from_json(text[:place] + sign + text[place + 1 :], variables())
    assert found in (None, ready_cases()[0])


def told(text):
    with pytest.raises(ExchangeError) as raised:
        from_json(text, variables())
    return "\n".join(raised.value.problems)


def changed(**fields):
    return canonical({**json.loads(as_json(ready_cases()[0])), **fields})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "is no table"),
        ('{"format": NaN}', "NaN is no number"),
        ('{"format": "a", "format": "b"}', "format stands twice"),
        ('{"' + '":1,"'.join(map(str, range(40_000))) + '":1}', "format: needs tequio.design"),
        (" " * 400_001, "is longer than 400000"),
        ("{}", "format: needs tequio.design"),
        (changed(format="other"), "format: needs tequio.design"),
        (changed(edition=2), "reads edition 1, not 2"),
        (changed(edition=True), "reads edition 1, not True"),
        ('{"format": "tequio.design", "edition": 1}', "design: is missing\ndigest: is missing"),
        (changed(more=1), "more: is not known here"),
        (changed(digest="0" * 64), "changed on its way"),
        (changed(design={"title": {}, "colour": "red"}), "design "),
    ],
)
def test_what_is_no_practice_is_refused_with_its_reason(text, problem):
    assert problem in told(text)


def test_all_that_is_wrong_with_a_practice_is_told_at_once():
    said = told(changed(design={"title": {"en": "x"}, "state": "loud", "colour": "red"}))
    assert "state" in said
    assert "colour" in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", ready_cases(), ids=lambda one: one.code)
def test_each_node_of_cids_has_what_its_basic_tier_asks(case, language):
    document = as_cids(case, PUBLISHER, language=language, sector_name="x")
    nodes = {node["@id"]: node for node in document["@graph"]}
    assert len(nodes) == len(document["@graph"])
    needed = {
        "cids:Organization": ("hasLegalName",),
        "cids:Theme": ("hasName", "hasDescription"),
        "cids:Outcome": ("hasName", "hasDescription", "forOrganization"),
        "cids:Indicator": ("hasName", "hasDescription", "unitDescription", "forOrganization"),
    }
    for node in nodes.values():
        assert all(isinstance(node[name], str) and node[name] for name in needed[node["@type"]])
        for name in ("hasOutcome", "hasIndicator", "forOutcome", "forTheme"):
            assert all(one in nodes for one in node.get(name, ()))


def test_a_failure_says_so_in_cids_too():
    case = ready_case("microcredit-crisis")
    assert case is not None
    whole = as_cids(case, PUBLISHER, language="fr")["@graph"][2]
    assert whole["hasName"] == in_language(case.title, "fr")
    assert whole["hasDescription"].endswith("[ended, ended, harm]")
    money = as_cids(ready_case("creche"), PUBLISHER, language="en")["@graph"]
    assert "ZAR a month" in [node.get("unitDescription") for node in money]
