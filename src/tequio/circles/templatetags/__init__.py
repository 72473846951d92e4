"""Filters for the pages of circles."""
