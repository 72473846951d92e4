"""What a mandate is: purposes, ceilings, offices, days, and the digest over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from tequio.chronicle.rules import Line
from tequio.kernel import Finding, add_months, digest
from tequio.kernel import gettext_noop as _

Renewal = Literal["", "month", "quarter", "year"]

ANY_MEMBER = "member"
THE_NODE = "node"
"""Offices that a mandate may name besides real ones: every member; the node's own operator."""

STANDING = "standing"
"""Title of the mandates by which the statutes allow routine without a vote."""

PURPOSES: Mapping[str, str] = {
    "ledger.pay": _("Pay for a purpose of the group"),
    "ledger.receive": _("Receive money"),
    "ledger.move": _("Carry money between cash box and bank"),
    "ledger.fee": _("Bank and mobile-money charges"),
    "ledger.opening": _("Balances with which the book begins"),
    "ledger.claim": _("Record what was paid without a decision"),
    "ledger.ratify": _("Accept a payment that was made without a decision"),
    "ledger.recover": _("Take back what was paid without a decision"),
    "ledger.cash_difference": _("Record that the cash box holds more or less than the book"),
    "ledger.reverse": _("Reverse a wrong entry"),
    "ledger.limits": _("Change the limits of an account or close it"),
    "ledger.close": _("Close a period of the book"),
    "member.save": _("A member saves"),
    "member.withdraw": _("A member withdraws savings"),
    "lending.loan": _("Pay out a loan"),
    "lending.interest": _("Charge interest on a loan"),
    "lending.fee": _("Charge a fee or penalty on a loan"),
    "lending.repay": _("A loan is repaid"),
    "lending.reschedule": _("Give a loan a new schedule"),
    "lending.write_off": _("Write off a loan"),
    "budget.receive": _("Receive a participatory budget"),
    "budget.project": _("Pay a project of the participatory budget"),
    "lending.provide": _("Set aside for loans that may not come back"),
    "lending.call": _("Call on those who stand for a loan"),
    "lending.recovered": _("Receive what comes back of a loan that was written off"),
    "circle.shares": _("A member buys shares"),
    "circle.social": _("A member pays into the social fund"),
    "circle.help": _("Help a member from the social fund"),
    "circle.fine": _("A member is fined"),
    "circle.fine_paid": _("A member pays a fine"),
    "circle.fine_waived": _("Waive a fine"),
    "circle.gain": _("Put gain or loss of a cycle to the members' shares"),
    "circle.share_out": _("Share out at the end of the cycle"),
    "circle.leave": _("Pay out a member who leaves before the share-out"),
    "circle.turn": _("A member pays her turn"),
    "circle.turn_due": _("A turn is missed, and who covers it"),
    "circle.pot": _("Pay out the pot of a round"),
    "circle.reserve": _("Put aside for turns that are missed"),
    "circle.bulk_loan": _("Lend to a group"),
    "circle.bulk_interest": _("Charge interest on a loan to a group"),
    "circle.bulk_repaid": _("A group repays its loan"),
    "circle.bulk_write_off": _("Write off a loan to a group, which goes on owing it"),
    "circle.bulk_forgive": _("Forgive a group its loan"),
    "circle.borrow": _("Borrow from a federation or a bank"),
    "circle.borrow_interest": _("Owe interest on what the group borrowed"),
    "circle.pay_back": _("Pay back what the group borrowed"),
    "circle.forgiven": _("A debt of the group is forgiven"),
    "shares.subscribe": _("A member pays in share capital"),
    "shares.withdraw": _("Give a member back share capital"),
    "shares.divide": _("Divide a surplus"),
    "shares.pay_due": _("Pay a member what a surplus gave"),
}
"""What money may move for.  A room above adds its purposes here, its posting in ledger.rules."""


@dataclass(frozen=True, order=True)
class Scope:
    """A purpose, and for whom or what; an empty subject covers every subject."""

    code: str
    subject: str = ""


@dataclass(frozen=True, order=True)
class Ceiling:
    """The most that may be spent in a unit; None: no upper limit."""

    unit: str
    minor: int | None


