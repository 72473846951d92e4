"""What holds of every assessment, by drawing designs and profiles at random."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tequio.kernel import Truth
from tequio.knowledge.queries.variables import variables
from tequio.knowledge.rules.profiles import Known
from tequio.knowledge.rules.transferability import VERDICTS, assess
from tequio.knowledge.rules.transferability.judging import status_of, verdict_of
from tequio.knowledge.tests.transfers import (
    UNITS,
    USED,
    comparisons,
    component_of,
    designs,
    profiles,
    values,
    variants,
    with_components,
)

some = settings(max_examples=50)
NEAR = [Fraction(number, 2) for number in range(-2, 13)]
"""Every number and half number near the thresholds that are drawn."""


def is_open(profile, code):
    return code not in profile or profile[code].state == "disputed"


@some
@given(designs(), profiles(), st.data())
def test_filling_an_unknown_never_changes_what_is_certain(design, profile, data):
    """Neither the truth of any form of a component, nor the verdict."""
    filled = dict(profile)
    for code in USED:
        if is_open(profile, code) and data.draw(st.booleans()):
            unit = data.draw(st.sampled_from(UNITS)) if variables()[code].is_money else ""
            filled[code] = Known(data.draw(values(code)), unit)
    before, after = assess(design, profile), assess(design, filled)
    for was, now in zip(truths(before), truths(after), strict=True):
        assert was in (Truth.UNKNOWN, now)
    if before.verdict in ("do_not_transfer", "conditions_hold"):
        assert after.verdict == before.verdict


def truths(found):
    """Of each form of each component."""
    return [
        truth
        for one in found.components
        for truth in (one.base, *(each.truth for each in one.variants))
    ]


@some
@given(designs(), profiles(), variants(), st.data())
def test_a_variant_more_never_worsens_a_verdict(design, profile, variant, data):
    number = data.draw(st.integers(0, len(design.components) - 1))
    components = list(design.components)
    one = components[number]
    components[number] = replace(one, variants=(*one.variants, variant))
    before = assess(design, profile).verdict
    after = assess(with_components(tuple(components)), profile).verdict
    assert VERDICTS.index(after) >= VERDICTS.index(before)


@some
@given(designs(), profiles(), comparisons(), st.data())
def test_a_substitute_more_never_worsens_a_verdict(design, profile, substitute, data):
    asking = [number for number, one in enumerate(design.components) if one.preconditions]
    assume(asking)
    number = data.draw(st.sampled_from(asking))
    components = list(design.components)
    first, *others = components[number].preconditions
    more = replace(first, substitutes=(*first.substitutes, substitute))
    components[number] = replace(components[number], preconditions=(more, *others))
    before = assess(design, profile).verdict
    after = assess(with_components(tuple(components)), profile).verdict
    assert VERDICTS.index(after) >= VERDICTS.index(before)


@some
@given(designs(), profiles(), st.randoms(use_true_random=False))
def test_the_order_of_components_does_not_matter(design, profile, chance):
    components = list(design.components)
    chance.shuffle(components)
    one, other = assess(design, profile), assess(with_components(tuple(components)), profile)
    assert other.verdict == one.verdict
    assert other.decisive == one.decisive
    assert [each.code for each in other.others] == [each.code for each in one.others]
    for found in one.components:
        assert component_of(other, found.id) == found


@some
@given(designs(), profiles())
def test_a_periphery_component_never_blocks(design, profile):
    core = tuple(one for one in design.components if one.is_core)
    alone = assess(with_components(core), profile).verdict
    found = assess(design, profile).verdict
    if alone in ("do_not_transfer", "not_enough_known"):
        assert found == alone
    else:
        assert found in ("adapt", "conditions_hold")


def every_answer(code, profile):
    """All values near the thresholds that are drawn, not only those on their two sides."""
    variable = variables()[code]
    if variable.kind == "number":
        units = UNITS if variable.is_money else ("",)
        numbers = [one for one in NEAR if variable.least is None or one >= variable.least]
        return [Known(value, unit) for value in numbers for unit in units]
    if variable.kind == "yes_no":
        return [Known(value=True), Known(value=False)]
    if variable.kind == "choice":
        return [Known(one) for one in variable.choices]
    codes = tuple(variable.choices)[:4]
    kept = product((True, False), repeat=len(codes))
    return [
        Known(tuple(sorted(code for code, has in zip(codes, each, strict=True) if has)))
        for each in kept
    ]


@some
@given(designs(), profiles())
def test_decisive_is_what_some_answer_alone_changes(design, profile):
    found = assess(design, profile)
    decisive = {one.code for one in found.decisive}
    for code in USED:
        if not is_open(profile, code):
            continue  # of money in another currency what is known stays known beside the answer
        verdicts = {
            assess(design, {**profile, code: answer}).verdict
            for answer in every_answer(code, profile)
        }
        assert (verdicts != {found.verdict}) == (code in decisive), code


@some
@given(designs(), profiles())
def test_what_an_answer_leads_to_is_what_it_leads_to(design, profile):
    for question in assess(design, profile).decisive:
        if not is_open(profile, question.code):
            continue
        for lead in question.leads:
            answered = {**profile, question.code: Known(lead.answer.value, lead.answer.unit)}
            assert assess(design, answered).verdict == lead.verdict


@some
@given(designs(), profiles())
def test_what_is_certain_leaves_nothing_to_decide_and_every_unknown_is_asked(design, profile):
    found = assess(design, profile)
    if found.verdict in ("do_not_transfer", "conditions_hold"):
        assert found.decisive == ()
    asked = [one.code for one in (*found.decisive, *found.others)]
    assert len(set(asked)) == len(asked)
    assert {code for code in design.variables if is_open(profile, code)} <= set(asked)


def test_the_status_of_a_component_for_every_truth_of_its_forms():
    """The table of the reference; a base that holds lets any form hold."""
    holds, fails, unknown = Truth.HOLDS, Truth.FAILS, Truth.UNKNOWN
    table = {
        (holds, holds): ("keep", "keep"),
        (unknown, holds): ("adapt", "adapt"),
        (fails, holds): ("adapt", "adapt"),
        (unknown, unknown): ("find_out", "find_out"),
        (fails, unknown): ("find_out", "find_out"),
        (fails, fails): ("missing", "drop"),
    }
    for (base, any_form), (core, periphery) in table.items():
        assert status_of(base, any_form, is_core=True) == core
        assert status_of(base, any_form, is_core=False) == periphery


def test_the_verdict_for_every_pair_of_components():
    """First that applies, over all statuses of a core and of a periphery component."""
    for core, periphery in product(
        ("keep", "adapt", "find_out", "missing"), ("keep", "adapt", "find_out", "drop")
    ):
        if core == "missing":
            expected = "do_not_transfer"
        elif core == "find_out":
            expected = "not_enough_known"
        elif (core, periphery) == ("keep", "keep"):
            expected = "conditions_hold"
        else:
            expected = "adapt"
        assert verdict_of([(True, core), (False, periphery)]) == expected
