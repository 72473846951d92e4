"""Figures as they are read aloud: the clips that say them, in their order.  Pure."""

from tequio.notices.rules.spoken.languages import (
    LARGEST,
    NUMBERS,
    WORDS,
    clips_of,
    in_words,
)
from tequio.notices.rules.spoken.phrases import (
    MONTHS,
    PHRASES,
    UNIT,
    clips_of_day,
    clips_of_sum,
)

__all__ = [
    "LARGEST",
    "MONTHS",
    "NUMBERS",
    "PHRASES",
    "UNIT",
    "WORDS",
    "clips_of",
    "clips_of_day",
    "clips_of_sum",
    "in_words",
]
