"""Acts of shares: capital paid in, asked back and given back; surpluses divided and paid out."""

from tequio.shares.service.capital import give_notice, pay_due, subscribe, withdraw

__all__ = ["give_notice", "pay_due", "subscribe", "withdraw"]
