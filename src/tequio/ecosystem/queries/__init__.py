"""Who holds what, who knows whom, what was found, and whether it holds."""

from tequio.ecosystem.queries.checking import check

__all__ = ["check"]
