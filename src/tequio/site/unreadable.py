"""Why a file that was named at the command line cannot be read."""

from __future__ import annotations


def why_unreadable(error: OSError) -> str:
    """A sentence, the same for every verb."""
    if isinstance(error, FileNotFoundError):
        return "There is no such file."
    if isinstance(error, IsADirectoryError):
        return "This is a folder, not a file."
    return f"This file cannot be read ({(error.strerror or 'unknown reason').lower()})."
