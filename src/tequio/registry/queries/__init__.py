"""What the register shows, and whether it holds."""

from tequio.registry.queries.checking import check

__all__ = ["check"]
