"""The single fields of a Pabulib file: sums, whole numbers, kinds of ballot."""

from __future__ import annotations

import re
from typing import cast, get_args

from tequio.governance.rules.counting import pabulib_refusals as no
from tequio.governance.rules.counting.ballots import BallotKind
from tequio.kernel import Refused

_SUM = re.compile(r"([+-]?)([0-9]{1,15})(?:\.([0-9]{1,6}))?", re.ASCII)
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}", re.ASCII)


def sum_of_money(text: str) -> tuple[int, int] | None:
    """A sum as digits and decimals: `308298.50` is (3082985, 1); None if it is not one.

    Zeros at the end of the decimals are left away, so that `400000.0` needs no decimals.
    """
    match = _SUM.fullmatch(text.strip())
    if match is None:
        return None
    decimals = (match[3] or "").rstrip("0")
    return int(match[1] + match[2] + decimals), len(decimals)


def minor(digits: int, decimals: int, exponent: int) -> int:
    """The same sum in minor units of a unit with `exponent` decimals, at least `decimals`."""
    return int(digits * 10 ** (exponent - decimals))


def whole(text: str) -> int | None:
    """A whole number; None if it is not one."""
    return int(text) if _WHOLE.fullmatch(text.strip()) else None


def whole_of_meta(key: str, text: str) -> int | None:
    """A whole number of META; None if META does not give it.  Raises Refused if unreadable."""
    if not text:
        return None
    number = whole(text)
    if number is None:
        raise Refused(no.NUMBER_UNREADABLE.because(key=key, text=text))
    return number


def ballot_kind(text: str) -> BallotKind:
    """The vote type of META.  Raises Refused if it is not known."""
    known = get_args(BallotKind)
    if text.lower() not in known:
        raise Refused(no.VOTE_TYPE_UNKNOWN.because(text=text, known=", ".join(known)))
    return cast("BallotKind", text.lower())


def points(text: str, kind: BallotKind) -> tuple[int, ...] | None:
    """Points divided by commas; None if one is not a whole number that the kind allows."""
    found = [whole(each) for each in text.split(",")] if text.strip() else []
    if any(each is None or (each < 0 and kind == "cumulative") for each in found):
        return None
    return tuple(each for each in found if each is not None)
