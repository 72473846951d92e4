"""A network that brings organisations together: Asha, its secretary, is the organiser."""

from __future__ import annotations

from tequio.ecosystem import queries
from tequio.screening.tests.stage import Stage as OfScreening
from tequio.screening.tests.stage import network

__all__ = ["Stage", "table"]


class Stage(OfScreening):
    """The same people, who bring organisations together."""

    def ecosystem_troubles(self) -> list[str]:
        """What `verify` finds in what was said, found and done here."""
        return [str(finding) for finding in queries.check(self.keeper)]


def table(slug: str = "network") -> Stage:
    """A network with a register of actors; `lists()` adds one, `member()` one with people of its
    own on this node."""
    office = network(slug)
    return Stage(office.group, office.at)
