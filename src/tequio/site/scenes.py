"""The groups of the demonstration as examples of acts find them today.

Numbers are looked up when an example is shown; LookupError for what is not there.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from tequio.governance.queries import looking
from tequio.governance.queries.ballots import BallotView
from tequio.governance.queries.meetings import meetings
from tequio.kernel import plain
from tequio.ledger import queries as ledger
from tequio.lending import queries as lending
from tequio.membership import queries as members
from tequio.registry.queries.finding import find

RIDERS = "aarya-e-mobility-cooperative"
MOTHERS = "masakhane-mothers"
SAVERS = "nsoroma-savings-circle"
JASMINE = "jasmine-self-help-group"
LOTUS = "lotus-self-help-group"
VILLAGE = "village-organisation-of-the-fields"
NETWORK = "crossroads-network"
T = TypeVar("T")


@dataclass(frozen=True)
class Example:
    """Who does it, for which organisation (its short name; empty: for nobody's book), with what."""

    by: int | None
    organisation: str
    fields: Mapping[str, Any]

    def command(self, name: str) -> str:
        """The line for a shell, without the launcher's own name."""
        words = ["act", name, "--demo"]
        if self.by is not None:
            words += ["--by", str(self.by)]
        if self.organisation:
            words += ["--for", self.organisation]
        for field, value in self.fields.items():
            words += ["--with", f"{field}={_text(value)}"]
        return shlex.join(words)


def _text(value: Any) -> str:
    told = plain(value)
    return told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)


@dataclass(frozen=True)
class Group:
    """A group of the demonstration as it stands today; LookupError for what is not there."""

    slug: str
    today: date

    @cached_property
    def id(self) -> int:
        found = members.organisation(self.slug)
        if found is None:
            raise LookupError(self.slug)
        return found.id

    def holder(self, office: str) -> int:
        """Who holds an office."""
        return first_of(
            [t.person for t in members.terms(self.id, self.today) if t.office == office]
        )

    @cached_property
    def people(self) -> list[int]:
        """Members, by number."""
        return sorted(members.member_ids(self.id, self.today))

    def without_office(self, place: int = 0) -> int:
        """A member who holds no office."""
        held = {term.person for term in members.terms(self.id, self.today)}
        return first_of([person for person in self.people if person not in held][place:])

    def account(self, kind: str) -> int:
        """The first open account of a kind."""
        return first_of([one.id for one in ledger.accounts(self.id) if one.kind == kind])

    def matter(self, *, voting: str = "") -> looking.Matter:
        """An open proposal: one on which nobody votes yet, or one that is voted on in this way
        (`phone`, `hands`), or on a `budget` by phone."""
        found = looking.open_matters(self.id, None, on=self.today)
        if not voting:
            return first_of([one for one in found if one.state == "open"])
        return first_of([one for one in found if one.ballot and _way(one.ballot) == voting])

    def meeting(self, state: str) -> int:
        """A meeting that is `called` or `open`."""
        listed = meetings(self.id, only_open=True, limit=20)
        return first_of([one.id for one in listed if one.state == state])

    def loan(self, state: str) -> lending.LoanLine:
        """A loan in this state, as the treasurer sees it."""
        standing = members.standing(self.holder("treasurer"), self.id, self.today)
        listed = lending.loans(self.id, standing, self.today)
        return first_of([one for one in listed if one.state == state])

    def listed(self, name: str) -> int:
        """The number under which its register lists somebody of this name."""
        found = find(self.id, text=name, closed=True).rows
        return first_of([row.number for row in found if row.name == name])


def _way(ballot: BallotView) -> str:
    return "budget" if ballot.kind == "budget" else ballot.way


def first_of(found: list[T]) -> T:
    """The first of them.  LookupError if there is none."""
    if not found:
        raise LookupError("the demonstration holds none of these now")
    return found[0]


@dataclass(frozen=True)
class Scene:
    """The groups of the demonstration."""

    today: date

    @cached_property
    def riders(self) -> Group:
        return Group(RIDERS, self.today)

    @cached_property
    def mothers(self) -> Group:
        return Group(MOTHERS, self.today)

    @cached_property
    def savers(self) -> Group:
        return Group(SAVERS, self.today)

    @cached_property
    def jasmine(self) -> Group:
        return Group(JASMINE, self.today)

    @cached_property
    def village(self) -> Group:
        return Group(VILLAGE, self.today)

    @cached_property
    def network(self) -> Group:
        return Group(NETWORK, self.today)


Fields = Callable[[Group], Mapping[str, Any]]
"""What an act is given, as it is found in the group that does it."""


def by_secretary(fields: Fields) -> Callable[[Scene], Example]:
    """The secretary of the network does it, who keeps its register and its library."""
    return lambda scene: Example(scene.network.holder("secretary"), NETWORK, fields(scene.network))


def by_member(fields: Fields) -> Callable[[Scene], Example]:
    """Somebody of a group that belongs to the network does it there."""
    return lambda scene: Example(scene.riders.without_office(), NETWORK, fields(scene.network))
