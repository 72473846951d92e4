"""Pages of lending: the list, one loan, asking, paying out, repaying, the sheet to sign."""

from tequio.lending.pages.asking import ask
from tequio.lending.pages.loans import arrears, loan, loans, sheet
from tequio.lending.pages.paying import pay_out, repay

__all__ = ["arrears", "ask", "loan", "loans", "pay_out", "repay", "sheet"]
