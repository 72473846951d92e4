"""What is known, judged and found, and whether it holds."""

from tequio.screening.queries.checking import check

__all__ = ["check"]
