"""A PIN on a phone that the group shares: which may be chosen, how it is kept, how often one may
guess, how it is proved without a network.  Pure.

A PIN is four to eight digits: whoever holds what is kept of it *and* the salt can try them all in
an hour.  What keeps a thief out is that guesses are counted on the node, that a PIN works on an
enrolled phone only, and that it never opens what an officer does (docs/decisions/0015).
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.membership import rules

ROUNDS = 600_000
"""How often PBKDF2-HMAC-SHA256 is run (OWASP, Password Storage Cheat Sheet, 2023)."""
SHORTEST, LONGEST = 4, 8
CODE_HOURS = 24
FREE_GUESSES = 5
FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(days=30)
MOST_IN_A_DAY = 20
"""So many wrong PINs of a person over all phones of the group, then none is tried that day."""
A_DAY = timedelta(hours=24)
NO_SHARED_PHONE, EVERY_PHONE = 0, -1
"""Guesses are counted for each phone: all that the group does not share count as one; and once
more over every phone."""
IDLE = timedelta(minutes=10)
"""After so long without a touch nobody is she any more."""

PIN_NOT_READABLE = RefusalKind(
    "pin_not_readable",
    _("A PIN has {shortest} to {longest} digits."),
    _("Type digits only."),
    about="input",
)
PIN_TOO_EASY = RefusalKind(
    "pin_too_easy",
    _("Others would try this PIN first: a run, a repetition, a year, or part of a phone number."),
    _("Choose digits that only you connect with each other."),
    about="input",
)
PINS_DIFFER = RefusalKind(
    "pins_differ",
    _("You typed two different PINs."),
    _("Type the same one twice."),
    about="input",
)
PIN_NOT_RIGHT = RefusalKind(
    "pin_not_right",
    _("This is not the PIN of that person, or she has none."),
    _("Try again, or ask an officer for a code with which you choose a new one."),
    about="input",
)
TOO_MANY_GUESSES = RefusalKind(
    "too_many_guesses",
    _("A wrong PIN was typed too often on this phone. It can be tried again at {until}."),
    _("Wait. After each further wrong PIN the wait is twice as long."),
    about="who",
)
PIN_CODE_NOT_VALID = RefusalKind(
    "pin_code_not_valid",
    _("This code is not known here, was already used, or is too old."),
    _("Ask the secretary or the chair for a new code."),
    about="input",
)
NO_SUCH_DEVICE = RefusalKind(
    "no_such_device",
    _("There is no such shared phone in use."),
    _("Look at the list of shared phones."),
    about="input",
)
FULL_SIGN_IN_NEEDED = RefusalKind(
    "full_sign_in_needed",
    _("A PIN on a shared phone is not enough for this."),
    _("Sign in with your own phone number or e-mail address and your password."),
    about="who",
)
SECOND_STEP_NEEDED = RefusalKind(
    "second_step_needed",
    _("On this node, who holds an office acts only with a second step at sign-in."),
    _("Open My account, then “Second step at sign-in”, and begin."),
    about="who",
)


@dataclass(frozen=True)
class DeviceEnrolled:
    device: int


@dataclass(frozen=True)
class DeviceRevoked:
    device: int


@dataclass(frozen=True)
class PinCodeHanded:
    code: int
    person: int


@dataclass(frozen=True)
class PinSet:
    """`code`: the one-time code with which she did it; None where she was signed in herself."""

    pin: int
    person: int
    code: int | None


def objections_to_sharing_a_phone(standing: rules.Standing) -> list[Refusal]:
    """Officers say which phone the group shares."""
    if rules.is_officer(standing):
        return []
    return [rules.OFFICE_NOT_HELD.because(offices=", ".join(rules.OFFICES))]


def objections_to_pin(pin: str, *, phone: str = "") -> list[Refusal]:
    """What stands against choosing these digits; `phone` is her own number."""
    if not re.fullmatch(rf"[0-9]{{{SHORTEST},{LONGEST}}}", pin):
        return [PIN_NOT_READABLE.because(shortest=SHORTEST, longest=LONGEST)]
    easy = _is_a_run(pin) or _is_repeated(pin) or _is_a_day(pin) or pin in phone
    return [PIN_TOO_EASY.because()] if easy else []


def _is_a_run(pin: str) -> bool:
    """1234, 9876, 0246, 0000: every step is the same; 7890 and 0987 go over the nought."""
    steps = {(int(after) - int(one)) % 10 for one, after in pairwise(pin)}
    return len(steps) == 1


def _is_repeated(pin: str) -> bool:
    """1212, 123123, 1122, 1221, 1112: a part twice, or no more than two different digits."""
    half = len(pin) // 2
    return len(set(pin)) < 3 or pin == pin[:half] * 2


def _is_a_day(pin: str) -> bool:
    """1987, 2026; 14021987, 19870214: a year, or a day with its year."""
    year = "(19|20)[0-9]{2}"
    day = "(0[1-9]|[12][0-9]|3[01])"
    month = "(0[1-9]|1[0-2])"
    forms = (year, day + month + year, month + day + year, year + month + day, month + year)
    return any(re.fullmatch(form, pin) for form in forms)


def verifier_of(pin: str, *, salt: str, rounds: int = ROUNDS) -> str:
    """What is kept of a PIN: 64 hexadecimal characters.  `salt`: hexadecimal too."""
    made = hashlib.pbkdf2_hmac("sha256", pin.encode(), bytes.fromhex(salt), rounds)
    return made.hex()


def is_same(one: str, other: str) -> bool:
    """Whether two texts of digits are the same, in a time that does not tell how far."""
    return hmac.compare_digest(one.encode(), other.encode())


def proof_of(verifier: str, said: str) -> str:
    """What stands for a PIN that was typed: HMAC-SHA256 under its verifier, in hexadecimal, of what
    she said yes to with it: the key of what is sent, and what of it must not be changed."""
    return hmac.digest(bytes.fromhex(verifier), said.encode(), "sha256").hex()


def wait_after(wrong: int) -> timedelta:
    """How long nobody may guess after so many wrong PINs in a row: 15 minutes after five, then
    twice as long after each."""
    if wrong < FREE_GUESSES:
        return timedelta(0)
    doubled = min(wrong - FREE_GUESSES, 20)
    return min(FIRST_WAIT * (1 << doubled), LONGEST_WAIT)


def counted_on_all(wrong: int, since: datetime | None, at: datetime) -> tuple[int, datetime]:
    """Wrong PINs over all phones with this one, and since when they are counted."""
    if since is None or at - since >= A_DAY:
        return 1, at
    return wrong + 1, since


def objections_to_guess(blocked_until: datetime | None, at: datetime) -> list[Refusal]:
    """What stands against trying a PIN now."""
    if blocked_until is None or blocked_until <= at:
        return []
    return [TOO_MANY_GUESSES.because(until=blocked_until)]


def code_is_valid(*, expires_at: datetime, used_at: datetime | None, at: datetime) -> bool:
    """Whether a code for choosing a PIN may still be used."""
    return used_at is None and at <= expires_at


def expiry_of_code(at: datetime) -> datetime:
    """When a code made now becomes too old."""
    return at + timedelta(hours=CODE_HOURS)


def short_names(names: Mapping[int, str]) -> dict[int, str]:
    """What a shared phone shows of its members before anybody typed a PIN: the first name and the
    first letter of the last; two who would look the same get their numbers."""
    short = {person: _short(name) for person, name in names.items()}
    seen = list(short.values())
    return {
        person: f"{said} ({person})" if seen.count(said) > 1 else said
        for person, said in short.items()
    }


def _short(name: str) -> str:
    parts = name.split()
    return f"{parts[0]} {parts[-1][0]}." if len(parts) > 1 else name.strip()
