"""A network that learns: Asha keeps its library; its people and its member groups take part."""

from __future__ import annotations

from tequio.screening.tests.stage import Stage, network

__all__ = ["Stage", "library"]


def library(slug: str = "network") -> Stage:
    """A network with a register, and a library that its secretary Asha keeps; Bina is treasurer,
    Chand a member, and `member()` brings a group with people of its own."""
    return network(slug)
