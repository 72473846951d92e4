"""Acts of the books, and what the rooms above need: accounts and posting."""

from tequio.ledger.service.accounts import account_for, open_account
from tequio.ledger.service.posting import Note, Posted, post

__all__ = ["Note", "Posted", "account_for", "open_account", "post"]
