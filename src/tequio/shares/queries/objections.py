"""What stands against each act: asked by the act before it writes, by a page before a press."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.kernel import Act, Refusal
from tequio.ledger import rules as ledger
from tequio.membership import queries as members
from tequio.membership.rules import OFFICE_NOT_HELD, holds_any
from tequio.shares import rules
from tequio.shares.queries import capital
from tequio.shares.queries.capital import Notice
from tequio.statutes.queries import statutes_on


def to_subscribe(
    act: Act, terms: rules.Terms, *, person: int, count: int, on: date
) -> list[Refusal]:
    """Against taking in so many shares of a member, before the books are asked: what she holds in
    all of them counts."""
    organisation = act.of_organisation
    held = capital.held(organisation, unit=terms.unit.code, person=person)
    return list(
        rules.objections_to_subscribe(
            terms,
            person=person,
            is_member=members.standing(person, organisation, on).is_member,
            held=held.get(person, 0),
            count=count,
        )
    )


@dataclass(frozen=True)
class Wish:
    """What a member asks back: of what she holds and did not ask for yet, all or some.

    free, minor  in minor units of the terms' unit
    """

    person: int
    free: int
    minor: int


def wish(act: Act, terms: rules.Terms, *, person: int, count: int | None, book: str) -> Wish:
    """So many shares, or all that is there."""
    organisation = act.of_organisation
    held = capital.held(organisation, book=book, unit=terms.unit.code, person=person)
    asked = capital.open_of(capital.notices(organisation), book=book)
    free = max(0, held.get(person, 0) - asked.get(person, 0))
    return Wish(person, free, free if count is None else count * terms.price)


def to_give_notice(act: Act, terms: rules.Terms, wished: Wish) -> list[Refusal]:
    """Against writing down that a member asks capital back: she herself does, or whoever writes
    the book, for members without a phone."""
    organisation = act.of_organisation
    offices = statutes_on(organisation, act.today).offices("offices.book")
    if act.by != wished.person:
        standing = members.standing(act.by, organisation, act.today)
        if not holds_any(standing, offices):
            return [OFFICE_NOT_HELD.because(offices=", ".join(offices))]
    return list(
        rules.objections_to_give_notice(
            terms,
            is_member=members.standing(wished.person, organisation, act.today).is_member,
            free=wished.free,
            asked=wished.minor,
        )
    )


def to_withdraw(act: Act, found: Notice, *, on: date) -> list[Refusal]:
    """Against giving back what was asked for, before the books are asked.

    What is written down later than it was given holds to the statutes of today, and to what may
    leave in the year of either day.
    """
    organisation, unit = act.of_organisation, found.amount.unit
    everywhere = sum(capital.held(organisation, unit=unit.code).values())
    listed, later = capital.notices(organisation), max(on, act.today)
    years = [
        capital.year_of(listed, capital=everywhere, year=year)
        for year in sorted({on.year, later.year})
    ]
    terms = capital.terms_on(organisation, later, unit)
    held = capital.held(organisation, book=found.book, unit=unit.code, person=found.person)
    return list(
        rules.objections_to_withdraw(
            terms, found.asked, held=held.get(found.person, 0), years=years, on=on
        )
    )


def subscription(
    terms: rules.Terms, *, person: int, count: int, account: int, on: date
) -> ledger.Movement:
    """The movement by which a member pays shares in."""
    return ledger.Movement(
        code=capital.SUBSCRIBE,
        subject="",
        account=account,
        minor=count * terms.price,
        unit=terms.unit.code,
        on=on,
        kind=capital.CAPITAL,
        ref=f"person:{person}",
        inward=True,
        payee=person,
    )


def withdrawal(found: Notice, *, minor: int, account: int, on: date) -> ledger.Movement:
    """The movement by which a member gets back what she asked for; the decision names it.

    minor  as `capital.back_now` says
    """
    return ledger.Movement(
        code=capital.WITHDRAW,
        subject=str(found.id),
        account=account,
        minor=minor,
        unit=found.amount.unit.code,
        on=on,
        kind=capital.CAPITAL,
        ref=f"person:{found.person}",
        payee=found.person,
    )


def payment(*, person: int, minor: int, unit: str, account: int, on: date) -> ledger.Movement:
    """The movement by which a member gets what she is owed from a surplus."""
    return ledger.Movement(
        code=capital.PAY_DUE,
        subject="",
        account=account,
        minor=minor,
        unit=unit,
        on=on,
        kind=capital.DUE,
        ref=f"person:{person}",
        payee=person,
    )
