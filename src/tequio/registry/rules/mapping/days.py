"""Days as files write them, read by forms such as `D/M/Y`.  Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

ISO = "Y-M-D"
_FORM = re.compile(r"([DMY])([-/. ]?)([DMY])\2([DMY])")
_CLOCK = re.compile(r"[T ][0-9: .+Z-]*")


def is_form(text: str) -> bool:
    """Whether a text tells in which order day, month and year stand: each once."""
    found = _FORM.fullmatch(text)
    return found is not None and len({found[1], found[3], found[4]}) == 3


def day_reader(forms: tuple[str, ...]) -> Callable[[str], date | None]:
    """Reads a day in the first form that fits; a time of day behind it is left out.

    23/06/1925 and 23/6/1925 are one day under `D/M/Y`; years have four digits.
    """
    readers = [_of_form(form) for form in forms or (ISO,)]

    @lru_cache(maxsize=20_000)
    def reads(text: str) -> date | None:
        for reader in readers:
            if found := reader(text):
                return found
        return None

    return reads


def _of_form(form: str) -> Callable[[str], date | None]:
    found = _FORM.fullmatch(form)
    assert found, form
    divider, order = re.escape(found[2]), found[1] + found[3] + found[4]
    small = "[0-9]{1,2}" if found[2] else "[0-9]{2}"
    parts = {"D": f"(?P<D>{small})", "M": f"(?P<M>{small})", "Y": "(?P<Y>[0-9]{4})"}
    pattern = re.compile(divider.join(parts[letter] for letter in order))

    def reads(text: str) -> date | None:
        fits = pattern.match(text)
        if fits is None or not _is_clock(text[fits.end() :]):
            return None
        try:
            return date(int(fits["Y"]), int(fits["M"]), int(fits["D"]))
        except ValueError:
            return None

    return reads


def _is_clock(rest: str) -> bool:
    return not rest or _CLOCK.fullmatch(rest) is not None
