"""What is said around numbers: what a figure is, of which unit, on which day.  Pure."""

from __future__ import annotations

from datetime import date

from tequio.kernel import Amount
from tequio.kernel import gettext_noop as _
from tequio.notices.rules.spoken.languages import LARGEST, clips_of

PHRASES = {
    "savings": _("You have saved"),
    "shares": _("Your shares are worth"),
    "social-fund": _("You have paid into the social fund"),
    "loan-left": _("Of your loan are left"),
    "next-payment": _("Your next payment is"),
    "share-capital": _("Your share capital is"),
    "surplus-due": _("From a surplus you are owed"),
    "fines-due": _("You have fines to pay of"),
    "turns-due": _("You have turns to pay of"),
    "turns-awaited": _("Others owe you from turns"),
    "turns-pot": _("The pot, when it is your turn, is"),
    "nothing": _("Nothing is written here yet"),
    "point": _("point"),
    "due": _("due on the day"),
    "late": _("This is late"),
}
"""Name of a clip → what is said in it, for translation."""
MONTHS = tuple(f"month-{month}" for month in range(1, 13))
UNIT = "unit-"
"""A clip that names a unit is called so, with the unit's code behind it: `unit-INR`."""


def clips_of_sum(what: str, amount: Amount, language: str) -> tuple[str, ...]:
    """What it is, the unit, the whole part, and, if there is any, the point and the rest.

    The unit comes first: so a number never bends to the unit behind it (uno, un, una).
    Empty for what is too large to be said.
    """
    whole, rest = divmod(abs(amount.minor), 10**amount.unit.exponent)
    if whole > LARGEST:
        return ()
    said = (what, f"{UNIT}{amount.unit.code}", *clips_of(whole, language))
    return (*said, "point", *clips_of(rest, language)) if rest else said


def clips_of_day(day: date, language: str) -> tuple[str, ...]:
    """On which day: its number and the month."""
    return ("due", *clips_of(day.day, language), MONTHS[day.month - 1])
