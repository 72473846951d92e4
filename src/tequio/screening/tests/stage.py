"""A network that screens, with its people, in its own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from itertools import count
from typing import Any

from django.core.files.base import ContentFile

from tequio.chronicle.service import Receipt
from tequio.governance import service as governance
from tequio.governance.models import BodyRow
from tequio.governance.rules.meetings import Hands
from tequio.governance.service.bodies import open_body
from tequio.membership.tests import groups
from tequio.membership.visits import document_kept
from tequio.registry import service as registry
from tequio.registry.tests.office import Office, opened, with_member
from tequio.screening import queries, service

KEYS = count(1)
ASSESSORS = ("Dalia Ruiz", "Emil Otieno")
PANEL = ("Fatou Diop", "Gita Rani", "Hugo Lima")
APPEAL = ("Ines Costa", "Jaya Devi", "Kofi Mensah")


PAGE, BLACKENED = b"We met under the tree, all twelve of us.", b"We met, all of us."
FILE, COPY = (sha256(content).hexdigest() for content in (PAGE, BLACKENED))
"""A page that every organisation here keeps, and its copy in which names are blackened."""


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
        with_assembly(group)
        keep_papers(group.id)
        return group, listed

    def for_group(
        self, group: groups.Group, what: Callable[..., Receipt], /, who: str = "asha", **given: Any
    ) -> Mapping[str, Any]:
        """Somebody of another group acts for it; the facts of the event."""
        act = replace(self.act(), by=group.people.get(who), organisation=group.id)
        return what(act, **given).facts

    def votes(
        self, proposal: int, group: groups.Group | None = None, *, is_for: bool = True
    ) -> int:
        """All of the network, or of another group, meet and raise their hands for a proposal, or
        against it; the number of the resolution."""
        group = group or self.group
        with_assembly(group)
        everybody = tuple(group.people.values())
        meeting = self.for_group(group, governance.open_meeting, present=everybody)["meeting"]
        opened = {"proposal": proposal, "way": "hands", "meeting": meeting}
        ballot = self.for_group(group, governance.open_ballot, **opened)["ballot"]
        yes, no = (len(everybody), 0) if is_for else (0, len(everybody))
        hands = Hands(yes, no, 0, everybody[1:3])
        self.for_group(group, governance.record_hands, ballot=ballot, hands=hands)
        told = self.for_group(group, governance.close_ballot, ballot=ballot)
        self.for_group(group, governance.close_meeting, meeting=meeting)
        return int(told["resolution"])

    def adopts_pack(self, pack: str = "un-ilo") -> int:
        """The members adopt a pack; its number."""
        asked = self.does(service.propose_pack, "chand", pack=pack)["proposal"]
        self.votes(asked)
        return int(self.does(service.adopt_pack, proposal=asked)["pack_id"])

    def allows(self, group: groups.Group, *books: str, pack: str = "un-ilo@1") -> int:
        """The members of a group let the network read these books; the number of the consent."""
        asked = {"examiner": self.group.slug, "packs": (pack,), "books": books}
        proposal = self.for_group(group, service.propose_consent, **asked)["proposal"]
        self.votes(proposal, group)
        return int(self.for_group(group, service.give_consent, proposal=proposal)["consent"])

    def troubles(self) -> list[str]:
        """What `verify` finds in the screening."""
        return [str(finding) for finding in queries.check(self.keeper)]


def keep_papers(owner: int) -> None:
    """The page and its copy are kept in the name of an organisation."""
    for content in (PAGE, BLACKENED):
        keeps(owner, content)


def keeps(owner: int, content: bytes) -> str:
    """A file is kept in the name of an organisation, as if it were uploaded; its digest."""
    with document_kept(owner, ContentFile(content)) as digest:
        return digest


def with_assembly(group: groups.Group) -> None:
    """A group that was written down for a test gets the assembly that founding would give it."""
    if not BodyRow.objects.filter(organisation_id=group.id, code="assembly").exists():
        open_body(group.id, code="assembly")


def network(slug: str = "network") -> Stage:
    """A network that screens; everybody may see its register."""
    office = opened(slug, is_public=True)
    for office_of, people in (("assessor", ASSESSORS), ("panel", PANEL), ("appeal", APPEAL)):
        for name in people:
            office.group.join(name, office_of)
    with_assembly(office.group)
    keep_papers(office.group.id)
    return Stage(office.group, office.at)
