"""What comes with the house as data loads, is complete in five languages, and fits together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import yaml

from tequio.ecosystem.queries.files import (
    DEFAULT_FRAMEWORK,
    PLACE,
    kinds_of_assets,
    ready_framework_text,
    ready_frameworks,
    ready_rules,
)
from tequio.ecosystem.rules.assets import AssetsError, load_assets
from tequio.ecosystem.rules.frameworks import Framework, crosswalk, without_counterpart
from tequio.registry.queries.thesaurus import FILE as THESAURUS
from tequio.screening.rules.packs import LANGUAGES

FILES = sorted(PLACE.glob("*.yaml")) + sorted(PLACE.glob("[af]*/**/*.yaml"))
ORACLE = "research training members advocacy loan procurement premises trust care savings charging"


def half_said(content: Any, path: str = "") -> Iterator[str]:
    """Where a text stands in some languages only."""
    if isinstance(content, list):
        for number, part in enumerate(content, 1):
            yield from half_said(part, f"{path} {number}")
    elif isinstance(content, dict):
        if "en" in content and set(content) != set(LANGUAGES):
            yield f"{path}: {sorted(content)}"
        for name, part in content.items():
            yield from half_said(part, f"{path} {name}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_of_a_file_stands_in_five_languages(path):
    assert list(half_said(yaml.safe_load(path.read_text(encoding="utf-8")))) == []


def test_a_text_that_lacks_a_language_is_found():
    assert list(half_said({"blocks": [{"name": {"en": "Care", "hi": "देखभाल"}}]})) == [
        " blocks 1 name: ['en', 'hi']"
    ]


def test_kinds_of_assets_are_some_thirty_with_those_of_the_oracle():
    assert 28 <= len(kinds_of_assets()) <= 40
    assert set(ORACLE.split()) <= set(kinds_of_assets())


def test_a_kind_of_asset_is_searched_by_a_concept_that_the_thesaurus_knows():
    concepts = set(yaml.safe_load(THESAURUS.read_text(encoding="utf-8")))
    assert {kind.concept for kind in kinds_of_assets().values()} - {""} <= concepts


def test_a_list_of_kinds_tells_all_that_is_wrong_at_once():
    with pytest.raises(AssetsError) as wrong:
        load_assets("assets: [{code: Care!, name: {de: Pflege}}, {code: loan, nmae: {en: Loan}}]")
    assert len(wrong.value.problems) == 5


def test_the_default_framework_comes_first_and_has_the_seven_blocks_of_the_seed():
    first = next(iter(ready_frameworks().values()))
    assert first.code == DEFAULT_FRAMEWORK
    assert list(first.by_code) == [
        "capacity_building",
        "investment_and_funds",
        "market_access",
        "enabling_policy",
        "knowledge_transfer",
        "data_and_measurement",
        "awareness_and_mobilisation",
    ]


def test_what_a_framework_counts_of_assets_is_a_kind_of_asset():
    counted = {
        code.partition(".")[2]
        for framework in ready_frameworks().values()
        for block in framework.blocks
        for code in block.counts
        if "." in code
    }
    assert counted
    assert counted <= set(kinds_of_assets())


def test_ready_frameworks_ask_something_of_every_block_and_name_their_source():
    for framework in ready_frameworks().values():
        assert all(block.statements and block.counts for block in framework.blocks)
        assert framework.source.title
        assert framework.cautions["en"]


def test_no_framework_that_is_not_ready_is_read():
    with pytest.raises(KeyError):
        ready_framework_text("../assets")


def test_every_ready_framework_says_of_each_block_where_it_stands_in_all_others():
    codes = set(ready_frameworks())
    for framework in ready_frameworks().values():
        for block in framework.blocks:
            assert set(block.crosswalk or {}) == codes - {framework.code}


def contradictions(frameworks: Iterable[Framework]) -> Iterator[str]:
    """Where a crosswalk names a block that is not there, or says what the other one does not."""
    known = {framework.code: framework for framework in frameworks}
    for here in known.values():
        for code, block in here.by_code.items():
            for other, found in (block.crosswalk or {}).items():
                there = known.get(other)
                if there is not None:
                    yield from _between(here, code, there, found)


def _between(here: Framework, code: str, there: Framework, found: tuple[str, ...]) -> Iterator[str]:
    at = f"{here.code}, {code}"
    yield from (
        f"{at}: {there.code} has no block {name}" for name in found if name not in there.by_code
    )
    for name, block in there.by_code.items():
        says = (block.crosswalk or {}).get(here.code)
        if says is not None and (code in says) != (name in found):
            yield f"{at}: {there.code}, {name} says otherwise"


def test_frameworks_that_contradict_each_other_are_found():
    seed, canada = ready_frameworks()["seed-blocks"], ready_frameworks()["canada-2018"]
    silent = replace(canada, blocks=tuple(replace(one, crosswalk={}) for one in canada.blocks))
    assert list(contradictions([seed, silent])) == []
    first = replace(seed.blocks[0], crosswalk={"canada-2018": ("awareness", "weather")})
    wrong = replace(seed, blocks=(first, *seed.blocks[1:]))
    assert list(contradictions([wrong, canada])) == [
        "seed-blocks, capacity_building: canada-2018 has no block weather",
        "seed-blocks, capacity_building: canada-2018, capacity_and_skills says otherwise",
        "seed-blocks, capacity_building: canada-2018, awareness says otherwise",
        "canada-2018, capacity_and_skills: seed-blocks, capacity_building says otherwise",
        "canada-2018, awareness: seed-blocks, capacity_building says otherwise",
    ]


def test_ready_crosswalks_contradict_each_other_nowhere():
    assert list(contradictions(ready_frameworks().values())) == []
    for here in ready_frameworks().values():
        for there in ready_frameworks().values():
            if here is not there:
                forth, back = crosswalk(here, there), crosswalk(there, here)
                pairs = {(ours, theirs) for ours, found in forth.items() for theirs in found}
                assert pairs == {(ours, theirs) for theirs, found in back.items() for ours in found}


def test_canada_joins_what_the_seed_splits_and_has_one_pillar_that_the_seed_lacks():
    seed, canada = ready_frameworks()["seed-blocks"], ready_frameworks()["canada-2018"]
    assert without_counterpart(canada, seed) == ("governance_and_infrastructure",)
    assert without_counterpart(seed, canada) == ()
    assert crosswalk(canada, seed)["evidence_and_knowledge"] == (
        "knowledge_transfer",
        "data_and_measurement",
    )


def test_canada_has_twelve_recommendations_of_which_each_belongs_to_a_pillar():
    canada = ready_frameworks()["canada-2018"]
    by_block = {code: [] for code in canada.by_code}
    for one in canada.recommendations:
        by_block[one.blocks[0]].append(one.number)
    assert list(by_block.values()) == [[1, 2, 3], [4, 5], [6, 7], [8], [9, 10], [11], [12]]
    assert [one.number for one in canada.recommendations if not one.verified] == [11, 12]


def test_the_tool_of_the_oecd_asks_from_0_to_10_and_says_that_it_is_no_benchmark():
    oecd = ready_frameworks()["oecd-ec"]
    assert (oecd.scale, len(oecd.blocks)) == (10, 7)
    assert "benchmark" in oecd.cautions["en"]
    assert {ready_frameworks()[code].scale for code in ("seed-blocks", "canada-2018")} == {4}


def test_the_rule_of_nodess_has_three_sectors_and_says_that_nobody_read_the_law():
    rule = ready_rules()["nodess"]
    assert [sector.code for sector in rule.sectors] == ["academic", "local_government", "social"]
    assert (rule.least_actors, rule.months, rule.country) == (3, 6, "MX")
    assert not rule.source.verified
    assert [(one.state, one.number, one.as_of) for one in rule.counts] == [
        ("admitted", 115, "2023"),
        ("in_formation", 151, "2023"),
    ]
