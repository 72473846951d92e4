"""A network that keeps a register, and what its office does there, in the office's own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from tequio.chronicle.service import Receipt
from tequio.kernel import Act
from tequio.membership import service as membership
from tequio.membership.tests import groups
from tequio.registry import queries, service
from tequio.registry.models import CandidateRow, ListedRow, ShownRow
from tequio.registry.rules.saying import Value
from tequio.statutes import amending

KEYS = count(1)
HERE = {"lon": "1.222500", "lat": "6.131900", "precision": 20, "method": "pin"}


@dataclass
class Office:
    """Asha is secretary and keeps the register; Bina is treasurer, Chand a member."""

    group: groups.Group
    at: datetime = field(default_factory=timezone.localtime)

    @property
    def keeper(self) -> int:
        """The number of the organisation that keeps the register."""
        return self.group.id

    def act(self, who: str = "asha") -> Act:
        """An act of somebody, a second after the one before."""
        self.at += timedelta(seconds=1)
        by = self.group.people.get(who)
        return Act(by, self.keeper, self.at, f"registry-{next(KEYS)}")

    def of(
        self, group: groups.Group, what: Callable[..., Receipt], /, who: str = "asha", **given: Any
    ) -> Mapping[str, Any]:
        """An officer of another group acts for it, in this register; the facts of the event."""
        act = replace(self.act(), by=group.people[who], organisation=group.id)
        return what(act, keeper=self.group.slug, **given).facts

    def does(
        self, what: Callable[..., Receipt], /, who: str = "asha", **given: Any
    ) -> Mapping[str, Any]:
        """Somebody acts; the facts of the event."""
        return what(self.act(who), **given).facts

    def lists(self, name: str, **values: Any) -> int:
        """The secretary lists an organisation; `address__postcode="…"` says `address.postcode`."""
        said = [Value("name.legal", name)]
        said += [Value(code.replace("__", "."), value) for code, value in values.items()]
        return int(self.does(service.list_organisation, values=tuple(said))["listed"])

    def says(self, listed: int, property: str, value: Any, **more: Any) -> Mapping[str, Any]:
        """The secretary says something of an organisation."""
        given = {"listed": listed, "property": property, "value": value, "reason": "They told us."}
        return self.does(service.assert_value, **given | more)

    def merges(self, kept: int, gone: int) -> int:
        """The secretary finds two to be one; the number of the merge."""
        told = self.does(service.merge, kept=kept, gone=gone, reason="One telephone.")
        return int(told["merge"])

    def shown(self, listed: int) -> ShownRow | None:
        """What lists and map show of an organisation."""
        return ShownRow.objects.filter(organisation_id=self.keeper, id=listed).first()

    def listed(self, listed: int) -> ListedRow:
        """The row of an organisation."""
        return ListedRow.objects.get(organisation_id=self.keeper, id=listed)

    def candidates(self) -> dict[tuple[int, int], str]:
        """By pair how it stands on the desk."""
        rows = CandidateRow.objects.filter(organisation_id=self.keeper)
        return {(row.first_id, row.second_id): row.state for row in rows}

    def findings(self) -> list[str]:
        """What `verify` finds in the register."""
        return [str(finding) for finding in queries.check(self.keeper)]

    def adopts(self, **values: Any) -> None:
        """The statutes get these values; `register__public=True` says `register.public`."""
        told = {code.replace("__", "."): value for code, value in values.items()}
        given = {
            "from_day": self.at.date() - timedelta(days=9),
            "source": 1,
            "source_hash": "5" * 64,
        }
        amending.adopt(self.keeper, values=told, **given)


def opened(slug: str = "network", *, is_public: bool = False) -> Office:
    """A network with a secretary; everybody sees its register if it is public."""
    office = Office(groups.found(slug, kind="network"))
    if is_public:
        office.adopts(register__public=True)
    return office


def with_member(office: Office, slug: str = "weavers") -> groups.Group:
    """A group that is a member of the network; its people are Asha, Bina and Chand too."""
    group = groups.found(slug, name="Weavers of Lomé")
    membership.admit_organisation(office.keeper, group.id, since=office.at.date())
    return group
