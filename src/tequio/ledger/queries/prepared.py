"""Payments that wait for keys, counts of the cash box, and why an act would be refused."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tequio.kernel import Act, Amount, Refusal, Unit
from tequio.ledger import rules
from tequio.ledger.models import CountRow, PreparedRow
from tequio.ledger.queries.facts import account_by_number, closed_through
from tequio.mandates import queries as mandates
from tequio.mandates import rules as mandate_rules
from tequio.membership import queries as membership

SHOWN_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Prepared:
    """A payment laid before those whose keys it needs.

    payment  its fingerprint, for `mandates.turn_key`
    turned   who turned a key that counts: in time, holding a named office today, not the payee
    needed   how many keys; the acting person's own counts when she pays
    """

    id: int
    mandate: int
    purpose: str
    subject: str
    account: int
    amount: Amount
    payee: int | None
    text: int | None
    payment: str
    prepared_by: int
    prepared_at: datetime
    needed: int
    offices: tuple[str, ...]
    turned: tuple[int, ...]


def prepared_payments(organisation: int, at: datetime) -> list[Prepared]:
    """Payments of the last days that were not made yet, oldest first.  Eight queries."""
    rows = PreparedRow.objects.filter(
        organisation_id=organisation, used_by="", prepared_at__gte=at - SHOWN_FOR
    )
    waiting = list(rows.order_by("id"))
    if not waiting:
        return []
    units = mandates.units(organisation)
    named = mandates.mandates_by_number(organisation, {row.mandate_id for row in waiting})
    granted = {number: found.grant for number, found in named.items()}
    turns = mandates.turns_of(organisation, {row.payment for row in waiting})
    held: dict[int, set[str]] = defaultdict(set)
    for term in membership.terms(organisation, at.date()):
        held[term.person].add(term.office)
    return [
        Prepared(
            row.id,
            row.mandate_id,
            row.purpose,
            row.subject,
            row.account_id,
            Amount(row.minor, units[row.unit]),
            row.payee_id,
            row.text_id,
            row.payment,
            row.prepared_by_id,
            row.prepared_at,
            granted[row.mandate_id].keys,
            granted[row.mandate_id].offices,
            tuple(
                turn.person
                for turn in turns.get(row.payment, [])
                if not turn.used_by
                and mandate_rules.key_is_fresh(turn.turned_at, at)
                and turn.person != row.payee_id
                and not held[turn.person].isdisjoint(granted[row.mandate_id].offices)
            ),
        )
        for row in waiting
    ]


@dataclass(frozen=True)
class Count:
    """A count of the cash box; `difference` positive: too much in it, negative: missing."""

    id: int
    account: int
    counted: Amount
    booked: Amount
    difference: Amount
    counted_on: date
    answerable: int
    transfer: int | None


def counts(organisation: int, account: int, *, limit: int = 20) -> list[Count]:
    """The newest counts of a cash box.  Two queries."""
    found = account_by_number(organisation, account)
    unit = found.unit if found else Unit("", 0)
    rows = CountRow.objects.filter(organisation_id=organisation, account_id=account)
    return [
        Count(
            row.id,
            row.account_id,
            Amount(row.counted_minor, unit),
            Amount(row.booked_minor, unit),
            Amount(row.counted_minor - row.booked_minor, unit),
            row.counted_on,
            row.answerable_id,
            row.transfer_id,
        )
        for row in rows.order_by("-id")[:limit]
    ]


def movement_that_waits(  # noqa: PLR0913 - the fields of the form
    organisation: int,
    *,
    purpose: str,
    subject: str,
    account: int,
    minor: int,
    unit: str,
    on: date,
    payee: int | None = None,
    text: str = "",
) -> rules.Movement:
    """Money that shall leave once enough keys are turned: a payment, savings that are given back
    (`member.withdraw`, to the payee), or money that is carried (`ledger.move`, the subject is
    `account:` and the number of the other account).

    One query for money that is carried, none for the others.
    """
    kind, ref = rules.kind_that_pays_for(purpose), subject or purpose
    if purpose == "member.withdraw":
        kind, ref = "member-savings", f"person:{payee}"
    if purpose == "ledger.move":
        number = subject.partition(":")[2]
        target = account_by_number(organisation, int(number)) if number.isdecimal() else None
        kind, ref = (target.kind, target.ref) if target else ("", "")
    return rules.Movement(
        code=purpose,
        subject=subject,
        account=account,
        minor=minor,
        unit=unit,
        on=on,
        kind=kind,
        ref=ref,
        payee=payee,
        text=text,
    )


def objections_to_move_money(act: Act, movement: rules.Movement) -> tuple[Refusal, ...]:
    """Every reason why this act would be refused now, as `ledger.pay` and its kin find them.

    For a page that greys its button before it is pressed; reads only.
    """
    organisation = act.of_organisation
    account = account_by_number(organisation, movement.account)
    objections = list(rules.objections_to_movement(movement, account))
    if account is None or objections:
        return rules.in_order(objections)
    asked = mandate_rules.Asked(
        movement.code, movement.subject, account.unit, movement.minor, movement.on, act.today
    )
    choice = mandates.choose(
        act,
        asked,
        payment=rules.hash_of(movement),
        payee=None if movement.inward else movement.payee,
    )
    facts = rules.Facts({}, {}, act.today, closed_through(organisation))
    room = None if movement.inward else rules.room_above(account)
    if room is not None and movement.minor > room:
        objections.append(rules.too_much(account, room, movement.minor))
    return rules.in_order(
        [*objections, *choice.objections, *rules.objections_to_date(movement.on, facts)]
    )


def may_be_paid(act: Act, one: Prepared) -> bool:
    """Whether who acts could make this prepared payment now: office, keys, sum, day.

    No query while keys are missing.
    """
    if len({*one.turned, act.by}) < one.needed:
        return False
    movement = movement_that_waits(
        act.of_organisation,
        purpose=one.purpose,
        subject=one.subject,
        account=one.account,
        minor=one.amount.minor,
        unit=one.amount.unit.code,
        on=act.today,
        payee=one.payee,
    )
    return not objections_to_move_money(act, movement)
