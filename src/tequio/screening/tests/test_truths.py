"""The operators, for one and for many: their tables, and that they mean what the kernel means."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.kernel import Truth, all_of, any_of, negation
from tequio.screening.rules.truths import (
    Truths,
    all_hold,
    any_holds,
    at_least,
    negated,
    of_truth,
    where,
)

OF = {"H": Truth.HOLDS, "F": Truth.FAILS, "U": Truth.UNKNOWN, "-": Truth.NOT_APPLICABLE}
SIGNS = {truth: sign for sign, truth in OF.items()}
ROWS = "HFU-"

ALL = """
    H F U -
H   H F U H
F   F F F F
U   U F U U
-   H F U -
"""
ANY = """
    H F U -
H   H H H H
F   H F U F
U   H U U U
-   H F U -
"""
WHERE = """
    H F U -
H   H F U -
F   - - - -
U   U U U U
-   H F U -
"""


def table(text: str) -> list[tuple[str, str, str]]:
    lines = text.strip().splitlines()[1:]
    rows = {line[0]: line[1:].split() for line in lines}
    return [(one, two, rows[one][ROWS.index(two)]) for one, two in product(ROWS, ROWS)]


def many(signs: str, marked: str = "") -> Truths:
    """The truths of as many organisations as there are signs, the first being number 0."""
    sets = {sign: int("".join("01"[one == sign] for one in reversed(signs)), 2) for sign in ROWS}
    marks = int("".join("01"[one == "x"] for one in reversed(marked)) or "0", 2)
    return Truths(len(signs), sets["H"], sets["F"], sets["-"], marks & sets["U"])


def signs(truths: Truths) -> str:
    return "".join(SIGNS[truths.of(number)] for number in range(truths.width))


@pytest.mark.parametrize(("one", "two", "both"), table(ALL))
def test_all_is_as_its_table_says(one: str, two: str, both: str) -> None:
    assert signs(all_hold([many(one), many(two)])) == both


@pytest.mark.parametrize(("one", "two", "either"), table(ANY))
def test_any_is_as_its_table_says(one: str, two: str, either: str) -> None:
    assert signs(any_holds([many(one), many(two)])) == either


@pytest.mark.parametrize(("condition", "one", "found"), table(WHERE))
def test_a_condition_is_as_its_table_says(condition: str, one: str, found: str) -> None:
    assert signs(where(many(condition), many(one))) == found


def test_not_turns_what_is_known_and_nothing_else() -> None:
    assert signs(negated(many("HFU-"))) == "FHU-"


@pytest.mark.parametrize(
    ("count", "parts", "found"),
    [
        (1, "HFF", "H"),
        (2, "HHF", "H"),
        (2, "HFF", "F"),
        (2, "HUF", "U"),
        (2, "HUU", "U"),
        (2, "UFF", "F"),
        (3, "HHU", "U"),
        (3, "HHF", "F"),
        (2, "HH-", "H"),
        (2, "H--", "F"),
        (2, "HU-", "U"),
        (1, "---", "-"),
        (3, "UUU", "U"),
    ],
)
def test_at_least_so_many_is_as_its_table_says(count: int, parts: str, found: str) -> None:
    assert signs(at_least(count, [many(part) for part in parts])) == found


@given(st.lists(st.text(ROWS, min_size=5, max_size=5), min_size=1, max_size=5))
def test_sets_of_any_width_mean_what_the_kernel_means(columns: list[str]) -> None:
    parts = [many(column) for column in columns]
    rows = [[OF[sign] for sign in row] for row in zip(*columns, strict=True)]
    assert [all_hold(parts).of(number) for number in range(5)] == [all_of(row) for row in rows]
    assert [any_holds(parts).of(number) for number in range(5)] == [any_of(row) for row in rows]
    assert [negated(parts[0]).of(n) for n in range(5)] == [negation(row[0]) for row in rows]
    assert all_hold(parts) == at_least_of_all_asked(parts, rows)


def at_least_of_all_asked(parts: list[Truths], rows: list[list[Truth]]) -> Truths:
    """*All* is *at least as many as apply*, organisation by organisation."""
    found = []
    for number, row in enumerate(rows):
        asked = sum(truth is not Truth.NOT_APPLICABLE for truth in row)
        one = [of_truth(part.of(number)) for part in parts]
        found.append(SIGNS[at_least(asked, one).of()])
    return many("".join(found))


@pytest.mark.parametrize(
    ("joined", "marks"),
    [
        (all_hold([many("UUUF"), many("HUFU", "xxxx")]), [False, True, False, False]),
        (any_holds([many("UUHF"), many("HUUU", "xxxx")]), [False, True, False, True]),
        (
            at_least(2, [many("HHUF"), many("UUUU", "x..x"), many("FHFH")]),
            [True, False, False, True],
        ),
        (negated(many("UHUF", "x..x")), [True, False, False, False]),
        (where(many("UHF-", "xxxx"), many("HUUU", "xx.x")), [True, True, False, True]),
    ],
    ids=["all", "any", "at least", "not", "applies if"],
)
def test_a_mark_stays_where_a_contradiction_leaves_it_open(
    joined: Truths, marks: list[bool]
) -> None:
    assert [joined.is_marked(number) for number in range(4)] == marks
