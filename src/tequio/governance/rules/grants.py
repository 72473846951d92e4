"""The mandates that a decision gives: what an act grants and what `verify` expects.  Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from tequio.governance.rules.effects import AllowPayment, RatifyClaim, ShareBudget
from tequio.mandates import rules as mandates
from tequio.mandates.rules import Ceiling, Grant, Scope
from tequio.statutes.rules import Statutes

STANDING = mandates.STANDING
TOUCHED_BY = (
    "standing.purposes",
    "offices.pay",
    "offices.book",
    "offices.claim",
    "offices.keys",
    "keys.pay",
)
"""Provisions whose amendment ends the standing mandates and grants them anew."""
PROJECT = "budget.project"
NOTHING_LEAVES = frozenset(
    {
        *("lending.write_off", "lending.reschedule", "lending.provide", "lending.call"),
        *("circle.bulk_write_off", "circle.bulk_forgive", "circle.forgiven"),
        *("circle.fine_waived", "shares.divide"),
    }
)
"""Decisions by which no money leaves the box: nobody turns a key for them, because keys guard what
leaves it.  Whoever wants several hands all the same says so in the decision.  A loan that the group
takes (`circle.borrow`) does not stand here: what comes in has to be paid back."""
PAID_IN_THE_ROOM = frozenset({"circle.help"})
"""What the social fund gives is decided and paid in one meeting, out of the open bag."""


def grant_of_payment(effect: AllowPayment, statutes: Statutes, on: date) -> Grant:
    """The mandate that was decided; the statutes' number of keys is the least: that for loans
    among members, who decide on them in their meeting, or that for every other payment; where no
    money leaves, or it is given in the meeting that decides it, one hand is enough."""
    least = "circle.keys" if effect.purpose == "lending.loan" else "keys.pay"
    alone = NOTHING_LEAVES | PAID_IN_THE_ROOM
    needed = 1 if effect.purpose in alone else statutes.integer(least)
    return Grant(
        title="resolution",
        scopes=(Scope(effect.purpose, effect.subject),),
        ceilings=(Ceiling(effect.unit, effect.minor),),
        offices=paying_offices(statutes, effect.offices),
        keys=max(effect.keys, needed),
        valid_from=effect.since or on,
        valid_until=effect.until,
        period=effect.period,
    )


def grant_of_ratification(effect: RatifyClaim, unit: str, statutes: Statutes, on: date) -> Grant:
    """The mandate under which one payment is accepted afterwards."""
    return Grant(
        title="ratification",
        scopes=(Scope("ledger.ratify", str(effect.claim)),),
        ceilings=(Ceiling(unit, effect.minor),),
        offices=statutes.offices("offices.pay"),
        valid_from=on,
    )


def grant_of_project(
    effect: ShareBudget,
    project: tuple[int, int],
    statutes: Statutes,
    *,
    on: date,
    closes_on: date | None,
) -> Grant:
    """The mandate of a winning project (its number, its cost), with the offices and keys that the
    statutes ask for when the vote is closed.

    on         day of the close; `closes_on`: last day of the vote
    """
    number, minor = project
    return Grant(
        title="budget",
        scopes=(Scope(PROJECT, str(number)),),
        ceilings=(Ceiling(effect.unit, minor),),
        offices=paying_offices(statutes, statutes.offices("offices.pay")),
        keys=statutes.integer("keys.pay"),
        valid_from=on,
        valid_until=last_day_for_winners(effect.until, on=on, closes_on=closes_on),
    )


def last_day_for_winners(until: date | None, *, on: date, closes_on: date | None) -> date | None:
    """Until when winners are paid: a vote that is closed late, later than on the day after its
    last one, costs them none of the days that were decided."""
    if until is None or closes_on is None:
        return until
    return until + max(timedelta(0), on - closes_on - timedelta(days=1))


def standing_grants(
    statutes: Statutes, units: Iterable[str], until: date | None = None
) -> tuple[Grant, ...]:
    """What these statutes allow without a vote, in every unit, from their day until another day:
    one mandate for each set of offices."""
    ceilings = tuple(Ceiling(unit, None) for unit in sorted(units))
    purposes: dict[tuple[tuple[str, ...], int], list[Scope]] = defaultdict(list)
    for code in statutes.purposes():
        purposes[_hands_for(statutes, code)].append(Scope(code))
    return tuple(
        Grant(
            title=STANDING,
            scopes=tuple(scopes),
            ceilings=ceilings,
            offices=offices,
            keys=keys,
            valid_from=statutes.day,
            valid_until=until,
        )
        for (offices, keys), scopes in sorted(purposes.items())
    )


def granted_again(grant: Grant, *, since: date, on: date) -> Grant | None:
    """What is left of a standing mandate until the day from which an amendment, decided on
    another day, holds; None if that day is the one of the decision, or it begins later."""
    if grant.valid_from < since and on < since:
        return replace(grant, valid_until=since - timedelta(days=1))
    return None


def segments(held: Iterable[Grant], since: date) -> list[tuple[date, date | None]]:
    """First and last days between which the statutes do not change, from a day on: whatever was
    decided before for days to come stays."""
    days = sorted({since, *(grant.valid_from for grant in held if grant.valid_from > since)})
    lasts = [*(day - timedelta(days=1) for day in days[1:]), None]
    return list(zip(days, lasts, strict=True))


def _hands_for(statutes: Statutes, code: str) -> tuple[tuple[str, ...], int]:
    """The offices for a routine purpose, and how many keys must turn: paying out may need more."""
    executors = statutes.executors(code)
    if executors == statutes.offices("offices.pay"):
        return paying_offices(statutes, executors), statutes.integer("keys.pay")
    return executors, 1


def paying_offices(statutes: Statutes, offices: tuple[str, ...]) -> tuple[str, ...]:
    """Who executes a payment: where several keys must turn, those who hold a key too."""
    if statutes.integer("keys.pay") == 1:
        return offices
    return tuple(dict.fromkeys((*offices, *statutes.offices("offices.keys"))))
