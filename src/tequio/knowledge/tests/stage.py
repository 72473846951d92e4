"""A network that learns: Asha keeps its library; its people and its member groups take part."""

from __future__ import annotations

from tequio.knowledge import queries
from tequio.membership import service as membership
from tequio.membership.service import NewPerson
from tequio.screening.tests.stage import Stage, network

__all__ = ["Library", "Stage", "library", "outsider", "place", "public_library"]


class Library(Stage):
    """A network in which people learn from each other."""

    def troubles(self) -> list[str]:
        """What `verify` finds in the library."""
        return [str(finding) for finding in queries.check(self.keeper)]


def library(slug: str = "network") -> Library:
    """A network with a register, and a library that its secretary Asha keeps; Bina is treasurer,
    Chand a member, and `member()` brings a group with people of its own."""
    opened = network(slug)
    return Library(opened.group, opened.at)


def public_library() -> Library:
    """The same, open to everybody."""
    opened = library()
    opened.adopts(knowledge__public=True)
    return opened


def place(here: Library, page: object = "") -> str:
    """The address of a page of its library."""
    return f"/o/{here.group.slug}/practices/{page}"


def outsider() -> int:
    """Somebody who belongs nowhere."""
    return membership.create_person(NewPerson("Stranger"))
