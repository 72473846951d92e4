"""What the items of a fact come to."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.screening.rules.items import Item, items_text, lines_of, plain_items, read_items
from tequio.screening.rules.settling import Settled, settle
from tequio.screening.tests.strategies import ON, items, snapshots

VETO = "rules.veto"
MAY, JUNE = date(2026, 5, 31), date(2026, 6, 30)


def said(
    value: bool, grade: int, until: date | None = JUNE, *, kind: str = "clause", gone: bool = False
) -> Item:
    return Item(VETO, value, grade, None, until, f"{kind}:1", is_withdrawn=gone)


@pytest.mark.parametrize(
    ("given_items", "value", "why"),
    [
        ([], None, "silent"),
        ([said(True, 2)], True, ""),
        ([said(True, 2), said(False, 1)], True, ""),
        ([said(True, 2), said(False, 2)], None, "disputed"),
        ([said(True, 2), said(False, 2, MAY)], True, ""),
        ([said(True, 2, MAY), said(False, 1, JUNE)], True, ""),
        ([said(True, 1), said(False, 0)], True, ""),
        ([said(False, 0)], None, "grade"),
        ([said(True, 2, date(2024, 1, 31))], None, "stale"),
        ([said(True, 2, None)], None, "stale"),
        ([said(True, 2, kind="photograph")], None, "kind"),
        ([Item(VETO, True, 2, date(2026, 7, 1), None, "clause:1")], None, "not_yet"),
        ([said(True, 2, gone=True)], None, "withdrawn"),
        ([said(True, 2), said(True, 3, gone=True)], True, ""),
        ([said(True, 2), said(False, 3, gone=True)], None, "withdrawn"),
        ([said(True, 2), said(False, 3, MAY, gone=True)], None, "withdrawn"),
        ([said(True, 2), said(False, 2, gone=True)], None, "withdrawn"),
        ([said(True, 2), said(False, 2, MAY, gone=True)], True, ""),
        ([said(True, 2), said(False, 1, gone=True)], True, ""),
        ([said(True, 0), said(True, 2, gone=True)], None, "withdrawn"),
    ],
)
def test_items_come_to_this(given_items: list[Item], value: bool | None, why: str) -> None:
    found = settle(
        given_items,
        on=JUNE,
        max_age_months=24,
        least_grade=1,
        accepts=("clause", "register", "self_declaration"),
    )
    assert (found.value, found.why) == (value, why)
    assert found.is_marked == (why in ("disputed", "withdrawn"))


def test_an_item_counts_until_the_last_day_of_its_age() -> None:
    item = said(True, 1, date(2024, 6, 30))
    assert settle([item], on=JUNE, max_age_months=24).is_known
    assert settle([item], on=date(2026, 7, 1), max_age_months=24).why == "stale"


def settled(some: tuple[Item, ...], fact: str) -> Settled:
    of_fact = [item for item in some if item.fact == fact]
    return settle(of_fact, on=ON, max_age_months=24, least_grade=1)


@given(snapshots, st.randoms())
def test_the_order_of_evidence_is_irrelevant(some: tuple[Item, ...], lot: object) -> None:
    mixed = list(some)
    lot.shuffle(mixed)  # type: ignore[attr-defined]
    assert items_text(mixed) == items_text(some)
    for fact in {item.fact for item in some}:
        assert settled(tuple(mixed), fact) == settled(some, fact)


@given(st.lists(items((VETO,)), max_size=6).map(tuple), st.booleans())
def test_what_weighs_more_than_all_else_settles(some: tuple[Item, ...], value: bool) -> None:
    highest = max((item.grade for item in some), default=0)
    if highest < 4:
        more = Item(VETO, value, highest + 1, ON, ON, "visit:9")
        found = settled((*some, more), VETO)
        assert (found.value, found.grade) == (value, highest + 1)


@given(st.lists(items((VETO,)), min_size=1, max_size=6).map(tuple), st.data())
def test_withdrawing_neither_makes_known_nor_changes_a_value(
    some: tuple[Item, ...], data: st.DataObject
) -> None:
    before = settled(some, VETO)
    after = settled(with_one_withdrawn(some, data), VETO)
    assert not after.is_known or after.value == before.value


def with_one_withdrawn(some: tuple[Item, ...], data: st.DataObject) -> tuple[Item, ...]:
    """The same items, one of them taken back."""
    number = data.draw(st.integers(0, len(some) - 1))
    gone = some[number]
    taken_back = Item(
        gone.fact, gone.value, gone.grade, gone.since, gone.until, gone.origin, gone.digest, True
    )
    return (*some[:number], taken_back, *some[number + 1 :])


@given(snapshots)
def test_lines_are_read_alike_from_what_was_stored_and_from_other_json(
    some: tuple[Item, ...],
) -> None:
    plain = plain_items(some)
    assert lines_of(items_text(some)) == plain["facts"]
    assert lines_of(json.dumps(plain, indent=1)) == plain["facts"]


@given(snapshots)
def test_a_stored_snapshot_is_read_as_it_was(some: tuple[Item, ...]) -> None:
    assert sorted(read_items(plain_items(some)), key=repr) == sorted(some, key=repr)


@pytest.mark.parametrize(
    ("fact", "value", "grade", "origin"),
    [
        ("rules.nothing", True, 1, "clause:1"),
        (VETO, 1, 1, "clause:1"),
        ("practice.turnout", 0.5, 1, "clause:1"),
        ("practice.turnout", "1/0", 1, "clause:1"),
        ("practice.members", -1, 1, "clause:1"),
        ("rules.vote", "by_birth", 1, "clause:1"),
        (VETO, True, 5, "clause:1"),
        (VETO, True, 1, "rumour:1"),
    ],
)
def test_what_cannot_be_is_no_item(fact: str, value: object, grade: int, origin: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Item(fact, value, grade, None, JUNE, origin)  # type: ignore[arg-type]


def test_a_snapshot_that_nobody_wrote_is_not_read() -> None:
    with pytest.raises(ValueError, match="three lists"):
        read_items({"facts": []})
    for line in ("clause 1 - - gone: rules.veto yes", "clause 1 - -: rules.veto"):
        with pytest.raises(ValueError, match="not what a source says"):
            read_items({"facts": [line], "from": [""], "proofs": [""]})
    with pytest.raises(ValueError, match="ends before"):
        Item(VETO, True, 1, JUNE, MAY, "clause:1")


def test_what_one_source_says_stands_in_one_line() -> None:
    some = [
        Item("practice.turnout", "4/6", 1, MAY, JUNE, "minutes:7", "9f2c"),
        Item("practice.assemblies", 2, 1, MAY, JUNE, "minutes:7", "9f2c"),
        Item(VETO, True, 2, None, JUNE, "register:a: b; c"),
        Item(VETO, True, 2, None, JUNE, "register:a: b; c", is_withdrawn=True),
    ]
    assert plain_items(some) == {
        "facts": [
            "minutes 1 2026-05-31 2026-06-30: practice.assemblies 2 practice.turnout 2/3",
            "register 2 - 2026-06-30: rules.veto yes",
            "register 2 - 2026-06-30 withdrawn: rules.veto yes",
        ],
        "from": ["7", "a: b; c", "a: b; c"],
        "proofs": ["9f2c", "", ""],
    }


def test_own_books_too_weak_to_count_stand_against_a_document_and_nothing_more() -> None:
    paper = Item("practice.members", 90, 1, None, MAY, "minutes:7")
    books = Item("practice.members", 7, 0, MAY, JUNE, "platform:members.members")

    def against(*some: Item) -> int:
        return len(settle(some, on=JUNE, least_grade=1).against)

    assert against(paper, books) == against(paper, replace(books, is_withdrawn=True)) == 1
    assert against(paper, replace(books, origin="self_declaration:3")) == 1
    assert against(paper, replace(books, origin="photograph:3")) == 1, "it was not shown"
    assert against(paper, replace(books, origin="register:3")) == 0
    assert against(paper, replace(books, value=90)) == 0
    assert against(paper, replace(books, since=None, until=date(2026, 1, 1))) == 0
    assert against(replace(paper, grade=2), books) == 0
    assert not settle([books], on=JUNE, least_grade=1).is_known
