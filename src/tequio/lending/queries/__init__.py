"""Reads of lending: loans for those who may see them, what stands against an act, the check."""

from tequio.lending.queries.books import places
from tequio.lending.queries.checking import check
from tequio.lending.queries.loans import Loan, Payout, Received
from tequio.lending.queries.views import (
    LoanLine,
    LoanView,
    Portfolio,
    asked_of,
    loan_view,
    loans,
    my_loans,
    portfolio,
    sees_every_loan,
)

__all__ = [
    "Loan",
    "LoanLine",
    "LoanView",
    "Payout",
    "Portfolio",
    "Received",
    "asked_of",
    "check",
    "loan_view",
    "loans",
    "my_loans",
    "places",
    "portfolio",
    "sees_every_loan",
]
