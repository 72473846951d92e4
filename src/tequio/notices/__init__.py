"""Receipts, passbooks and balances for the member without a phone."""
