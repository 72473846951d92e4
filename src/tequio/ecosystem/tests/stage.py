"""A network that brings organisations together: Asha, its secretary, is the organiser."""

from __future__ import annotations

from tequio.screening.tests.stage import Stage, network

__all__ = ["Stage", "table"]


def table(slug: str = "network") -> Stage:
    """A network with a register of actors; `lists()` adds one, `member()` one with people of its
    own on this node."""
    return network(slug)
