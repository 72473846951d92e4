"""A cooperative of five with share capital, and what is done with it in its own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from tequio.chronicle import queries as chronicle_queries
from tequio.chronicle.service import Receipt
from tequio.governance import queries as governance_queries
from tequio.governance import service as governance
from tequio.governance.rules.effects import AllowPayment
from tequio.governance.rules.founding import Founder, NewGroup, Opening
from tequio.governance.rules.meetings import Hands
from tequio.kernel import Act
from tequio.ledger import queries as books
from tequio.ledger import service as ledger
from tequio.ledger.rules import Transfer
from tequio.mandates import granting
from tequio.mandates import queries as mandates_queries
from tequio.mandates.rules import Ceiling, Grant, Scope
from tequio.membership import queries as membership_queries
from tequio.shares import queries, service
from tequio.statutes import queries as statutes_queries

NAMES = ("Amina", "Bodil", "Carla", "Dewi", "Ewa")
OFFICES = {"Bodil": ("treasurer",), "Carla": ("secretary",), "Dewi": ("chair",)}
KEYS = count(1)
FOUNDED = date(2025, 1, 1)
RULES: Mapping[str, Any] = {
    "offices.pay": ["treasurer"],
    "offices.book": ["treasurer"],
    "standing.purposes": [
        *("ledger.claim", "ledger.opening", "ledger.receive", "ledger.close"),
        *("shares.subscribe", "shares.pay_due", "ledger.reverse"),
    ],
    "shares.price": 5_000,
    "shares.least": 1,
    "shares.most": 10,
    "shares.notice_days": 30,
    "shares.withdrawn_most": "1/2",
}


@dataclass
class Group:
    """Bodil is treasurer, Carla secretary, Dewi chair; a share costs 50.00."""

    organisation: int
    slug: str
    person: dict[str, int]
    today: date = FOUNDED

    def act(self, who: str | None, key: str = "") -> Act:
        """An act of somebody at noon, under a fresh key unless one is given."""
        at = datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)
        return Act(self.person.get(who or ""), self.organisation, at, key or f"shares-{next(KEYS)}")

    def does(
        self, who: str, what: Callable[..., Receipt], /, key: str = "", **given: Any
    ) -> Mapping[str, Any]:
        """Somebody acts; the facts of the event."""
        return what(self.act(who, key), **given).facts

    def later(self, days: int) -> Group:
        """Some days pass."""
        self.today += timedelta(days=days)
        return self

    def account(self, kind: str = "cash") -> int:
        """The number of the group's first account of a kind."""
        return next(one.id for one in books.accounts(self.organisation) if one.kind == kind)

    def holds(self, kind: str = "cash", ref: str | None = None) -> int:
        """What the accounts of a kind hold together, in minor units."""
        return sum(
            one.minor
            for one in books.accounts(self.organisation)
            if one.kind == kind and ref in (None, one.ref)
        )

    def capital(self, who: str) -> int:
        """A member's capital, in minor units."""
        return self.holds("member-capital", f"person:{self.person[who]}")

    def allow(self, code: str, minor: int | None = None, **more: Any) -> int:
        """Grant a mandate that nobody decided; `more`: fields of the grant, `unit`, `subject`."""
        grant = {
            "title": "resolution",
            "scopes": (Scope(code, more.pop("subject", "")),),
            "ceilings": (Ceiling(more.pop("unit", "EUR"), minor),),
            "offices": ("treasurer",),
            "valid_from": FOUNDED,
        } | more
        return granting.grant(
            self.organisation, grant=Grant(**grant), source="resolution:1", source_hash="5" * 64
        )

    def subscribes(
        self, who: str, shares: int = 1, by: str = "Bodil", **more: Any
    ) -> Mapping[str, Any]:
        """The treasurer takes in what a member pays for shares."""
        given = {"person": self.person[who], "count": shares, "account": self.account()} | more
        return self.does(by, service.subscribe, **given)

    def asks_back(self, who: str, shares: int | None = 1, by: str = "", **more: Any) -> int:
        """A member asks for shares back; the number of her notice."""
        given = {"person": self.person[who], "count": shares} | more
        return int(self.does(by or who, service.give_notice, **given)["notice"])

    def gives_back(self, notice: int, by: str = "Bodil", **more: Any) -> Mapping[str, Any]:
        """The treasurer gives back what was asked for."""
        return self.does(
            by, service.withdraw, **{"notice": notice, "account": self.account()} | more
        )

    def earns(self, minor: int, on: date | None = None) -> None:
        """The group takes in money."""
        given = {"account": self.account(), "minor": minor, "unit": "EUR", "payer_text": "Sales"}
        self.does("Bodil", ledger.receive, purpose="ledger.receive", value_date=on, **given)

    def is_owed(self, who: str, minor: int) -> None:
        """A member is owed so much from a surplus before the book began."""
        sides = [
            ledger.account_for(self.organisation, unit="EUR", kind=kind, ref=ref)
            for kind, ref in (("opening", ""), ("surplus-due", f"person:{self.person[who]}"))
        ]
        mandate = self.allow("ledger.opening")
        moved = Transfer("ledger.opening", "", *sides, minor, "EUR", mandate)
        ledger.post(self.act("Bodil"), value_date=self.today, transfers=[moved])

    def is_paid(self, who: str, minor: int, by: str = "Bodil", **more: Any) -> Mapping[str, Any]:
        """The treasurer pays a member what she is owed from a surplus."""
        given = {"person": self.person[who], "minor": minor, "account": self.account()} | more
        return self.does(by, service.pay_due, **given)

    def permits(self, purpose: str, minor: int, *, subject: str = "") -> Mapping[str, Any]:
        """All decide that the treasurer may do this; the facts of the closed ballot."""
        effect = AllowPayment("mandate", purpose, minor, "EUR", ("treasurer",), subject)
        made = self.does("Amina", governance.propose, title="As agreed", effect=effect)
        return self.resolves(made["proposal"])

    def resolves(self, proposal: int) -> Mapping[str, Any]:
        """All meet and raise their hands for a proposal; the facts of the closed ballot."""
        meeting = self.does(
            "Carla", governance.open_meeting, present=tuple(self.person.values()), meeting=None
        )["meeting"]
        ballot = self.does(
            "Carla", governance.open_ballot, proposal=proposal, way="hands", meeting=meeting
        )["ballot"]
        hands = Hands(5, 0, 0, (self.person["Amina"], self.person["Ewa"]))
        self.does("Carla", governance.record_hands, ballot=ballot, hands=hands)
        told = self.does("Carla", governance.close_ballot, ballot=ballot)
        self.does("Carla", governance.close_meeting, meeting=meeting)
        return told

    def closes(self, through: date) -> None:
        """The treasurer closes the book up to a day."""
        self.does("Bodil", ledger.close_period, through=through)


def findings(group: Group) -> list[str]:
    """What the checks of this floor and all below it say of the group."""
    checks = (
        chronicle_queries.check,
        membership_queries.check,
        statutes_queries.check,
        mandates_queries.check,
        books.check,
        governance_queries.check,
        queries.check,
    )
    return [str(finding) for check in checks for finding in check(group.organisation)]


def found(*, slug: str = "weavers", **values: Any) -> Group:
    """Found the group with 1,000.00 in the box."""
    act = Act(None, None, datetime(2025, 1, 1, 9, tzinfo=UTC), f"found-{next(KEYS)}")
    receipt = governance.found(
        act,
        group=NewGroup("Weavers", "cooperative", "EUR", slug=slug),
        members=tuple(Founder(name, offices=OFFICES.get(name, ())) for name in NAMES),
        values=dict(RULES) | {name.replace("__", "."): value for name, value in values.items()},
        opening=(Opening("cash", 100_000),),
    )
    people = dict(zip(NAMES, receipt.facts["members"], strict=True))
    return Group(int(receipt.facts["organisation"]), slug, people)
