"""Who acts."""

from __future__ import annotations

from tequio.kernel import Act


def somebody(act: Act) -> int:
    """Whoever does this act; nobody else got past the objections."""
    assert act.by is not None, "whoever may do this is signed in"
    return act.by
