"""Acts of the screening."""

from tequio.screening.service.interests import declare_interest, end_interest

__all__ = ["declare_interest", "end_interest"]
