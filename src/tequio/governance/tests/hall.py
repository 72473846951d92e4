"""A group of twelve that tests of governance stand on, founded through the act itself.

Asha is secretary, Bela chair, Chitra treasurer; Devi to Lata are members.  Statutes: half of the
members for a quorum, more than half of those present for money, no notice, two witnesses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.test import Client
from django.utils import timezone

from tequio.chronicle.service import Receipt
from tequio.governance import service
from tequio.governance.rules.effects import AllowBudget, AllowPayment, Effect, Nothing
from tequio.governance.rules.founding import Founder, NewGroup, Opening
from tequio.governance.rules.meetings import Hands
from tequio.kernel import Act
from tequio.membership import service as membership

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NAMES = (
    "Asha",
    "Bela",
    "Chitra",
    "Devi",
    "Esha",
    "Farida",
    "Gita",
    "Hema",
    "Indu",
    "Jaya",
    "Kamla",
    "Lata",
)
OFFICES = {"Asha": ("secretary",), "Bela": ("chair",), "Chitra": ("treasurer",)}
VALUES: dict[str, Any] = {
    "notice.days": 0,
    "meeting.ad_hoc": "2/3",
    "second_call.wait_minutes": 30,
    "decision.money.quorum": "1/2",
    "decision.money.second_call_quorum": "1/4",
    "decision.ordinary.quorum": "1/2",
    "decision.office.quorum": "1/2",
}
KEYS = count(1)


@dataclass
class Hall:
    """The group with its people by name, and a clock that a test moves."""

    organisation: int
    slug: str
    people: dict[str, int]
    at: datetime = field(default_factory=timezone.localtime)

    @property
    def today(self) -> date:
        return self.at.date()

    def later(self, **passed: int) -> Hall:
        """Let time pass."""
        self.at += timedelta(**passed)
        return self

    def act(self, by: str | None = "Asha", key: str = "") -> Act:
        """An act of somebody, now."""
        person = None if by is None else self.people[by]
        return Act(person, self.organisation, self.at, key or f"hall-{next(KEYS)}")

    def numbers(self, names: Iterable[str]) -> tuple[int, ...]:
        """Persons by name."""
        return tuple(self.people[name] for name in names)

    def proposes(
        self, effect: Effect | None = None, *, by: str = "Devi", title: str = "New tyres"
    ) -> int:
        """The number of a proposal."""
        made = service.propose(self.act(by), title=title, effect=effect or Nothing())
        return int(made.facts["proposal"])

    def opens(self, present: Sequence[str] = NAMES, meeting: int | None = None) -> int:
        """The number of an open meeting with these members in the room."""
        opened = service.open_meeting(self.act(), present=self.numbers(present), meeting=meeting)
        return int(opened.facts["meeting"])

    def votes(self, proposal: int, meeting: int | None = None, *, way: str = "hands") -> int:
        """The number of an open ballot."""
        closes = None if meeting else self.today
        opened = service.open_ballot(
            self.act(), proposal=proposal, way=way, meeting=meeting, closes_on=closes
        )
        return int(opened.facts["ballot"])

    def raises(self, ballot: int, yes: int, no: int = 0, abstain: int = 0) -> None:
        """Enter a count of hands before Bela and Chitra."""
        hands = Hands(yes, no, abstain, self.numbers(("Bela", "Chitra")))
        service.record_hands(self.act(), ballot=ballot, hands=hands)

    def closes(self, ballot: int) -> dict[str, Any]:
        """Close a ballot; the facts of the event."""
        return dict(service.close_ballot(self.act(), ballot=ballot).facts)

    def decides(
        self,
        effect: Effect | None = None,
        *,
        yes: int = 12,
        no: int = 0,
        present: Sequence[str] = NAMES,
    ) -> Any:
        """Propose, meet, raise hands, close; the facts of the ballot's end."""
        proposal = self.proposes(effect)
        meeting = self.opens(present)
        ballot = self.votes(proposal, meeting)
        self.raises(ballot, yes, no)
        ended = self.closes(ballot)
        service.close_meeting(self.act(), meeting=meeting)
        return ended

    def enters(self, name: str) -> Client:
        """A browser in which this person is signed in."""
        browser = Client()
        account = membership.open_account(self.people[name])
        browser.force_login(account, backend=BACKEND)
        return browser


def budget(minor: int = 100_000, *, until: date | None = None) -> AllowBudget:
    """A budget that members may share, in equal shares."""
    last = until or timezone.localdate() + timedelta(days=90)
    return AllowBudget("budget", minor, "INR", "budget.equal-shares.cost.add1@1", last)


def payment(minor: int = 50_000, **more: Any) -> AllowPayment:
    """A payment that the treasurer may make."""
    return AllowPayment("mandate", "ledger.pay", minor, "INR", ("treasurer",), **more)


def found(
    name: str = "Sakhi Mandal",
    *,
    names: Sequence[str] = NAMES,
    values: dict[str, Any] | None = None,
    opening: tuple[Opening, ...] = (),
    days_ago: int = 0,
) -> Hall:
    """Found the group as the node's operator; its clock goes on from that day."""
    at = timezone.localtime() - timedelta(days=days_ago)
    receipt: Receipt = service.found(
        Act(None, None, at, f"hall-{next(KEYS)}"),
        group=NewGroup(name, "self-help-group", "INR", country="IN", language="en"),
        members=tuple(Founder(one, offices=OFFICES.get(one, ())) for one in names),
        values=VALUES | (values or {}),
        opening=opening,
    )
    people = dict(zip(names, receipt.facts["members"], strict=True))
    organisation = int(receipt.facts["organisation"])
    from tequio.membership.queries import organisation as organisation_of

    found_now = organisation_of(organisation)
    assert found_now is not None
    return Hall(organisation, found_now.slug, people, at)


def person(name: str = "Nobody") -> tuple[int, Client]:
    """Somebody of no group, signed in."""
    number = membership.create_person(membership.NewPerson(name, language="en"))
    browser = Client()
    browser.force_login(membership.open_account(number), backend=BACKEND)
    return number, browser
