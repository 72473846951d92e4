"""An amount as people type it becomes an exact integer of minor units, or says why it cannot.

The decimal mark is the point, as in English and Hindi; commas, spaces and apostrophes only group:
1,234,567.50 and 12,34,567.50 alike.  A comma that groups nothing (12,5) could mean either and is
refused: a sum is never guessed.  Digits of every script are read: ५०० is 500.
"""

from __future__ import annotations

import re
import unicodedata

from tequio.kernel.amounts import LARGEST_MINOR
from tequio.kernel.refusals import RefusalKind, Refused
from tequio.kernel.refusals import gettext_noop as _

AMOUNT_UNREADABLE = RefusalKind(
    "amount_unreadable",
    _("“{text}” is not an amount."),
    _("Write it in digits, with a point before the decimals, such as 1,250.50."),
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
OF_TYPED_AMOUNTS = (AMOUNT_UNREADABLE, TOO_MANY_DECIMALS, TYPED_TOO_LARGE)

GROUP = r"[,' ’]"
WHOLE = re.compile(
    rf"[0-9]+|[0-9]{{1,3}}(?:{GROUP}[0-9]{{3}})+|[0-9]{{1,2}}(?:{GROUP}[0-9]{{2}})*{GROUP}[0-9]{{3}}"
)
LONGEST = 40


def minor_from_text(text: str, exponent: int) -> int:
    """The minor units (cents, paise) of a typed amount of a unit with so many decimals.

    Accepts ₹ 12,34,567.50 · 500/- · 0.5 · .50 · १,२५०; never a sign.  Raises Refused.
    """
    plain = _plain(text)
    whole, point, decimals = plain.partition(".")
    if not WHOLE.fullmatch(whole or ("0" if decimals else "")) or (point and not decimals):
        raise Refused(AMOUNT_UNREADABLE.because(text=text.strip()[:LONGEST]))
    if decimals and not re.fullmatch(r"[0-9]+", decimals):
        raise Refused(AMOUNT_UNREADABLE.because(text=text.strip()[:LONGEST]))
    if len(decimals.rstrip("0")) > exponent:
        raise Refused(TOO_MANY_DECIMALS.because(text=text.strip()[:LONGEST], exponent=exponent))
    digits = re.sub(GROUP, "", whole) + decimals[:exponent].ljust(exponent, "0")
    if len(digits.lstrip("0")) > LONGEST or int(digits or "0") > LARGEST_MINOR:
        raise Refused(TYPED_TOO_LARGE.because(text=text.strip()[:LONGEST]))
    return int(digits or "0")


def text_of_minor(minor: int, exponent: int) -> str:
    """A non-negative amount as a form shows it to be changed: `1250.50`, read back exactly."""
    digits = str(minor).rjust(exponent + 1, "0")
    cut = len(digits) - exponent
    return digits[:cut] + ("." + digits[cut:] if exponent else "")


def _plain(text: str) -> str:
    """ASCII digits and plain spaces; without currency signs around it and the Indian `/-`."""
    signs = "".join({sign for sign in text if unicodedata.category(sign) == "Sc"})
    bare = text.strip().removesuffix("/-").strip().strip(signs + " \u00a0\u202f\u2009")
    return "".join(_plain_sign(sign) for sign in bare)


def _plain_sign(sign: str) -> str:
    if unicodedata.category(sign) == "Nd":
        return str(unicodedata.decimal(sign))
    return " " if unicodedata.category(sign) == "Zs" else sign
