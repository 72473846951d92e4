"""A surplus as the books show it, how it is proposed to divide it, and what was divided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tequio.kernel import Act, Refusal, Unit
from tequio.ledger.queries.earning import balances_by_day, earned
from tequio.mandates.queries import units
from tequio.membership import queries as members
from tequio.membership.rules import NOT_A_MEMBER
from tequio.shares import rules
from tequio.shares.models import DividedRow, DivisionPartRow, DivisionRow, DivisionStepRow
from tequio.shares.queries.capital import CAPITAL, unit_of
from tequio.statutes.queries import statutes_on

DIVIDE, SURPLUS = "shares.divide", "surplus"
Uses = Sequence[tuple[int, int]]
"""(person, use) of each member."""


def years(organisation: int, *, book: str, unit: Unit, since: date, until: date) -> rules.Years:
    """What a book earned in these years and before, less what was divided of either.  At most
    three queries."""
    found = earned(organisation, book=book, unit=unit.code, since=since, until=until)
    gone = {False: 0, True: 0}
    for row in _divided_rows(organisation, book=book, unit=unit.code):
        gone[row.until < since] += row.result - row.losses
    return rules.Years(since, until, found.within - gone[False], found.before - gone[True], unit)


def _divided_rows(organisation: int, *, book: str, unit: str) -> Iterable[DivisionRow]:
    """What was divided, not only proposed."""
    done = DividedRow.objects.filter(organisation_id=organisation)
    numbers = list(done.values_list("division_id", flat=True))
    own = {"organisation_id": organisation, "book": book, "unit": unit}
    return DivisionRow.objects.filter(**own, id__in=numbers) if numbers else []


def holdings(
    organisation: int, *, book: str, unit: str, between: tuple[date, date], uses: Uses
) -> list[rules.Holding]:
    """Everybody who held capital on some of these days or used something, by number."""
    (since, until), used = between, dict(uses)
    found = balances_by_day(organisation, book=book, unit=unit, kind=CAPITAL, until=until)
    days = {
        int(ref.removeprefix("person:")): rules.share_days(held, since=since, until=until)
        for ref, held in found.items()
        if ref.startswith("person:")
    }
    return [
        rules.Holding(person, days.get(person, 0), used.get(person, 0))
        for person in sorted(days.keys() | used.keys())
        if days.get(person) or used.get(person)
    ]


def steps_of(organisation: int, on: date) -> list[rules.Step]:
    """What the statutes of a day send somewhere, in their order."""
    statutes = statutes_on(organisation, on)
    found = [(code, statutes.fraction(code)) for code in rules.STEPS]
    return [rules.Step(code, part) for code, part in found if part]


@dataclass(frozen=True)
class Asked:
    """What somebody proposes: which years of which book, and what beyond the statutes."""

    book: str
    unit: Unit
    since: date
    until: date
    proposed: rules.Proposed
    uses: Uses


def asked(
    organisation: int,
    *,
    book: str,
    since: date,
    until: date,
    proposed: rules.Proposed,
    uses: Uses,
) -> Asked:
    """In the unit of the group."""
    return Asked(book, unit_of(organisation), since, until, proposed, uses)


def read(organisation: int, one: Asked, on: date) -> tuple[rules.Years, rules.Plan]:
    """The years as the books show them, and their division by the statutes of a day."""
    found = _years(organisation, one)
    held = holdings(
        organisation,
        book=one.book,
        unit=one.unit.code,
        between=(one.since, one.until),
        uses=one.uses,
    )
    return found, rules.plan(found, steps_of(organisation, on), held, one.proposed)


def _years(organisation: int, one: Asked) -> rules.Years:
    return years(organisation, book=one.book, unit=one.unit, since=one.since, until=one.until)


def objections_to_propose(act: Act, one: Asked) -> list[Refusal]:
    """Against proposing this division today."""
    organisation = act.of_organisation
    if not members.standing(act.by, organisation, act.today).is_member:
        return [NOT_A_MEMBER.because()]
    against = list(rules.objections_to_years(_years(organisation, one), today=act.today))
    if against:
        return against
    cap = statutes_on(organisation, act.today).fraction("surplus.dividend")
    known = {*members.member_ids(organisation, act.today)}
    known |= {*members.member_ids(organisation, one.until)}
    against = list(
        rules.objections_to_propose(one.proposed, one.uses, cap=cap, known=frozenset(known))
    )
    if against:
        return against
    _found, planned = read(organisation, one, act.today)
    return list(rules.objections_to_plan(planned, one.unit))


@dataclass(frozen=True)
class Division:
    """A division as it was proposed, and what became of it.

    divided_on, journal  of what carried it out; None as long as nobody did
    """

    id: int
    book: str
    unit: Unit
    since: date
    until: date
    result: int
    losses: int
    rate: Fraction
    in_cash: Fraction
    steps: tuple[tuple[str, Fraction, int], ...]
    parts: tuple[rules.Part, ...]
    rest: int
    rest_to: str
    proposal: int
    divided_on: date | None = None
    journal: int | None = None

    @property
    def surplus(self) -> int:
        """What is divided, in minor units."""
        return self.result - self.losses

    @property
    def dividend(self) -> int:
        return sum(part.dividend for part in self.parts)

    @property
    def refund(self) -> int:
        return sum(part.refund for part in self.parts)

    @property
    def owed(self) -> int:
        """To members in money."""
        return sum(part.owed for part in self.parts)

    @property
    def capital(self) -> int:
        """Added to what members hold."""
        return sum(part.capital for part in self.parts)


def divisions(
    organisation: int,
    *,
    number: int | None = None,
    only: Collection[int] | None = None,
    with_parts: bool = True,
) -> list[Division]:
    """Every division that was proposed, or one, or only some; newest first.  Five queries.

    with_parts  also what each member gets: many rows, for a list too many
    """
    rows = DivisionRow.objects.filter(organisation_id=organisation)
    if number is not None:
        rows = rows.filter(id=number)
    if only is not None:
        rows = rows.filter(id__in=only)
    listed = list(rows.order_by("-id"))
    if not listed:
        return []
    own = {"organisation_id": organisation, "division_id__in": [row.id for row in listed]}
    steps = list(DivisionStepRow.objects.filter(**own).order_by("number"))
    shown = DivisionPartRow.objects.filter(**own) if with_parts else DivisionPartRow.objects.none()
    parts = list(shown.order_by("person_id"))
    done = {row.division_id: row for row in DividedRow.objects.filter(**own)}
    known = units(organisation)
    return [_division(row, known[row.unit], steps, parts, done.get(row.id)) for row in listed]


def returns_after(organisations: Iterable[int], day: date) -> dict[int, list[date]]:
    """By organisation the days after this one on which a division with a return on capital was
    carried out, in order.  Two queries, however many they are."""
    done = DividedRow.objects.filter(organisation_id__in=set(organisations), divided_on__gt=day)
    columns = ("organisation_id", "division_id", "divided_on")
    listed = list(done.order_by("divided_on").values_list(*columns))
    rows = DivisionRow.objects.filter(
        organisation_id__in={one for one, _division, _on in listed},
        id__in={division for _one, division, _on in listed},
        dividend__gt=0,
    )
    with_return = set(rows.values_list("organisation_id", "id"))
    days: dict[int, list[date]] = {}
    for one, division, on in listed:
        if (one, division) in with_return:
            days.setdefault(one, []).append(on)
    return days


def _division(
    row: DivisionRow,
    unit: Unit,
    steps: Iterable[DivisionStepRow],
    parts: Iterable[DivisionPartRow],
    done: DividedRow | None,
) -> Division:
    return Division(
        id=row.id,
        book=row.book,
        unit=unit,
        since=row.since,
        until=row.until,
        result=row.result,
        losses=row.losses,
        rate=Fraction(row.rate),
        in_cash=Fraction(row.in_cash),
        steps=tuple(
            (one.label, Fraction(one.part), one.minor) for one in steps if one.division_id == row.id
        ),
        parts=tuple(
            rules.Part(p.person_id, p.share_days, p.use, p.dividend, p.refund, p.cash)
            for p in parts
            if p.division_id == row.id
        ),
        rest=row.rest,
        rest_to=row.rest_to,
        proposal=row.proposal_id,
        divided_on=done.divided_on if done else None,
        journal=done.journal_id if done else None,
    )


def objections_to_divide(act: Act, found: Division) -> list[Refusal]:
    """Against carrying a division out, before its decision is asked: not twice, and the books show
    what the members decided on."""
    if found.divided_on is not None:
        return [rules.ALREADY_DIVIDED.because(divided_on=found.divided_on)]
    now = years(
        act.of_organisation,
        book=found.book,
        unit=found.unit,
        since=found.since,
        until=found.until,
    )
    if (now.result, now.carried) != (found.result, -found.losses):
        return [rules.surplus_changed(found.surplus, now)]
    return []


Flow = tuple[tuple[str, str], int]
"""Kind and name of the account into which something goes, and how much."""


def flows(found: Division) -> list[Flow]:
    """Where a division sends what: steps, rest, what members are owed, what becomes capital."""
    listed: list[Flow] = [(rules.GOES_TO[label], minor) for label, _part, minor in found.steps]
    listed.append((rules.REST_GOES_TO[found.rest_to], found.rest))
    for part in found.parts:
        listed.append((("surplus-due", f"person:{part.person}"), part.owed))
        listed.append(((CAPITAL, f"person:{part.person}"), part.capital))
    return [(account, minor) for account, minor in listed if minor]


def persons_of(listed: Collection[Division]) -> set[int]:
    """Everybody who gets something of these divisions."""
    return {part.person for one in listed for part in one.parts}
