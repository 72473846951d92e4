"""Reads of lending: loans for those who may see them, what stands against an act, the check."""

from tequio.lending.queries.arrears import Arrears, Due, arrears, due_soon, sees_arrears
from tequio.lending.queries.books import PlaceLine, places
from tequio.lending.queries.checking import check
from tequio.lending.queries.loans import Loan, Payout, Received, loan
from tequio.lending.queries.provisions import Provided, provided, provided_by_tables
from tequio.lending.queries.views import (
    Keys,
    LoanLine,
    LoanView,
    Portfolio,
    asked_among,
    asked_of,
    ended_loans,
    keys_of_payout,
    loan_view,
    loans,
    my_loans,
    offices_at_work,
    portfolio,
    portfolio_of,
    sees_every_loan,
)

__all__ = [
    "Arrears",
    "Due",
    "Keys",
    "Loan",
    "LoanLine",
    "LoanView",
    "Payout",
    "PlaceLine",
    "Portfolio",
    "Provided",
    "Received",
    "arrears",
    "asked_among",
    "asked_of",
    "check",
    "due_soon",
    "ended_loans",
    "keys_of_payout",
    "loan",
    "loan_view",
    "loans",
    "my_loans",
    "offices_at_work",
    "places",
    "portfolio",
    "portfolio_of",
    "provided",
    "provided_by_tables",
    "sees_arrears",
    "sees_every_loan",
]
