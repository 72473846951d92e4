"""A network that brings organisations together: Asha, its secretary, is the organiser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tequio.chronicle.service import Receipt
from tequio.ecosystem import queries
from tequio.kernel import Refused
from tequio.screening.tests.stage import Stage as OfScreening
from tequio.screening.tests.stage import network

__all__ = ["Stage", "codes", "table"]


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


def codes(
    stage: Stage, what: Callable[..., Receipt], /, who: str = "asha", **given: Any
) -> list[str]:
    """Why somebody's act is refused, in the order of the alphabet."""
    with pytest.raises(Refused) as said:
        stage.does(what, who, **given)
    return sorted(one.code for one in said.value.refusals)
