"""Every number is said with clips that exist, and what is said is that number."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tequio.notices.rules import spoken
from tequio.notices.rules.spoken import english, french, portuguese, spanish

LANGUAGES = sorted(spoken.NUMBERS)
NUMBERS = st.integers(min_value=0, max_value=10**9) | st.sampled_from(
    [10**place * digit + rest for place in range(10) for digit in (1, 2) for rest in (0, 1)]
)


def worth(language: str) -> dict[str, int]:
    """What each clip is worth, written down a second time and in another way."""
    if language == "hi":
        return {str(number): number for number in range(100)}
    room = {"en": english, "fr": french, "es": spanish, "pt": portuguese}[language]
    known = {name: number for number, name in enumerate(room.UNITS)}
    first = 30 if language == "es" else 20
    known |= {name: first + 10 * place for place, name in enumerate(dict.fromkeys(room.TENS))}
    if language == "fr":
        known |= {"soixante": 60, "quatre-vingt": 80}
    if language in ("es", "pt"):
        known |= {name: 100 * (place + 1) for place, name in enumerate(room.HUNDREDS)}
    return known | {"un": 1, "veintiun": 21, "cien": 100, "cem": 100}


SIZES = {
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "sau": 100,
    "hazaar": 10**3, "lakh": 10**5, "karod": 10**7, "arab": 10**9, "cent": 100, "mille": 10**3,
    "milliard": 10**9, "mil": 10**3, "millon": 10**6, "millones": 10**6, "milhao": 10**6,
    "milhoes": 10**6, "bilhao": 10**9, "bilhoes": 10**9,
}  # fmt: skip


def heard(clips: tuple[str, ...], language: str) -> int:
    """The number that somebody writes down who hears these clips."""
    known, total, now = worth(language), 0, 0
    for clip in clips:
        if clip in ("and", "et", "e", "y"):
            continue
        size = SIZES.get(clip)
        if size is None:
            now += known[clip]
        elif size == 100:
            now = now - now % 1000 + max(now % 1000, 1) * 100 if now % 1000 else now + 100
        elif clip == "millones":
            total, now = (total + now) * size, 0
        else:
            total, now = total + max(now, 1) * size, 0
    return total + now


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=NUMBERS)
@example(number=0)
@example(number=10**9)
def test_every_number_is_said_with_known_clips_and_understood(language, number):
    clips = spoken.clips_of(number, language)
    assert set(clips) <= set(spoken.WORDS[language])
    assert heard(clips, language) == number


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_ten_thousand_numbers_are_all_said_differently(language):
    assert len({spoken.clips_of(number, language) for number in range(10_001)}) == 10_001


SAID = [
    ("en", 2_001, "two thousand and one"),
    ("hi", 1_00_000, "एक लाख"),
    ("hi", 12_34_56_789, "बारह करोड़ चौंतीस लाख छप्पन हज़ार सात सौ नवासी"),
    ("fr", 70, "soixante dix"),
    ("fr", 71, "soixante et onze"),
    ("fr", 80, "quatre-vingt"),
    ("fr", 91, "quatre-vingt onze"),
    ("fr", 1_000, "mille"),
    ("fr", 2_000_000, "deux million"),
    ("es", 100, "cien"),
    ("es", 101, "ciento uno"),
    ("es", 21_000, "veintiún mil"),
    ("es", 1_000_000_000, "mil millones"),
    ("pt", 1_200, "mil e duzentos"),
    ("pt", 1_230, "mil duzentos e trinta"),
    ("pt", 1_000_001, "um milhão e um"),
]


@pytest.mark.parametrize(("language", "number", "said"), SAID)
def test_numbers_are_said_as_people_say_them(language, number, said):
    assert spoken.in_words(spoken.clips_of(number, language), language) == said


@pytest.mark.parametrize(
    ("number", "language"), [(-1, "en"), (spoken.LARGEST + 1, "hi"), (1, "xx")]
)
def test_what_cannot_be_said_is_refused(number, language):
    with pytest.raises(ValueError, match=language):
        spoken.clips_of(number, language)