@dataclass(frozen=True, kw_only=True)
class Grant:
    """What a decision allows.

    title        short code: `standing:ledger.claim`, `resolution`
    offices      who may execute; `member` any member, `node` the node's own operator
    keys         how many different office-holders must turn their keys
    valid_until  last day, included; None without end
    period       the ceiling renews each month, quarter or year; empty: once
    """

    title: str
    scopes: tuple[Scope, ...]
    ceilings: tuple[Ceiling, ...]
    offices: tuple[str, ...]
    keys: int = 1
    valid_from: date
    valid_until: date | None = None
    period: Renewal = ""

    def holds_on(self, day: date) -> bool:
        """Whether a day lies between its first and its last."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class Coverage:
    """What the books must know of a mandate: which lines it has, and its hash for the proof."""

    decision_hash: str
    decided_on: date
    scopes: frozenset[tuple[str, str]]

    def scope_for(self, code: str, subject: str) -> str | None:
        """The subject of the line that covers this: the exact one, else the empty one."""
        if (code, subject) in self.scopes:
            return subject
        return "" if (code, "") in self.scopes else None


@dataclass(frozen=True)
class Mandate:
    """A grant that was made.  `source` names the decision (`resolution:12`, `statutes:3`)."""

    id: int
    grant: Grant
    source: str
    source_hash: str
    decided_on: date
    decision_hash: str
    ended_on: date | None = None
    end_source: str = ""
    end_hash: str = ""

    @property
    def title(self) -> str:
        return self.grant.title


def decision_hash(
    grant: Grant, *, source: str, source_hash: str, decided_on: date | None = None
) -> str:
    """Digest over everything that a mandate allows and the decision it comes from.

    Order of scopes, ceilings and offices does not matter.
    """
    return digest(
        {
            "ceilings": sorted(
                [c.unit, "" if c.minor is None else c.minor] for c in grant.ceilings
            ),
            "decided_on": decided_on or grant.valid_from,
            "keys": grant.keys,
            "offices": sorted(grant.offices),
            "period": grant.period,
            "scopes": sorted([s.code, s.subject] for s in grant.scopes),
            "source": source,
            "source_hash": source_hash,
            "title": grant.title,
            "valid_from": grant.valid_from,
            "valid_until": grant.valid_until,
        }
    )


def resolution_of(source: str) -> int:
    """The resolution that a source names (`resolution:12` → 12); 0 for anything else."""
    kind, _colon, number = source.partition(":")
    return int(number) if kind == "resolution" and number.isdecimal() else 0


def period_label(period: Renewal, day: date) -> str:
    """The name of the period in which a day falls: empty, `2026-02`, `2026-Q1` or `2026`."""
    if period == "month":
        return f"{day:%Y-%m}"
    if period == "quarter":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return str(day.year) if period == "year" else ""


MONTHS: Mapping[Renewal, int] = {"month": 1, "quarter": 3, "year": 12}


def period_around(period: Renewal, day: date) -> tuple[date, date] | None:
    """The first and the last day of the period in which a day falls; None where none renews."""
    months = MONTHS.get(period)
    if months is None:
        return None
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return first, add_months(first, months) - timedelta(days=1)


def flaws_of(grant: Grant, *, units: Collection[str], decided_on: date | None = None) -> list[str]:
    """What would make a grant meaningless, as short codes; empty when it can be made.

    decided_on  day of the decision: no decision allows what was paid before it
    """
    flaws = [f"unknown_purpose:{s.code}" for s in grant.scopes if s.code not in PURPOSES]
    flaws += [f"unknown_unit:{c.unit}" for c in grant.ceilings if c.unit not in units]
    named = {c.unit for c in grant.ceilings}
    wrong = {
        "no_purpose": not grant.scopes,
        "no_ceiling": not grant.ceilings,
        "no_office": not grant.offices,
        "unit_twice": len(named) != len(grant.ceilings),
        "purpose_twice": len(set(grant.scopes)) != len(grant.scopes),
        "negative_ceiling": any(c.minor is not None and c.minor < 0 for c in grant.ceilings),
        "no_key": grant.keys < 1,
        "begins_before_its_decision": decided_on is not None and grant.valid_from < decided_on,
        "ends_before_it_begins": grant.valid_until is not None
        and grant.valid_until < grant.valid_from,
    }
    return flaws + [code for code, is_so in wrong.items() if is_so]


MANDATE_CHANGED = _("Mandate {mandate} does not agree with the decision it was made from.")


def check_mandates(mandates: Iterable[Mandate]) -> Iterable[Finding]:
    """Recompute every decision hash."""
    for mandate in mandates:
        known = decision_hash(
            mandate.grant,
            source=mandate.source,
            source_hash=mandate.source_hash,
            decided_on=mandate.decided_on,
        )
        if known != mandate.decision_hash:
            fields = (("mandate", mandate.id),)
            yield Finding("mandates", "mandate_changed", MANDATE_CHANGED, fields)


Turned = tuple[int, str, int | None, datetime]
"""A key: under which mandate, on which payment, by whom, when."""
KEY_NOT_TURNED = _("A key under mandate {mandate} was turned otherwise than the chronicle tells.")


def check_turns(here: Iterable[Turned], told: Iterable[Line]) -> Iterable[Finding]:
    """The keys that stand here are those of which the lines of the acts tell, both ways."""
    different = Counter(here)
    different.subtract((e.facts["mandate"], e.facts["payment"], e.by, e.at) for e in told)
    for mandate in sorted({turn[0] for turn, count in different.items() if count}):
        fields = (("mandate", mandate),)
        yield Finding("mandates", "key_told_otherwise", KEY_NOT_TURNED, fields)
