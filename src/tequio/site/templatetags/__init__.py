"""Filters and tags for the pages of every room."""
