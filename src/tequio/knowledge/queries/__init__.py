"""What was observed, written and tried, and whether it holds."""

from tequio.knowledge.queries.checking import check

__all__ = ["check"]
