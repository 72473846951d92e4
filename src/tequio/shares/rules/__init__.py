"""Shares: dividends, the division of a surplus, refunds by use.  Pure."""

from tequio.shares.rules.dividends import dividends, share_days
from tequio.shares.rules.surplus import Division, Refund, Step, divide, refunds

__all__ = ["Division", "Refund", "Step", "divide", "dividends", "refunds", "share_days"]
