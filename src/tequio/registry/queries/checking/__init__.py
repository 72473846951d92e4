"""What `verify` compares of the register: imports with their lines, and what is shown with what
is said."""

from __future__ import annotations

from collections.abc import Iterator

from tequio.kernel import Finding
from tequio.registry.queries.checking.imports import check_imports
from tequio.registry.queries.checking.shown import check_shown

__all__ = ["check"]


def check(organisation: int) -> Iterator[Finding]:
    """Every import, mapping and statement is as its line proves, and what is shown follows."""
    yield from check_imports(organisation)
    yield from check_shown(organisation)
