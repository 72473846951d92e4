"""Persons, organisations, who belongs, who holds which office, and who looks."""
