"""Official registers that contradict each other: contested, and nobody chose between them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from tequio.registry.models import ListedRow
from tequio.registry.queries.mappings import ready_mapping, ready_text
from tequio.registry.service import stage
from tequio.registry.service.preparing import Waiting, take_in
from tequio.registry.tests.real_files import DATA, mapped, needs
from tequio.registry.tests.stage import Register, register
from tequio.screening.queries.of_registers import folding, register_items
from tequio.screening.rules.judging import judge
from tequio.screening.rules.packs import load_pack
from tequio.screening.rules.registers import Stated, items_of
from tequio.screening.rules.settling import settle

FRENCH, FIGURES = "fr_ess_numerique_slice.csv", "uk_coops_2016_economy.csv"
EDITION = date(2024, 1, 1)
LISTED = "practice.listed_as_sse"
PACK = """
pack: tiny
version: 1
title: {{en: Tiny}}
about: {{en: One gate.}}
authority: network
since: 2020-01-01
papers: helpful
criteria:
  - id: C1
    gate: {gate}
    practice:
      expression: {expression}
      citation: {{document: A test, url: "https://example.org", verified: false}}
      least_grade: {grade}
      max_age_months: 36
  - id: C2
    gate: true
    practice:
      expression: {{exists: practice.admissions}}
      citation: {{document: A test, url: "https://example.org", verified: false}}
"""


def taken_in() -> Register:
    """The French file under its ready mapping, both lists of the sector taken as complete."""
    held = register()
    for one in ready_mapping("fr-ess-numerique").sources:
        held.source(one.code, kind=one.kind, is_complete=one.code in ("sirene", "ess-france"))
    digest = stage(held.keeper, [(DATA / FRENCH).read_bytes()])
    waiting = Waiting("sirene", digest, FRENCH, EDITION)
    take_in(lambda end: held.act(key=digest[:20] + end), ready_text("fr-ess-numerique"), waiting)
    return held


@needs(FRENCH)
@pytest.mark.django_db
def test_whom_two_official_registers_contradict_is_contested_and_nobody_else(
    django_assert_num_queries: Any,
) -> None:
    held = taken_in()
    listed = list(ListedRow.objects.values_list("id", flat=True))
    with django_assert_num_queries(4):
        found = register_items(held.keeper, listed, held.at.date())
    flags = {
        number: {item.value for item in items if item.fact == LISTED and item.grade == 2}
        for number, items in found.items()
    }
    disagree = {number for number, values in flags.items() if values == {True, False}}
    assert (len(found), len(disagree)) == (1110, 466)
    own = {number: [one for one in said if one.fact == LISTED] for number, said in found.items()}
    settled = {number: settle(items, on=EDITION) for number, items in own.items()}
    assert {number for number, one in settled.items() if one.is_marked} == disagree
    assert all(settled[number].value is None for number in disagree)
    gate = "{fact: practice.listed_as_sse, eq: true}"
    pack = load_pack(PACK.format(gate="true", grade=2, expression=gate).partition("  - id: C2")[0])
    verdicts = {number: judge(pack, said, EDITION).verdict for number, said in found.items()}
    assert {number for number, one in verdicts.items() if one == "contested"} == disagree
    # 1,032 flagged of 1,110 and 634 listed: where both agree the answer is theirs.
    assert Counter(verdicts.values()) == {"contested": 466, "meets": 600, "does_not_meet": 44}


@needs(FIGURES)
def test_figures_that_are_older_than_they_look_leave_a_criterion_unknown() -> None:
    """A pack that asks for members within 36 months finds none in a file of figures of 2010."""
    _mapper, spoken = mapped(FIGURES, "uk-coops-economy")
    expression = "{fact: practice.members, gte: 3}"
    pack = load_pack(PACK.format(gate="false", grade=0, expression=expression))
    edition, outcomes = date(2016, 12, 31), Counter[str]()
    for number, one in enumerate(spoken[:3000]):
        stated = [Stated(said, str(number), "partner", edition) for said in one.said]
        items = [item for item in items_of(stated, folding()) if item.fact == "practice.members"]
        for item in items:
            judged = judge(pack, [item], edition).criterion("C1")
            is_old = item.until is not None and item.until < date(2013, 12, 31)
            outcomes[f"{'old' if is_old else 'new'} {judged.reading}"] += 1
            if is_old:
                assert settle([item], on=edition, max_age_months=36).why == "stale"
    assert outcomes["old not_enough"] > 1000
    assert outcomes["new met"] > 0
