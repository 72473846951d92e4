"""A small group with a book, made without governance: what the tests of the books stand on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import transaction

from tequio.chronicle.service import Receipt
from tequio.kernel import Act, Refused, Unit
from tequio.ledger import queries
from tequio.ledger import service as ledger
from tequio.mandates import granting
from tequio.mandates import service as mandates
from tequio.mandates.rules import Ceiling, Grant, Renewal, Scope
from tequio.membership import service as membership

INR = Unit("INR", 2)
HOURS = Unit("MIN", 0, "time")
NOON = datetime(2026, 2, 14, 12, tzinfo=UTC)
DAY = NOON.date()
FOUNDED = date(2026, 1, 1)
STANDING = (
    "ledger.receive",
    "ledger.move",
    "ledger.fee",
    "ledger.opening",
    "ledger.claim",
    "ledger.recover",
    "ledger.cash_difference",
    "ledger.reverse",
    "ledger.limits",
    "ledger.close",
    "member.save",
    "member.withdraw",
    "budget.receive",
)
SOURCE_HASH = "5" * 64
KEYS = count(1)


@dataclass
class Group:
    """A group of people with a cash box, a bank account and the mandates of its statutes.

    people  name → person; Asha is treasurer, Bela chair, Chitra key-holder, Devi a plain member
    """

    organisation: int
    people: dict[str, int]
    standing: int
    cash: int
    bank: int
    at: datetime = NOON
    granted: int = field(default=0)

    def act(self, by: str | None = "Asha", *, key: str = "", later: timedelta | None = None) -> Act:
        """An act of somebody, under a fresh key unless one is given."""
        person = None if by is None else self.people[by]
        at = self.at + (later or timedelta())
        return Act(person, self.organisation, at, key or f"key-{next(KEYS)}")

    def allow(
        self,
        code: str,
        minor: int | None,
        *,
        subject: str = "",
        offices: Sequence[str] = ("treasurer",),
        keys: int = 1,
        valid_from: date = FOUNDED,
        valid_until: date | None = None,
        period: Renewal = "",
        unit: str = "INR",
    ) -> int:
        """Grant a mandate as a resolution would."""
        self.granted += 1
        grant = Grant(
            title="resolution",
            scopes=(Scope(code, subject),),
            ceilings=(Ceiling(unit, minor),),
            offices=tuple(offices),
            keys=keys,
            valid_from=valid_from,
            valid_until=valid_until,
            period=period,
        )
        with transaction.atomic():
            return granting.grant(
                self.organisation,
                grant=grant,
                source=f"resolution:{self.granted}",
                source_hash=SOURCE_HASH,
            )

    def allow_all(self, codes: Sequence[str]) -> int:
        """One mandate for several purposes, without a ceiling."""
        self.granted += 1
        grant = Grant(
            title="resolution",
            scopes=tuple(Scope(code) for code in codes),
            ceilings=(Ceiling("INR", None),),
            offices=("treasurer",),
            valid_from=FOUNDED,
        )
        with transaction.atomic():
            return granting.grant(
                self.organisation,
                grant=grant,
                source=f"resolution:{self.granted}",
                source_hash=SOURCE_HASH,
            )

    def revoke(self, mandate: int, on: date = DAY) -> None:
        """End a mandate as a resolution would."""
        granting.end(
            self.organisation,
            mandate=mandate,
            ends_on=on,
            source="resolution:9",
            source_hash=SOURCE_HASH,
        )

    def account(self, kind: str, ref: str = "", unit: str = "INR") -> int:
        """The number of an account, opened if it is not there."""
        return ledger.account_for(self.organisation, unit=unit, kind=kind, ref=ref)

    def fill(self, minor: int, account: int | None = None, on: date = FOUNDED) -> int:
        """Put money into the cash box (or another account): income received; the entry."""
        received = ledger.receive(
            self.act(), account=account or self.cash, minor=minor, unit="INR", value_date=on
        )
        return int(received.facts["transfer"])

    def pay(self, minor: int, subject: str = "rent", **fields: Any) -> Receipt:
        """Pay out of the cash box, as the treasurer, unless said otherwise."""
        by = fields.pop("by", "Asha")
        given = {"purpose": "ledger.pay", "account": self.cash, "unit": "INR"} | fields
        if given.get("payee") is None:
            given.setdefault("payee_text", "a shop")
        return ledger.pay(self.act(by), minor=minor, subject=subject, **given)

    def held(self, account: int) -> int:
        """What an account holds, on its normal side, in minor units."""
        return queries.balance(self.organisation, account).minor


def refused(act: Callable[..., Any], *given: Any, **named: Any) -> list[str]:
    """The codes of the refusals of an act that must be refused."""
    with pytest.raises(Refused) as raised:
        act(*given, **named)
    return [refusal.code for refusal in raised.value.refusals]


def found(slug: str = "asha-group", *, standing: Sequence[str] = STANDING) -> Group:
    """Found a group with an empty book; `standing`: what its statutes allow the treasurer."""
    organisation = membership.create_organisation(
        {
            "slug": slug,
            "name": slug,
            "kind": "self-help-group",
            "unit": "INR",
            "founded_on": FOUNDED,
        }
    )
    names = ("Asha", "Bela", "Chitra", "Devi")
    people = dict(
        zip(
            names,
            membership.create_people([membership.NewPerson(name) for name in names]),
            strict=True,
        )
    )
    membership.admit(organisation, list(people.values()), since=FOUNDED)
    offices = {"treasurer": "Asha", "chair": "Bela", "keyholder": "Chitra"}
    for office, name in offices.items():
        membership.seat(organisation, office=office, person=people[name], since=FOUNDED)
    mandates.open_unit(organisation, INR)
    mandates.open_unit(organisation, HOURS)
    mandate = granting.grant(
        organisation,
        grant=Grant(
            title="standing",
            scopes=tuple(Scope(code) for code in standing),
            ceilings=(Ceiling("INR", None), Ceiling("MIN", None)),
            offices=("treasurer",),
            valid_from=FOUNDED,
        ),
        source="resolution:0",
        source_hash=SOURCE_HASH,
    )
    return Group(
        organisation,
        people,
        mandate,
        ledger.account_for(organisation, unit="INR", kind="cash", ref="box"),
        ledger.account_for(organisation, unit="INR", kind="bank", ref="bank"),
    )
