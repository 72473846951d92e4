"""Exact values of variables: read once, written in one way, never a decimal of the machine.  Pure.

number  a whole number or a fraction · yes_no  a truth · choice  a code · set  codes, sorted
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tequio.knowledge.rules.variables import Variable

Number = int | Fraction
Value = bool | Number | str | tuple[str, ...]

MOST_DIGITS = 15
MOST_CODES = 20
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6}|/[1-9]\d{0,5})?")
_CODE = re.compile(r"[a-z]{2,3}")
_CURRENCY = re.compile(r"[A-Z]{3}")


def exact(variable: Variable, raw: Any) -> Value:
    """The value as it is reckoned with.

    raw  a number, "2.5" or "5/2"; true or false; a code of its choices; a list of codes
    Raises ValueError where it is not a value of the variable.
    """
    found = _READERS[variable.kind](variable, raw)
    if found is None:
        raise ValueError(
            f"{_shown(raw)} is not a value of {variable.code}: needs {needed(variable)}"
        )
    return found


def needed(variable: Variable) -> str:
    """What a value must be, for whoever writes a file."""
    if variable.kind == "number":
        if variable.most is not None:
            return f"a number from {variable.least} to {variable.most}"
        return "a number" if variable.least is None else f"a number from {variable.least}"
    if variable.kind == "yes_no":
        return "true or false"
    if variable.codes:
        return f"a list of codes of a {variable.codes}, such as [sw, hi]"
    of = "one of" if variable.kind == "choice" else "a list of"
    return f"{of} {', '.join(variable.choices)}"


def exact_unit(variable: Variable, unit: str) -> str:
    """The unit of a value: of money its currency, else that of the variable, which need not be
    said.  Raises ValueError where it is another."""
    if variable.is_money:
        if not _CURRENCY.fullmatch(unit):
            raise ValueError(f"{variable.code} needs a currency such as KES")
        return unit
    if unit not in ("", variable.unit):
        raise ValueError(f"{variable.code} is counted in {variable.unit or 'no unit'}, not {unit}")
    return ""


def plain_value(value: Value) -> Any:
    """For JSON, as `exact` reads it again: a fraction as "2.5" where that is exact, else "n/d"."""
    if isinstance(value, Fraction):
        return written(value)
    return list(value) if isinstance(value, tuple) else value


def written(value: Number) -> int | str:
    """A number without loss: whole, with decimals, or as a fraction."""
    if value.denominator == 1:
        return int(value)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest > 1:
        return f"{value.numerator}/{value.denominator}"
    return format((Decimal(value.numerator) / Decimal(value.denominator)).normalize(), "f")


def _shown(raw: Any) -> str:
    text = repr(raw)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _number(variable: Variable, raw: Any) -> Value | None:
    if isinstance(raw, Fraction):
        found = raw
    elif isinstance(raw, int | float | str) and not isinstance(raw, bool):
        text = str(raw).strip()
        if not _NUMBER.fullmatch(text):
            return None
        found = Fraction(text)
    else:
        return None
    if variable.least is not None and found < variable.least:
        return None
    if variable.most is not None and found > variable.most:
        return None
    return int(found) if found.denominator == 1 else found


def _yes_no(_variable: Variable, raw: Any) -> Value | None:
    return raw if isinstance(raw, bool) else None


def _choice(variable: Variable, raw: Any) -> Value | None:
    return raw if isinstance(raw, str) and raw in variable.choices else None


def _set(variable: Variable, raw: Any) -> Value | None:
    if not isinstance(raw, list | tuple) or len(raw) > MOST_CODES:
        return None
    if not all(isinstance(one, str) and is_code(variable, one) for one in raw):
        return None
    return tuple(sorted(set(raw)))


def is_code(variable: Variable, code: str) -> bool:
    """Whether it may stand in a set."""
    return bool(_CODE.fullmatch(code)) if variable.codes else code in variable.choices


_READERS = {"number": _number, "yes_no": _yes_no, "choice": _choice, "set": _set}
