"""Telling a group's history in domain words: who does what, on which day.

The demonstration and the stories in `tests/stories` are told with it.  It goes through acts only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from tequio.chronicle.service import Receipt
from tequio.governance import service as governance
from tequio.governance.rules.effects import Effect
from tequio.governance.rules.founding import Founder, NewGroup, Opening
from tequio.governance.rules.meetings import Hands
from tequio.kernel import Act
from tequio.ledger import queries as ledger_queries
from tequio.ledger import service as ledger
from tequio.membership import queries as members

Facts = Mapping[str, Any]


@dataclass
class Stage:
    """A clock that the story sets, and a counter that gives every act a key of its own."""

    today: date = field(default_factory=timezone.localdate)
    minutes: int = 9 * 60
    acts: int = 0

    def on(self, day: date) -> Stage:
        """Go to the morning of a day."""
        self.today, self.minutes = day, 9 * 60
        return self

    def later(self, days: int) -> Stage:
        """Go to the morning some days later."""
        return self.on(self.today + timedelta(days=days))

    def act(self, by: int | None, organisation: int | None, key: str = "") -> Act:
        """The next act: a minute after the one before, under a key of its own."""
        self.acts += 1
        self.minutes += 1
        hour, minute = divmod(self.minutes, 60)
        zone = ZoneInfo(timezone.get_current_timezone_name())
        at = datetime.combine(self.today, time(min(hour, 23), minute % 60), zone)
        return Act(by, organisation, at, key or f"story-{self.today:%Y%m%d}-{self.acts}")

    def found(
        self,
        group: NewGroup,
        founders: Sequence[Founder],
        *,
        opening: Sequence[Opening] = (),
        values: Mapping[str, Any] | None = None,
    ) -> Group:
        """Found a group; its people are known by their names from now on."""
        receipt = governance.found(
            self.act(None, None),
            group=group,
            members=tuple(founders),
            values=dict(values or {}),
            opening=tuple(opening),
        )
        organisation = int(receipt.facts["organisation"])
        people = [int(person) for person in receipt.facts["members"]]
        names = members.person_names(people)
        found = members.organisation(organisation)
        assert found is not None
        return Group(self, organisation, found.slug, found.unit, {names[p]: p for p in people})


@dataclass
class Group:
    """A group on the stage: `person` gives a member's number by name."""

    stage: Stage
    organisation: int
    slug: str
    unit: str
    person: dict[str, int]
    secretary: str = ""

    def does(
        self, who: str, what: Callable[..., Receipt], /, *, key: str = "", **fields: Any
    ) -> Facts:
        """Somebody acts for the group; the facts of the event."""
        return what(self.act(who, key), **fields).facts

    def act(self, who: str, key: str = "") -> Act:
        """The next act of a member, to be handed to a service."""
        return self.stage.act(self.person[who], self.organisation, key)

    def numbers(self, names: Iterable[str]) -> tuple[int, ...]:
        """Members' numbers by name."""
        return tuple(self.person[name] for name in names)

    def account(self, kind: str) -> int:
        """The number of the group's first account of a kind (cash, bank)."""
        return self._account(kind).id

    def money_in(self, kind: str) -> int:
        """What the book says is in the cash box or the bank, in minor units."""
        return self._account(kind).minor

    def _account(self, kind: str) -> ledger_queries.Account:
        listed = ledger_queries.accounts(self.organisation, self.stage.today)
        return next(one for one in listed if one.kind == kind)

    def pays(
        self, who: str, minor: int, subject: str, what: str, *, from_: str = "cash", key: str = ""
    ) -> Facts:
        """Pay for a purpose of the group that was decided under this subject."""
        return self.does(
            who,
            ledger.pay,
            key=key,
            purpose="ledger.pay",
            account=self.account(from_),
            minor=minor,
            unit=self.unit,
            subject=subject,
            payee_text=what,
        )

    def meets(self, secretary: str, present: Iterable[str], *, meeting: int | None = None) -> int:
        """Open a meeting, called before or not, with these members in the room."""
        opened = self.does(
            secretary,
            governance.open_meeting,
            present=self.numbers(present),
            meeting=meeting,
        )
        return int(opened["meeting"])

    def proposes(
        self, who: str, title: str, effect: Effect, *, text: str = "", about: str = ""
    ) -> int:
        """Make a proposal; its number."""
        made = self.does(
            who,
            governance.propose,
            title=title,
            text=text,
            effect=effect,
            about=self.person[about] if about else None,
        )
        return int(made["proposal"])

    def raises_hands(
        self,
        secretary: str,
        proposal: int,
        hands: tuple[int, int, int],
        *,
        meeting: int,
        witnesses: Sequence[str],
    ) -> Facts:
        """Vote by hands (yes, no, abstain) in an open meeting and close the ballot."""
        ballot = self.does(
            secretary, governance.open_ballot, proposal=proposal, way="hands", meeting=meeting
        )["ballot"]
        count = Hands(*hands, self.numbers(witnesses))
        self.does(secretary, governance.record_hands, ballot=ballot, hands=count)
        return self.does(secretary, governance.close_ballot, ballot=ballot)
