"""Pages of shares: the register, paying in, asking back, giving back; divisions of a surplus."""

from tequio.shares.pages.capital import give_notice, pay_due, subscribe, withdraw
from tequio.shares.pages.dividing import division, propose_division
from tequio.shares.pages.register import shares

__all__ = [
    "division",
    "give_notice",
    "pay_due",
    "propose_division",
    "shares",
    "subscribe",
    "withdraw",
]
