"""A network that screens, with its people, in its own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

from tequio.chronicle.service import Receipt
from tequio.membership.tests import groups
from tequio.registry import service as registry
from tequio.registry.tests.office import Office, opened, with_member
from tequio.screening import queries

KEYS = count(1)
ASSESSORS = ("Dalia Ruiz", "Emil Otieno")
PANEL = ("Fatou Diop", "Gita Rani", "Hugo Lima")
APPEAL = ("Ines Costa", "Jaya Devi", "Kofi Mensah")


class Stage(Office):
    """The office of a register, with assessors, a panel and a panel for appeals.

    Asha is secretary, Bina treasurer, Chand a member; Dalia and Emil assess; Fatou, Gita and Hugo
    are the panel; Ines, Jaya and Kofi hear appeals.
    """

    def later(self, days: int = 1) -> Stage:
        """Some days pass."""
        self.at += timedelta(days=days)
        return self

    def member(self, slug: str = "weavers") -> tuple[groups.Group, int]:
        """A group that is a member of the network and recognised in its register, and its number
        there; its people are Asha, Bina and Chand too."""
        group = with_member(self, slug)
        listed = self.lists(group.facts.name)
        self.does(registry.recognise, listed=listed, organisation=group.id)
        return group, listed

    def for_group(
        self, group: groups.Group, what: Callable[..., Receipt], /, who: str = "asha", **given: Any
    ) -> Mapping[str, Any]:
        """Somebody of another group acts for it; the facts of the event."""
        act = replace(self.act(), by=group.people[who], organisation=group.id)
        return what(act, **given).facts

    def troubles(self) -> list[str]:
        """What `verify` finds in the screening."""
        return [str(finding) for finding in queries.check(self.keeper)]


def network(slug: str = "network") -> Stage:
    """A network that screens; everybody may see its register."""
    office = opened(slug, is_public=True)
    for office_of, people in (("assessor", ASSESSORS), ("panel", PANEL), ("appeal", APPEAL)):
        for name in people:
            office.group.join(name, office_of)
    return Stage(office.group, office.at)
