"""Frameworks are read with all that is wrong at once, and lead to each other both ways."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tequio.ecosystem.queries.files import ready_framework_text, ready_frameworks
from tequio.ecosystem.rules.frameworks import (
    Framework,
    FrameworkError,
    crosswalk,
    load_framework,
    plain_framework,
    without_counterpart,
)
from tequio.kernel import canonical

SEED, CANADA = (ready_frameworks()[code] for code in ("seed-blocks", "canada-2018"))
OWN = """
framework: our-valley
version: 1
title: {es: Nuestro valle}
about: {es: Lo que nos falta}
scale: 4
source: {title: Asamblea del valle, verified: false}
blocks:
  - code: water
    name: {es: Agua}
    about: {es: Quién la cuida}
    statements:
      - {id: water-1, says: {es: Hay agua}, low: {es: Nunca}, high: {es: Siempre}}
"""


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(FrameworkError) as wrong:
        load_framework(text)
    return wrong.value.problems


@pytest.mark.parametrize("code", list(ready_frameworks()))
def test_a_framework_reads_what_it_writes_and_keeps_its_digest(code):
    framework = ready_frameworks()[code]
    again = load_framework(canonical(plain_framework(framework)))
    assert again == framework
    assert again.digest == framework.digest
    assert replace(framework, version=2).digest != framework.digest


def test_a_framework_of_ones_own_may_speak_one_language():
    own = load_framework(OWN)
    assert (own.key, own.by_code["water"].names) == ("our-valley@1", {"es": "Agua"})
    assert own.block_of == {"water-1": "water"}


def test_everything_that_is_wrong_is_told_at_once_with_its_path():
    wrong = (
        OWN.replace("our-valley", "Our Valley")
        .replace("scale: 4", "scale: 5")
        .replace("low: {es: Nunca}, ", "")
        .replace("    about: {es: Quién la cuida}\n", "    counts: [clouds, holders.water]\n")
        + "    crosswalk: {seed-blocks: market}\n"
        + "recommendations:\n  - {number: 1, says: {es: Cuidarla}, blocks: [fire]}\nextra: 1\n"
    )
    assert problems(wrong) == (
        "framework: Our Valley is not a code such as seed-blocks",
        "scale: needs one of 4, 10",
        "blocks 1 (water), about: is missing",
        "blocks 1 (water), statements 1, low: is missing",
        "blocks 1 (water), counts: clouds is nothing that the platform counts",
        "blocks 1 (water), crosswalk, seed-blocks: needs a list",
        "recommendation 1: fire is no block of this framework",
        "extra: is not known here",
    )


def test_what_stands_twice_or_leads_to_itself_is_told():
    block = OWN[OWN.index("  - code") :]
    twice = OWN + block + "    crosswalk: {our-valley: [water]}\n"
    assert problems(twice) == (
        "blocks: water stands twice",
        "statements: water-1 stands twice",
        "crosswalk: water leads to its own framework",
    )


@pytest.mark.parametrize("text", ["", "[1, 2]", "blocks: [", "framework: x\nframework: y", "1" * 9])
def test_a_text_that_is_no_table_is_told_and_never_breaks(text):
    assert problems(text)


def test_a_source_is_verified_only_with_the_address_and_the_day_it_was_read():
    claimed = OWN.replace("verified: false", "verified: true")
    assert problems(claimed) == (
        "source, verified: needs the address and the day of the original that was read",
    )


def silent(framework: Framework) -> Framework:
    blocks = tuple(replace(block, crosswalk={}) for block in framework.blocks)
    return replace(framework, blocks=blocks)


def test_it_is_enough_that_one_of_both_says_where_blocks_meet():
    assert crosswalk(silent(SEED), CANADA) == crosswalk(SEED, silent(CANADA))
    assert crosswalk(silent(SEED), CANADA) == crosswalk(SEED, CANADA)
    assert set(without_counterpart(silent(SEED), silent(CANADA))) == set(SEED.by_code)


def test_the_text_of_a_ready_framework_serves_as_a_pattern():
    assert load_framework(ready_framework_text("oecd-ec")) == ready_frameworks()["oecd-ec"]
