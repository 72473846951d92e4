"""Acts of shares: capital paid in, asked back and given back; surpluses divided and paid out."""

from tequio.shares.service.capital import give_notice, pay_due, subscribe, withdraw
from tequio.shares.service.dividing import Use, divide, propose_division

__all__ = [
    "Use",
    "divide",
    "give_notice",
    "pay_due",
    "propose_division",
    "subscribe",
    "withdraw",
]
