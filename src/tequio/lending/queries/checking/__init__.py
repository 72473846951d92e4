"""What lending adds to `verify`: schedules recomputed; payouts, repayments, losses and what is set
aside held against the books and the chronicle."""

from __future__ import annotations

from collections.abc import Iterator

from tequio.kernel import Finding
from tequio.lending.queries.checking.calls import check_calls
from tequio.lending.queries.checking.loans import check_loans
from tequio.lending.queries.checking.losses import check_losses
from tequio.lending.queries.checking.telling import check_told
from tequio.lending.queries.loans import loans_of

__all__ = ["check"]


def check(organisation: int) -> Iterator[Finding]:
    """Every loan agrees with its terms, its account and its lines in the chronicle."""
    listed = loans_of(organisation)
    yield from check_loans(organisation, listed)
    yield from check_calls(organisation, listed)
    yield from check_losses(organisation, listed)
    yield from check_told(organisation, listed)
