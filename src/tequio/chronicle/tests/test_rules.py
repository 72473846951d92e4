"""Any changed line is found; a chain rewritten whole is found by its witness."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.chronicle.rules import (
    Head,
    Line,
    beginning,
    check_chain,
    objections_to_key,
)

CHAIN = "c" * 32
MORNING = datetime(2026, 2, 14, 9, tzinfo=UTC)


def chain_of(facts):
    """Lines with these facts, each with its digest, and the head."""
    previous, lines = beginning(CHAIN), []
    for number, fact in enumerate(facts, start=1):
        line = Line(
            CHAIN, number, "room.act", "Done", f"key{number}", 7, MORNING, {"n": fact}, previous
        )
        previous = line.digest()
        lines.append((line, previous))
    return lines, Head(CHAIN, len(lines), previous)


def codes(lines, head, witnessed=()):
    return [finding.code for finding in check_chain(lines, head=head, witnessed=witnessed)]


@given(st.lists(st.integers(), max_size=20))
def test_an_untouched_chain_holds(facts):
    lines, head = chain_of(facts)
    assert codes(lines, head, [("sister", head)]) == []


CHANGES = {
    "facts": {"n": -1},
    "kind": "room.other",
    "event": "Undone",
    "key": "another",
    "by": 8,
    "at": datetime(2026, 2, 14, 10, tzinfo=UTC),
}


@given(st.lists(st.integers(0), min_size=1, max_size=12), st.data())
@pytest.mark.parametrize("field", CHANGES)
def test_any_changed_field_of_any_line_is_found(field, facts, data):
    lines, head = chain_of(facts)
    place = data.draw(st.integers(0, len(lines) - 1))
    line, stored = lines[place]
    lines[place] = (replace(line, **{field: CHANGES[field]}), stored)
    assert codes(lines, head) == ["line_changed"]


def test_a_line_taken_out_is_found():
    lines, head = chain_of([1, 2, 3])
    assert "chain_broken" in codes([lines[0], lines[2]], head)


def test_the_last_line_taken_away_is_found_by_the_head():
    lines, head = chain_of([1, 2, 3])
    assert codes(lines[:2], head) == ["head_differs"]


def test_a_chain_rewritten_consistently_is_found_only_by_its_witness():
    _, witnessed = chain_of([1, 2, 3])
    lines, head = chain_of([1, 2, 4])
    assert codes(lines, head) == []
    assert codes(lines, head, [("sister", witnessed)]) == ["witness_differs"]


def test_a_chain_cut_back_behind_a_witness_is_found():
    _, witnessed = chain_of([1, 2, 3])
    lines, head = chain_of([1, 2])
    assert codes(lines, head, [("sister", witnessed)]) == ["witness_differs"]


def test_the_witness_of_another_chain_says_nothing():
    lines, head = chain_of([1])
    assert codes(lines, head, [("sister", Head("d" * 32, 1, "0" * 64))]) == []


@pytest.mark.parametrize(("key", "is_fine"), [("", False), ("k", True), ("k" * 81, False)])
def test_a_key_has_one_to_eighty_characters(key, is_fine):
    assert (objections_to_key(key) == ()) == is_fine
