"""Ecosystem: who is there, who is missing, and what to do about it this quarter."""
