"""Tequio: the meeting book of self-governing groups."""
