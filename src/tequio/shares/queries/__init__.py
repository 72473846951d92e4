"""Reads of shares: the register, what was asked back, divisions, and the check."""

from tequio.shares.queries.capital import Notice, held, notices, terms_on, unit_of
from tequio.shares.queries.checking import check
from tequio.shares.queries.dividing import Division, divisions, returns_after
from tequio.shares.queries.register import (
    Holder,
    Register,
    offices_at_work,
    places,
    register,
    sees_register,
)

__all__ = [
    "Division",
    "Holder",
    "Notice",
    "Register",
    "check",
    "divisions",
    "held",
    "notices",
    "offices_at_work",
    "places",
    "register",
    "returns_after",
    "sees_register",
    "terms_on",
    "unit_of",
]
