"""Reads of the books: accounts, statements, claims, decided against done, bank lines, the check."""

from tequio.ledger.queries.accounts import (
    Account,
    Statement,
    StatementLine,
    account,
    accounts,
    accounts_of_person,
    accounts_of_persons,
    balance,
    statement,
    statement_fits_until,
    totals,
)
from tequio.ledger.queries.bank_lines import Line, Proposal, lines_of, unmatched_lines
from tequio.ledger.queries.checking import check, check_grammar
from tequio.ledger.queries.claims import (
    Claim,
    claims,
    claims_by_number,
    settled_claims,
)
from tequio.ledger.queries.decided import (
    Decided,
    Done,
    Payment,
    decided,
    decided_against_done,
    entries_of,
    latest_payments,
    payments_under,
)
from tequio.ledger.queries.exporting import hledger_text
from tequio.ledger.queries.facts import (
    account_by_number,
    accounts_by_number,
    accounts_where,
    closed_through,
)
from tequio.ledger.queries.prepared import (
    Count,
    Prepared,
    counts,
    may_be_paid,
    movement_that_waits,
    objections_to_move_money,
    prepared_payments,
)
from tequio.ledger.queries.purposes import EntryOf, Listed, all_entries, entries_for
from tequio.ledger.queries.reversing import debited, reversed_entries

__all__ = [
    "Account",
    "Claim",
    "Count",
    "Decided",
    "Done",
    "EntryOf",
    "Line",
    "Listed",
    "Payment",
    "Prepared",
    "Proposal",
    "Statement",
    "StatementLine",
    "account",
    "account_by_number",
    "accounts",
    "accounts_by_number",
    "accounts_of_person",
    "accounts_of_persons",
    "accounts_where",
    "all_entries",
    "balance",
    "check",
    "check_grammar",
    "claims",
    "claims_by_number",
    "closed_through",
    "counts",
    "debited",
    "decided",
    "decided_against_done",
    "entries_for",
    "entries_of",
    "hledger_text",
    "latest_payments",
    "lines_of",
    "may_be_paid",
    "movement_that_waits",
    "objections_to_move_money",
    "payments_under",
    "prepared_payments",
    "reversed_entries",
    "settled_claims",
    "statement",
    "statement_fits_until",
    "totals",
    "unmatched_lines",
]
