"""Places and parts as the network counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.notices.rules import in_gsm, is_gsm, meaning_of, measure, one_line
from tequio.notices.rules.texting import BASIC, EXTENSION, Measured

CASES = [
    ("a" * 160, Measured("gsm", 160, 1)),
    ("a" * 161, Measured("gsm", 161, 2)),
    ("a" * 306, Measured("gsm", 306, 2)),
    ("a" * 307, Measured("gsm", 307, 3)),
    ("€" * 80, Measured("gsm", 160, 1)),
    ("€" * 81, Measured("gsm", 162, 2)),
    ("à" * 160, Measured("gsm", 160, 1)),
    ("ã" + "a" * 69, Measured("ucs2", 70, 1)),
    ("न" * 70, Measured("ucs2", 70, 1)),
    ("न" * 71, Measured("ucs2", 71, 2)),
    ("न" * 134, Measured("ucs2", 134, 2)),
    ("न" * 135, Measured("ucs2", 135, 3)),
    ("🙂" * 35, Measured("ucs2", 70, 1)),
    ("🙂" * 36, Measured("ucs2", 72, 2)),
]


@pytest.mark.parametrize(("text", "measured"), CASES)
def test_a_text_is_measured_as_the_network_does(text, measured):
    assert measure(text) == measured


def test_the_alphabet_has_127_signs_and_ten_more_by_escape():
    assert len(BASIC) == 127
    assert len(EXTENSION) == 10


@given(st.text("abcdefghijklmnopqrstuvwxyzàâäãåçéèêëíìîïñóòôöõúùûüýÿœæ’“”–…₹", max_size=60))
def test_every_latin_letter_of_our_languages_finds_one_in_the_alphabet(text):
    assert is_gsm(in_gsm(text))


@given(st.text(max_size=80))
def test_one_line_is_one_line_and_stays_one(text):
    line = one_line(text)
    assert line.splitlines() in ([], [line])
    assert one_line(line) == line


@pytest.mark.parametrize(
    "text", ["NO", "no.", " No!", "non", "Não", "nao", "नहीं", "नही", "nahi", "Nahin", "गलत है", "ना"]
)
def test_a_no_is_understood_in_every_language(text):
    assert meaning_of(text) == "no"


@pytest.mark.parametrize("text", ["YES", "ok", "oui", "Sí", "sim", "हाँ", "haan ji", "ठीक है"])
def test_a_yes_is_understood_in_every_language(text):
    assert meaning_of(text) == "yes"


@pytest.mark.parametrize("text", ["", "?!", "nothing", "yesterday", "STOP", "5", "know", "नमस्ते"])
def test_what_is_neither_is_neither(text):
    assert meaning_of(text) is None
