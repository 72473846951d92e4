"""The books: accounts, journals, transfers, each under the mandate that allowed it."""
