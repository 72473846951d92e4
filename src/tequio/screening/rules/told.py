"""What happened in a screening, in the past tense: ids, codes, days, digests; never names.

An event that is told in two chains names the `examiner` whose matter it is.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class InterestDeclared:
    """Somebody has an interest in a listed organisation; `proof`: digest of her words."""

    interest: int
    listed: int
    text: int | None
    proof: str


@dataclass(frozen=True)
class InterestEnded:
    """She has none any more."""

    interest: int
    listed: int
