"""Reads of shares: the register, what was asked back, and the check."""

from tequio.shares.queries.capital import Notice, held, notices, terms_on, unit_of
from tequio.shares.queries.checking import check

__all__ = ["Notice", "check", "held", "notices", "terms_on", "unit_of"]
