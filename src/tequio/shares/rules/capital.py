"""What a member pays in as capital, and when she gets it back.  Pure.

Capital is a sum; shares are its measure at the price of the day.  What a refund added and no
share is small enough for stays hers all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tequio.kernel import Amount, Refusal, Unit
from tequio.membership.rules import NO_SUCH_PERSON
from tequio.shares.rules import refusals as no


@dataclass(frozen=True)
class Terms:
    """What the statutes of a day say of shares.

    price        of a share, in minor units; 0: there are none
    least, most  shares that a member holds; `most` 0: no limit
    notice_days  between asking and getting back
    a_year       part of all capital that may be given back in one year
    """

    price: int
    least: int
    most: int
    notice_days: int
    a_year: Fraction
    unit: Unit

    def worth(self, count: int) -> Amount:
        """So many shares as a sum."""
        return Amount(count * self.price, self.unit)

    def shares_in(self, minor: int) -> int:
        """How many whole shares this capital is; 0 where there are none."""
        return minor // self.price if self.price else 0


def objections_to_subscribe(
    terms: Terms, *, person: int, is_member: bool, held: int, count: int
) -> Iterator[Refusal]:
    """Only members pay in, within what the statutes say that each of them holds.

    held  her capital before, in minor units
    """
    if not terms.price:
        yield no.NO_SHARES.because()
        return
    if count < 1:
        yield no.COUNT_NOT_POSITIVE.because()
        return
    if not is_member:
        yield NO_SUCH_PERSON.because(person=person)
    left = held + count * terms.price
    yield from _under(terms, left)
    if terms.most and left > terms.most * terms.price:
        yield no.OVER_THE_MOST.because(
            most=terms.most, sum=terms.worth(terms.most), left=Amount(left, terms.unit)
        )


def objections_to_give_notice(
    terms: Terms, *, is_member: bool, free: int, asked: int
) -> Iterator[Refusal]:
    """Of what she holds and did not ask for yet; a member keeps the least, who left keeps nothing.

    free, asked  in minor units
    """
    if not terms.price:
        yield no.NO_SHARES.because()
        return
    if asked < 1:
        yield no.COUNT_NOT_POSITIVE.because()
        return
    if asked > free:
        yield no.MORE_THAN_HELD.because(
            asked=Amount(asked, terms.unit), held=Amount(free, terms.unit)
        )
    elif is_member:
        yield from _under(terms, free - asked)


def _under(terms: Terms, left: int) -> Iterator[Refusal]:
    if left < terms.least * terms.price:
        yield no.UNDER_THE_LEAST.because(
            least=terms.least, sum=terms.worth(terms.least), left=Amount(left, terms.unit)
        )


@dataclass(frozen=True)
class Asked:
    """What a member asked back.  `given_on`: the day on which she got it, if she did."""

    notice: int
    minor: int
    asked_on: date
    ready_on: date
    given_on: date | None = None

    def of_held(self, held: int) -> int:
        """What she gets of it: an entry may have been reversed since she asked."""
        return min(self.minor, held)


@dataclass(frozen=True)
class Year:
    """What may leave in the calendar year of a day.

    capital  of all members now
    given    back to members in that year
    """

    number: int
    capital: int
    given: int

    def left(self, part: Fraction) -> int:
        """Of the capital that there would be had nobody got anything back this year."""
        return max(0, int((self.capital + self.given) * part) - self.given)


def objections_to_withdraw(
    terms: Terms, asked: Asked, *, held: int, years: Sequence[Year], on: date
) -> Iterator[Refusal]:
    """After its notice, of what she holds now, within what may leave in a year.

    held   her capital, in minor units: if it is less than she asked for, she gets that
    years  in which it leaves: that of the day, and that in which it is written down
    """
    if asked.given_on is not None:
        yield no.GIVEN_BACK.because(notice=asked.notice, given_on=asked.given_on)
        return
    if on < asked.ready_on:
        yield no.NOTICE_RUNS.because(asked_on=asked.asked_on, ready_on=asked.ready_on)
    sum_asked = Amount(asked.minor, terms.unit)
    if not held:
        yield no.MORE_THAN_HELD.because(asked=sum_asked, held=Amount(held, terms.unit))
    gets = asked.of_held(held)
    for year in years:
        left = Amount(year.left(terms.a_year), terms.unit)
        if gets > left.minor:
            yield no.OVER_THE_YEAR.because(
                year=str(year.number), left=left, asked=Amount(gets, terms.unit)
            )
