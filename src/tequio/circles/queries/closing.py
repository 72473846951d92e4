"""The share-out of a fund as it would be on a day: parts, what goes over into the next cycle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tequio.chronicle.queries import facts_of
from tequio.circles import rules
from tequio.circles.queries.fund import FINES, INTEREST, Fund, Owed, fund_of, without_unpaid
from tequio.governance.queries.proposals import adopted_across
from tequio.kernel import Refusal
from tequio.ledger import queries as ledger
from tequio.lending.queries.loans import Loan
from tequio.membership import queries as members
from tequio.statutes.queries import statutes_on


@dataclass(frozen=True)
class Said:
    """What those who share out say themselves.

    coin     smallest coin at hand, in minor units; None: what the statutes say
    carried  who buys how many shares of the next cycle with her part
    """

    coin: int | None = None
    carried: tuple[rules.Carried, ...] = ()


NOTHING_SAID = Said()


@dataclass(frozen=True)
class Closing:
    """A fund with its share-out.

    fund      without the loans that go on
    going_on  loans that the statutes let go on into the next cycle, and what of them is left
    carried   in order of number
    """

    fund: Fund
    coin: int
    done: rules.ShareOut
    going_on: tuple[Owed, ...] = ()
    carried: tuple[rules.Carried, ...] = ()

    @property
    def returned(self) -> list[tuple[Loan, int]]:
        """What borrowers' parts give back to those who paid for them."""
        return [one for _person, given in sorted(self.fund.returns.items()) for one in given]

    @property
    def moving(self) -> int:
        """Everything that the decision must allow: the pool, less what stays in the fund for the
        next cycle, and what is carried from the box into the social fund's bag."""
        return self.done.pool - self.done.carried + self.done.left

    @property
    def goes_on(self) -> bool:
        """Whether the next cycle begins with something of this one."""
        return bool(self.done.carried)

    @property
    def loans_left(self) -> int:
        """What is left of the loans that go on, in minor units."""
        return sum(one.minor - one.interest for one in self.going_on)


def coin_of(organisation: int, on: date, coin: int | None) -> int:
    """The smallest coin: what was said, else what the statutes say."""
    return statutes_on(organisation, on).integer("circle.coin") if coin is None else coin


def objections_to_close(
    organisation: int, book: str, *, on: date, said: Said = NOTHING_SAID
) -> list[Refusal]:
    """Why the fund cannot be shared out so."""
    found = fund_of(organisation, book, on=on)
    if found is None:
        return [rules.NO_OPEN_CYCLE.because(held_on=on)]
    objections = []
    if found.unanswered.minor:
        objections.append(rules.CLAIMS_ARE_OPEN.because(sum=found.unanswered))
    smallest = coin_of(organisation, on, said.coin)
    fund, going_on = _at_the_end(found, organisation, on)
    objections += rules.objections_to_share_out(fund.value, fund.holdings, smallest)
    return objections or _to_carry(
        organisation, on, fund, _coming(organisation, on, going_on), said
    )


def social_of(organisation: int, cycle: rules.Cycle) -> int:
    """What the social fund of a cycle's book holds, in minor units.  One query."""
    which = "a.book = %s AND a.unit = %s AND a.kind = 'social-fund'"
    found = ledger.accounts_where(which, [organisation, cycle.book, cycle.unit])
    return sum(one.normal.minor for one in found)


def _to_carry(
    organisation: int, on: date, fund: Fund, coming: rules.Coming, said: Said
) -> list[Refusal]:
    holdings = fund.holdings
    worths = zip(holdings, rules.worth_of_each(fund.value, holdings), strict=True)
    free = {one.person: worth - one.debt for one, worth in worths}
    return rules.objections_to_carry(said.carried, coming, free)


def closing_of(organisation: int, book: str, *, on: date, said: Said = NOTHING_SAID) -> Closing:
    """The share-out of this fund.  Ask `objections_to_close` before."""
    found = fund_of(organisation, book, on=on)
    assert found is not None, "no cycle and no objection"
    fund, going_on = _at_the_end(found, organisation, on)
    smallest = coin_of(organisation, on, said.coin)
    carried = rules.sums_of(said.carried, _coming(organisation, on, going_on))
    holdings = [replace(one, carried=carried.get(one.person, 0)) for one in fund.holdings]
    done = rules.share_out(fund.value, holdings, price=fund.cycle.price, coin=smallest)
    ranked = sorted((one for one in said.carried if one.shares), key=lambda one: one.person)
    return Closing(fund, smallest, done, going_on, tuple(ranked))


def objections_to_carry_undecided(organisation: int, closing: Closing) -> list[Refusal]:
    """Against carrying more over for a member than was last decided: nobody is paid less than the
    members saw when they agreed.  Two queries."""
    told = facts_of(organisation, "circles.propose_share_out")
    proposed = [one for one in told if one["cycle"] == closing.fund.cycle.id]
    adopted = adopted_across([(organisation, one["proposal"]) for one in proposed])
    decided: dict[int, int] = {}
    for one in proposed:
        if (organisation, one["proposal"]) in adopted:
            decided = dict(one.get("carried", ()))
    return rules.objections_to_carry_more(closing.carried, decided)


def _at_the_end(found: Fund, organisation: int, on: date) -> tuple[Fund, tuple[Owed, ...]]:
    """The fund without the loans that go on; their interest belongs to the next cycle."""
    if statutes_on(organisation, on).choice("circle.loans_at_end") != "go_on":
        return found, ()
    listed = [one for own in found.loans.values() for one in own]
    going_on = tuple(one for one in listed if _is_on_time(one, on))
    if not going_on:
        return found, ()
    numbers = {one.loan.id for one in going_on}
    loans = {
        person: [one for one in own if one.loan.id not in numbers]
        for person, own in found.loans.items()
    }
    income = dict(found.income)
    income[INTEREST] = income.get(INTEREST, 0) - _interest(going_on)
    income[FINES] = income.get(FINES, 0) + sum(found.stays.values())
    whole = replace(
        found,
        loans={person: own for person, own in loans.items() if own},
        income=sorted((account, minor) for account, minor in income.items() if minor),
        stays={},
    )
    return without_unpaid(whole), going_on


def _interest(owed: Iterable[Owed]) -> int:
    return sum(one.interest for one in owed)


def _is_on_time(owed: Owed, on: date) -> bool:
    standing = owed.loan.position(on)
    return standing is not None and not standing.days_late


def _coming(organisation: int, on: date, going_on: Sequence[Owed]) -> rules.Coming:
    """The cycle that would begin on that day."""
    statutes = statutes_on(organisation, on)
    return rules.Coming(
        price=statutes.integer("circle.share_price"),
        most=statutes.integer("circle.carry_most"),
        roll=frozenset(members.member_ids(organisation, on)),
        going_on=sum(one.minor - one.interest for one in going_on),
    )
