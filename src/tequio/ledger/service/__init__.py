"""Acts of the books, and what the rooms above need: accounts, posting, ratification."""

from tequio.ledger.service.accounts import account_for, accounts_for, open_account
from tequio.ledger.service.bank_lines import import_lines, match_line, unmatch_line
from tequio.ledger.service.cash import OF_COUNTING, BoxCounted, count_cash, prepare_counts
from tequio.ledger.service.claims import (
    book_ratification,
    ratify_claim,
    record_undecided,
    recover_claim,
)
from tequio.ledger.service.closing import (
    add_account,
    change_limit,
    close_account,
    close_period,
    reverse,
)
from tequio.ledger.service.paying import move, pay, prepare_payment, receive
from tequio.ledger.service.posting import Note, Posted, post
from tequio.ledger.service.saving import save, withdraw
from tequio.ledger.service.together import NOTHING_POSTED, Prepared, post_together

__all__ = [
    "NOTHING_POSTED",
    "OF_COUNTING",
    "BoxCounted",
    "Note",
    "Posted",
    "Prepared",
    "account_for",
    "accounts_for",
    "add_account",
    "book_ratification",
    "change_limit",
    "close_account",
    "close_period",
    "count_cash",
    "import_lines",
    "match_line",
    "move",
    "open_account",
    "pay",
    "post",
    "post_together",
    "prepare_counts",
    "prepare_payment",
    "ratify_claim",
    "receive",
    "record_undecided",
    "recover_claim",
    "reverse",
    "save",
    "unmatch_line",
    "withdraw",
]
