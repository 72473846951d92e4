"""An amount as people type it becomes an exact integer of minor units, or says why it cannot.

The rule, in this order; a sum is never guessed, and what could mean two sums is refused:
0. Where the page groups with points (1.250,50), points that can only group are taken away:
   before a decimal comma, if there are several, or where the unit has no decimals.
1. A point, if there is one, is the decimal mark: 1,234,567.50 and 12,34,567.50 alike.
2. Without a point, the sign that the page shows as decimal mark is one: 500,00 where sums read so.
3. Commas, spaces and apostrophes otherwise only group: 1,250 is 1250 where sums read 1,250.50.
Where the page shows a decimal comma, 1,250 and 1.250 are refused, unless the unit has three or more
decimals and the mark is the comma.  Where it shows a point, a comma that groups nothing (12,5) is.
Digits of every script are read: ५०० is 500.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tequio.kernel import RefusalKind, Refused
from tequio.kernel import gettext_noop as _
from tequio.kernel.amounts import LARGEST_MINOR

AMOUNT_UNREADABLE = RefusalKind(
    "amount_unreadable",
    _("“{text}” is not an amount."),
    _("Write it in digits, such as {example}."),
    about="input",
)
TOO_MANY_DECIMALS = RefusalKind(
    "too_many_decimals",
    _("“{text}” has more decimals than this unit: at most {exponent}."),
    _("Round it yourself; the book does not."),
    about="input",
)
TYPED_TOO_LARGE = RefusalKind(
    "typed_too_large",
    _("“{text}” is more than the book can hold in one amount."),
    _("Check the zeros, or write several smaller amounts."),
    about="input",
)

GROUP = r"[,' ’]"
WHOLE = re.compile(
    rf"[0-9]+|[1-9][0-9]{{0,2}}(?:{GROUP}[0-9]{{3}})+"
    rf"|[1-9][0-9]?(?:{GROUP}[0-9]{{2}})*{GROUP}[0-9]{{3}}"
)
POINTS = re.compile(r"[1-9][0-9]{0,2}(?P<groups>(?:\.[0-9]{3})+)(?P<rest>,[0-9]+)?")
LONGEST = 40


@dataclass(frozen=True)
class Notation:
    """How a page shows sums: decimal mark, sign between thousands, signs of the unit."""

    decimal: str = "."
    group: str = ","
    signs: tuple[str, ...] = ()

    def example(self, exponent: int) -> str:
        """1,250.50 as this page would show it."""
        return f"1{self.group}250" + (self.decimal + "50"[:exponent] if exponent else "")


POINT = Notation()


def minor_from_text(text: str, exponent: int, shown: Notation = POINT) -> int:
    """The minor units (cents, paise) of a typed amount of a unit with so many decimals.

    Accepts ₹ 12,34,567.50 · 500/- · 0.5 · .50 · १,२५०, and what the page shows; never a sign.
    Raises Refused.
    """
    kept = text.strip()[:LONGEST]
    plain = _without_points(_plain(text, shown.signs), exponent, shown)
    whole, mark, decimals = _parted(plain, exponent, shown.decimal)
    is_readable = WHOLE.fullmatch(whole or ("0" if decimals else ""))
    if not is_readable or (mark and not re.fullmatch(r"[0-9]+", decimals)):
        raise Refused(AMOUNT_UNREADABLE.because(text=kept, example=shown.example(exponent)))
    if len(decimals.rstrip("0")) > exponent:
        raise Refused(TOO_MANY_DECIMALS.because(text=kept, exponent=exponent))
    digits = re.sub(GROUP, "", whole) + decimals[:exponent].ljust(exponent, "0")
    if len(digits.lstrip("0")) > LONGEST or int(digits or "0") > LARGEST_MINOR:
        raise Refused(TYPED_TOO_LARGE.because(text=kept))
    return int(digits or "0")


def _without_points(plain: str, exponent: int, shown: Notation) -> str:
    """1250,50 of 1.250,50 where the page shows it so; 1.250 stays, if it could be one and a bit."""
    found = POINTS.fullmatch(plain) if (shown.decimal, shown.group) == (",", ".") else None
    if not found:
        return plain
    can_only_group = found["rest"] or found["groups"].count(".") > 1 or exponent == 0
    return plain.replace(".", "") if can_only_group else plain


def _parted(plain: str, exponent: int, shown: str) -> tuple[str, str, str]:
    """Whole part, decimal mark, decimals; no whole part and no decimals if it could mean two."""
    mark = "." if "." in plain or plain.count(shown) != 1 else shown
    whole, found, decimals = plain.partition(mark)
    looks_grouped = len(decimals) == 3 and re.fullmatch(r"[1-9][0-9]{0,2}", whole)
    if shown != "." and looks_grouped and (mark != shown or exponent < 3):
        return "", found, ""
    return whole, found, decimals


def text_of_minor(minor: int, exponent: int, shown: Notation = POINT) -> str:
    """A non-negative amount as a form shows it to be changed: `1250.50`, read back exactly."""
    digits = str(minor).rjust(exponent + 1, "0")
    cut = len(digits) - exponent
    return digits[:cut] + (shown.decimal + digits[cut:] if exponent else "")


def _plain(text: str, signs: tuple[str, ...]) -> str:
    """ASCII digits and plain spaces; without signs of the unit around it and the Indian `/-`."""
    bare = text.strip().removesuffix("/-").strip()
    for sign in sorted(signs, key=len, reverse=True):
        bare = bare.removeprefix(sign).removesuffix(sign)
    money = "".join({sign for sign in bare if unicodedata.category(sign) == "Sc"})
    bare = bare.strip(money + " \u00a0\u202f\u2009")
    return "".join(_plain_sign(sign) for sign in bare)


def _plain_sign(sign: str) -> str:
    if unicodedata.category(sign) == "Nd":
        return str(unicodedata.decimal(sign))
    return " " if unicodedata.category(sign) == "Zs" else sign
