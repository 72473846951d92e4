"""Pages of lending: the list, one loan, asking, paying out, repaying, the sheet to sign."""

from tequio.lending.pages.asking import ask
from tequio.lending.pages.calling import call, pay_back
from tequio.lending.pages.deciding import bring_loan, bring_provision
from tequio.lending.pages.loans import loan, loans, sheet
from tequio.lending.pages.losing import arrears, recover, write_off
from tequio.lending.pages.paying import pay_out, repay

__all__ = [
    "arrears",
    "ask",
    "bring_loan",
    "bring_provision",
    "call",
    "loan",
    "loans",
    "pay_back",
    "pay_out",
    "recover",
    "repay",
    "sheet",
    "write_off",
]
