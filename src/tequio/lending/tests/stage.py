"""A self-help group of ten that saves and lends, and the steps of a loan in its own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from tequio.lending import queries as lending_queries
from tequio.lending import service as lending
from tequio.lending.queries.loans import loan as find_loan
from tequio.mandates import granting
from tequio.mandates import queries as mandates_queries
from tequio.mandates.rules import Ceiling, Grant, Scope
from tequio.membership import queries as membership_queries
from tequio.statutes import queries as statutes_queries

NAMES = tuple("Asma Bina Chand Deepa Esha Fatima Gita Hema Indu Jaya".split())
OFFICES = {"Bina": ("treasurer",), "Chand": ("secretary",), "Deepa": ("chair",)}
KEYS = count(1)
FOUNDED = date(2026, 1, 5)
DECIDED = date(2026, 2, 14)


@dataclass
class Group:
    """Asma borrows; Bina is treasurer, Chand secretary, Deepa chair; the others are members."""

    organisation: int
    slug: str
    person: dict[str, int]
    today: date = DECIDED

    def act(self, who: str | None, key: str = "") -> Act:
        """An act of somebody at noon, under a fresh key unless one is given."""
        at = datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)
        return Act(
            self.person.get(who or ""), self.organisation, at, key or f"lending-{next(KEYS)}"
        )

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
        return self._account(kind).id

    def holds(self, kind: str = "cash") -> int:
        """What is in it, in minor units."""
        return self._account(kind).minor

    def _account(self, kind: str) -> books.Account:
        return next(one for one in books.accounts(self.organisation) if one.kind == kind)

    def saves(self, who: str, minor: int) -> None:
        """A member brings savings."""
        self.does(
            "Bina",
            ledger.save,
            person=self.person[who],
            account=self.account(),
            minor=minor,
            unit="INR",
        )

    def buys_shares(self, who: str, minor: int, *, book: str = "main") -> None:
        """A member buys shares of a circle for so much money."""
        mandate, ref = self.allow("circle.shares"), f"person:{self.person[who]}"
        box, shares = (
            ledger.account_for(self.organisation, book=book, unit="INR", kind=kind, ref=name)
            for kind, name in (("cash", "shares"), ("member-shares", ref))
        )
        bought = Transfer("circle.shares", "", box, shares, minor, "INR", mandate)
        ledger.post(self.act("Bina"), value_date=self.today, transfers=[bought], book=book)

    def allow(self, code: str, minor: int | None = None, **more: Any) -> int:
        """Grant a mandate that nobody decided; `more`: fields of the grant, `unit`, `subject`."""
        grant = {
            "title": "resolution",
            "scopes": (Scope(code, more.pop("subject", "")),),
            "ceilings": (Ceiling(more.pop("unit", "INR"), minor),),
            "offices": ("treasurer",),
            "valid_from": FOUNDED,
        } | more
        return granting.grant(
            self.organisation, grant=Grant(**grant), source="resolution:1", source_hash="5" * 64
        )

    def asks(self, who: str = "Asma", minor: int = 120000, **more: Any) -> int:
        """A member asks for a loan in six months; its number."""
        given = {"months": 6, "purpose_text": "A sewing machine"} | more
        return int(self.does(who, lending.request, minor=minor, **given)["loan"])

    def stands(self, who: str, loan: int) -> None:
        """A member stands for a loan."""
        self.does(who, lending.guarantee, loan=loan)

    def decides(self, loan: int, *, yes: int = 10) -> Mapping[str, Any]:
        """All ten meet and raise their hands on a loan; the facts of the closed ballot."""
        found = find_loan(self.organisation, loan)
        assert found is not None
        return self.resolves(found.proposal, yes=yes)

    def permits(self, purpose: str, minor: int, *, subject: str = "") -> Mapping[str, Any]:
        """All ten decide that the treasurer may do this; the facts of the closed ballot."""
        effect = AllowPayment("mandate", purpose, minor, "INR", ("treasurer",), subject)
        made = self.does("Asma", governance.propose, title="As agreed", effect=effect)
        return self.resolves(made["proposal"])

    def resolves(self, proposal: int, *, yes: int = 10) -> Mapping[str, Any]:
        """All ten meet and raise their hands on a proposal; the facts of the closed ballot."""
        meeting = self.does(
            "Chand", governance.open_meeting, present=tuple(self.person.values()), meeting=None
        )["meeting"]
        ballot = self.does(
            "Chand",
            governance.open_ballot,
            proposal=proposal,
            way="hands",
            meeting=meeting,
        )["ballot"]
        hands = Hands(yes, 10 - yes, 0, (self.person["Esha"], self.person["Fatima"]))
        self.does("Chand", governance.record_hands, ballot=ballot, hands=hands)
        return self.does("Chand", governance.close_ballot, ballot=ballot)

    def pays_out(self, loan: int, who: str = "Bina", **more: Any) -> Mapping[str, Any]:
        """The treasurer pays a loan out from the cash box."""
        return self.does(who, lending.pay_out, **{"loan": loan, "account": self.account()} | more)

    def repays(self, loan: int, minor: int, who: str = "Bina", **more: Any) -> Mapping[str, Any]:
        """The treasurer takes in a repayment."""
        given = {"loan": loan, "minor": minor, "account": self.account()} | more
        return self.does(who, lending.repay, **given)

    def a_loan(
        self,
        *,
        stage: str = "paid out",
        guarantors: Sequence[str] = ("Esha", "Fatima"),
        **more: Any,
    ) -> int:
        """A loan as far as it shall be: asked, guaranteed, decided or paid out."""
        steps = ("asked", "guaranteed", "decided", "paid out")
        loan = self.asks(guarantors=tuple(self.person[who] for who in guarantors), **more)
        if steps.index(stage) >= 1:
            for who in guarantors:
                self.stands(who, loan)
        if steps.index(stage) >= 2:
            self.decides(loan)
        if steps.index(stage) >= 3:
            self.pays_out(loan)
        return loan


def everything_holds(group: Group) -> bool:
    """What the checks of this floor and all below it say of the group."""
    checks = (
        chronicle_queries.check,
        membership_queries.check,
        statutes_queries.check,
        mandates_queries.check,
        books.check,
        governance_queries.check,
        lending_queries.check,
    )
    return [str(finding) for check in checks for finding in check(group.organisation)] == []


def found(*, slug: str = "ujala", saved: int = 40_000, **values: Any) -> Group:
    """Found the group with 5,000.00 in the box; Asma has saved 400.00."""
    act = Act(None, None, datetime(2026, 1, 5, 9, tzinfo=UTC), f"found-{next(KEYS)}")
    receipt = governance.found(
        act,
        group=NewGroup("Ujala", "self-help-group", "INR", country="IN", slug=slug),
        members=tuple(Founder(name, offices=OFFICES.get(name, ())) for name in NAMES),
        values={"offices.pay": ["treasurer"], "decision.money.quorum": "1/2", **values},
        opening=(Opening("cash", 500000),),
    )
    people = dict(zip(NAMES, receipt.facts["members"], strict=True))
    group = Group(int(receipt.facts["organisation"]), slug, people)
    if saved and "member.save" in values.get("standing.purposes", ["member.save"]):
        group.saves("Asma", saved)
    return group
