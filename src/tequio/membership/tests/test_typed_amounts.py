"""Amounts as people type them: exact, or refused; never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.kernel import Refused
from tequio.kernel.amounts import LARGEST_MINOR
from tequio.membership.visits.typed_amounts import Notation, minor_from_text, text_of_minor


@pytest.mark.parametrize(
    ("text", "exponent", "minor"),
    [
        ("500", 2, 50000),
        ("12,34,567.50", 2, 123456750),
        ("1,234,567.5", 2, 123456750),
        ("₹ 12,34,567", 2, 123456700),
        ("१,२५०.५०", 2, 125050),
        ("500/-", 2, 50000),
        ("1 234 567.50", 2, 123456750),
        ("1 234", 0, 1234),
        ("1'000", 2, 100000),
        (".50", 2, 50),
        ("0", 2, 0),
        ("7.000", 2, 700),
        ("90", 0, 90),
        (" 10.00 € ", 2, 1000),
        ("1.001", 3, 1001),
    ],
)
def test_what_people_type_is_read_exactly(text: str, exponent: int, minor: int) -> None:
    assert minor_from_text(text, exponent) == minor


@pytest.mark.parametrize(
    ("text", "exponent", "code"),
    [
        ("", 2, "amount_unreadable"),
        ("twelve", 2, "amount_unreadable"),
        ("12,5", 2, "amount_unreadable"),
        ("12,50", 2, "amount_unreadable"),
        ("1,23,4", 2, "amount_unreadable"),
        ("-5", 2, "amount_unreadable"),
        ("+5", 2, "amount_unreadable"),
        ("5.", 2, "amount_unreadable"),
        (".", 2, "amount_unreadable"),
        ("1.2.3", 2, "amount_unreadable"),
        ("1e3", 2, "amount_unreadable"),
        ("²", 2, "amount_unreadable"),
        ("₹", 2, "amount_unreadable"),
        ("0.005", 2, "too_many_decimals"),
        ("1.5", 0, "too_many_decimals"),
        ("9" * 17, 2, "typed_too_large"),
        ("9" * 6000, 2, "typed_too_large"),
    ],
)
def test_what_is_not_an_amount_is_refused_and_never_guessed(
    text: str, exponent: int, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        minor_from_text(text, exponent)
    assert [one.code for one in refused.value.refusals] == [code]


RAND = Notation(",", "\u00a0", ("R", "ZAR"))


@pytest.mark.parametrize(
    ("text", "exponent", "minor"),
    [
        ("500,00", 2, 50000),
        ("R\u00a01\u00a0500,00", 2, 150000),
        ("1 500,5 ZAR", 2, 150050),
        ("1\u202f250\u202f000,50", 2, 125000050),
        ("५००,५०", 2, 50050),
        ("1,250.50", 2, 125050),
        ("12,34,567.50", 2, 123456750),
        ("1,234,567", 2, 123456700),
        ("1250,000", 2, 125000),
        ("0,500", 2, 50),
        ("500", 2, 50000),
        ("500.00", 2, 50000),
        ("1,250", 3, 1250),
    ],
)
def test_where_sums_are_shown_with_a_decimal_comma_it_is_read(
    text: str, exponent: int, minor: int
) -> None:
    assert minor_from_text(text, exponent, RAND) == minor


@pytest.mark.parametrize(
    ("text", "exponent"),
    [("1,250", 2), ("1.250", 2), ("1.250", 3), ("1,250", 0), ("12,34,56", 2), ("500,", 2)],
)
def test_what_could_mean_two_sums_is_refused_with_an_example_as_shown(
    text: str, exponent: int
) -> None:
    with pytest.raises(Refused) as refused:
        minor_from_text(text, exponent, RAND)
    (why,) = refused.value.refusals
    assert why.code == "amount_unreadable"
    assert dict(why.fields)["example"] == "1\u00a0250" + (",50" if exponent else "")


EURO = Notation(",", ".", ("€", "EUR"))


@pytest.mark.parametrize(
    ("text", "exponent", "minor"),
    [
        ("1.250,50", 2, 125050),
        ("1.234.567,5 €", 2, 123456750),
        ("1.234.567", 2, 123456700),
        ("1250,50", 2, 125050),
        ("12.5", 2, 1250),
        ("1.250", 0, 1250),
        ("1.250,000", 3, 1250000),
    ],
)
def test_where_sums_are_grouped_with_points_they_are_read_as_shown(
    text: str, exponent: int, minor: int
) -> None:
    assert minor_from_text(text, exponent, EURO) == minor


@pytest.mark.parametrize(
    "text", ["1.250", "1,250", "1.25,50", "1.250.50", "0.250,50", "1,250.50,1"]
)
def test_points_that_could_mean_two_sums_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        minor_from_text(text, 2, EURO)
    assert dict(refused.value.refusals[0].fields)["example"] == "1.250,50"


@pytest.mark.parametrize("exponent", [0, 2, 3])
@pytest.mark.parametrize("shown", [EURO, RAND, Notation(), Notation(",", "\u202f")])
def test_the_example_of_a_refusal_can_be_typed(exponent: int, shown: Notation) -> None:
    minor = minor_from_text(shown.example(exponent), exponent, shown)
    assert minor == {0: 1250, 2: 125050, 3: 1250500}[exponent]


def test_a_single_comma_before_three_digits_groups_where_the_point_is_shown() -> None:
    assert minor_from_text("1,250", 2) == 125000
    with pytest.raises(Refused):
        minor_from_text("0,250", 2)


@given(st.integers(0, LARGEST_MINOR), st.integers(0, 9))
def test_what_a_form_shows_with_a_comma_is_read_back(minor: int, exponent: int) -> None:
    typed = text_of_minor(minor, exponent, RAND)
    assert minor_from_text(typed, exponent, RAND) == minor


@given(st.integers(0, LARGEST_MINOR), st.integers(0, 9))
def test_what_a_form_shows_is_read_back_as_the_same_amount(minor: int, exponent: int) -> None:
    assert minor_from_text(text_of_minor(minor, exponent), exponent) == minor


@given(st.integers(0, LARGEST_MINOR))
def test_grouping_changes_nothing(minor: int) -> None:
    whole, _, cents = text_of_minor(minor, 2).partition(".")
    assert minor_from_text(f"{int(whole):,}.{cents}", 2) == minor


@given(st.text(max_size=30), st.integers(0, 3))
def test_any_text_gives_a_whole_amount_or_a_refusal(text: str, exponent: int) -> None:
    try:
        minor = minor_from_text(text, exponent)
    except Refused:
        return
    assert 0 <= minor <= LARGEST_MINOR
