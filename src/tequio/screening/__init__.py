"""Screening: recognised by what it does, not by what it writes."""
