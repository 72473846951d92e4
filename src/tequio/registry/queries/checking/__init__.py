"""What `verify` compares of the register: imports and what persons wrote and decided with their
lines, and what is shown with what is said."""

from __future__ import annotations

from collections.abc import Iterator

from tequio.kernel import Finding
from tequio.registry.queries.checking.candidates import check_candidates
from tequio.registry.queries.checking.imports import check_imports
from tequio.registry.queries.checking.lines import lines_of_register
from tequio.registry.queries.checking.merges import check_merges
from tequio.registry.queries.checking.relations import check_relations
from tequio.registry.queries.checking.seen import check_seen
from tequio.registry.queries.checking.shown import check_shown
from tequio.registry.queries.checking.spoken import check_sources, check_spoken
from tequio.registry.queries.checking.subscriptions import check_subscriptions
from tequio.registry.queries.checking.suggestions import check_suggestions

__all__ = ["check"]


def check(organisation: int) -> Iterator[Finding]:
    """Every import, mapping and statement is as its line proves, every word written by hand, merge
    and answer as it was told, and what is shown follows."""
    lines = lines_of_register(organisation)
    yield from check_imports(organisation, lines)
    yield from check_seen(organisation, lines)
    yield from check_sources(organisation, lines)
    yield from check_spoken(organisation, lines)
    yield from check_merges(organisation, lines)
    yield from check_relations(organisation, lines)
    yield from check_candidates(organisation, lines)
    yield from check_suggestions(organisation, lines)
    yield from check_subscriptions(organisation, lines)
    yield from check_shown(organisation)
