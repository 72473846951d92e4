"""A message fits, whatever the names in it: one part in Latin letters, 160 signs in any script."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.kernel import Unit
from tequio.notices import rules
from tequio.notices.queries.wording import Sender, money, words_of
from tequio.notices.rules import Note, Sum, telling

INR = Unit("INR", 2)
PROOF = "0123456789"
FIELDS = {"sum": Sum(5_000, "INR"), "day": date(2026, 2, 14), "held": Sum(45_000, "INR")}


def receipt(name: str, *, slug: str = "ujala", sentence: str = telling.SAVED, **more) -> str:
    sender = Sender(name, slug, "en", {"INR": INR})
    return words_of(Note(7, sentence, FIELDS | more), sender, language="en", proof=PROOF)


def test_a_line_break_in_the_name_of_a_group_writes_no_second_line():
    text = receipt("Ujala\r\nYou won! Call +1\u202e555\x00\u2028now")
    assert text.isprintable()
    assert text.startswith("Ujala You won! Call +1555 now: you saved")


@pytest.mark.parametrize("name", ["Mahila Bachat Samooh " * 7, "É{ü}" * 40, "[" * 160])
def test_a_long_name_leaves_the_sum_and_the_proof_whole(name):
    text = receipt(name)
    assert "Rs 50 on 14 Feb. Saved in all: Rs 450. Wrong? Answer NO." in text
    assert text.endswith(PROOF)
    assert rules.measure(text).parts == 1


def test_a_name_in_another_script_is_replaced_by_the_short_name_in_plain_letters():
    assert receipt("उजाला महिला बचत समूह").startswith("ujala: you saved")


def test_a_title_in_another_script_does_not_make_the_message_dear():
    text = receipt("Ujala", sentence=telling.BALLOT, title="सौर पंप")
    assert rules.measure(text).encoding == "gsm"


def test_a_title_that_looks_like_a_field_fills_none():
    text = receipt("{sum} {proof}", sentence=telling.BALLOT, title="{group} %s {0}")
    assert '"{group} %s {0}"' in text


@given(name=st.text(min_size=1, max_size=160), title=st.text(max_size=200))
def test_every_text_is_one_line_and_one_message(name, title):
    for sentence in (telling.SAVED, telling.BALLOT, telling.WELCOME):
        text = receipt(name, sentence=sentence, title=title)
        assert rules.measure(text).parts == 1
        assert "\n" not in text
        assert text.endswith(" " + PROOF)


SHEET = dict.fromkeys(("social", "fined", "fines", "helped"), Sum(1_234_50, "INR")) | {"shares": 5}


@pytest.mark.parametrize("sentence", [*telling.OF_A_LINE.values(), telling.NOTHING])
def test_what_a_sheet_says_of_a_member_is_one_message(sentence):
    text = receipt("Mahila Bachat Samooh", sentence=sentence, **SHEET)
    assert len(text) <= rules.measure(text).places <= 160
    assert rules.measure(text).parts == 1
    assert text.endswith("Wrong? Answer NO. " + PROOF)


OF_LOANS = [telling.GIVEN_UP, telling.NEW_PLAN, telling.LEFT, telling.FROM_BEFORE]


@pytest.mark.parametrize("sentence", OF_LOANS)
def test_what_became_of_loan_or_savings_is_one_message(sentence):
    more = dict.fromkeys(("worth", "set_off", "paid"), Sum(12_345_50, "INR")) | {"loan": 123_456}
    text = receipt("Mahila Bachat Samooh", sentence=sentence, **more)
    assert rules.measure(text).parts == 1
    assert text.endswith(PROOF)


HINDI = "{group}: {day} को आपने {sum} जमा किए। कुल बचत {held}। ग़लत है? NO लिखें।"


@given(name=st.text("उजाला महिलाबचतसमूह", min_size=1, max_size=160))
def test_in_devanagari_a_receipt_has_160_signs_at_most_and_says_how_many_parts(name):
    text = receipt(name, sentence=HINDI)
    measured = rules.measure(text)
    assert measured.encoding == "ucs2"
    assert len(text) <= 160
    assert measured.parts == (1 if measured.places <= 70 else -(-measured.places // 67)) <= 3
    assert text.endswith(" " + PROOF)
    assert "₹450" in text


@pytest.mark.parametrize(
    ("minor", "unit", "written"),
    [
        (12_34_567_50, INR, "₹12,34,567.50"),
        (5_000, INR, "₹50"),
        (1_005, Unit("ZAR", 2), "R10,05"),
        (1_000, Unit("NGN", 2), "10 NGN"),
        (90, Unit("MIN", 0, "time"), "90 MIN"),
    ],
)
def test_sums_are_short_and_in_the_manner_of_their_country(minor, unit, written):
    assert money(minor, unit) == written
