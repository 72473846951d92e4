"""Taking turns: begin, let another take a place, end."""

from __future__ import annotations

from datetime import date

from tequio.chronicle.rules.inputs import Code, Id, Minor
from tequio.chronicle.service import act, take_ids
from tequio.circles.models import PlaceRow, SubstituteRow, TurnsEndRow, WheelRow
from tequio.circles.queries.taking_part import need_bookkeeper, place_of, refuse_in, running
from tequio.circles.queries.turns import debt_of, owed_in
from tequio.circles.rules import turn_refusals as no
from tequio.circles.rules import wheel as rules
from tequio.circles.rules.turn_events import PlaceTaken, SeatTold, TurnsEnded, TurnsStarted
from tequio.circles.service.turn_money import (
    OF_A_DEBT_MOVED,
    TURN_DUE,
    Entry,
    due_of,
    post_entries,
)
from tequio.kernel import Act, Refused, refuse
from tequio.ledger import queries as ledger_queries
from tequio.ledger import rules as ledger_rules
from tequio.ledger import service as ledger
from tequio.membership import queries as members
from tequio.membership import rules as membership
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import Statutes

BY_BOOKKEEPERS = "holds an office that writes the book"
BOX = "turns"
"""How the cash box of those who take turns is called."""


@act(
    "circles.start_turns",
    may=BY_BOOKKEEPERS,
    refusals=[
        membership.OFFICE_NOT_HELD,
        no.TURNS_OFF,
        no.PUT_ASIDE_BELOW_ZERO,
        no.TOO_FEW_TAKE_TURNS,
        no.POT_TOO_LARGE,
        no.TWICE_IN_THE_TURNS,
        no.STANDS_FOR_HERSELF,
        no.GUARANTEE_OF_NOTHING,
        no.TAKER_NOT_A_MEMBER,
        no.NO_PLACE_FOR_THE_POT,
    ],
)
def start_turns(
    act: Act,
    /,
    *,
    takers: tuple[rules.Taker, ...],
    first_day: date | None = None,
    aside: Minor = 0,
    box: Id | None = None,
    book: Code = "main",
) -> TurnsStarted:
    """Begin to take turns, on the terms that the statutes say today.

    takers     in the order of their places, which is that of the pot where the statutes say so;
               each with those who stand for her
    first_day  of the first round; today unless said otherwise
    aside      what each puts aside in a round for missed turns, in minor units
    box        cash box or bank account in which the pot is gathered; a box of its own unless said
    """
    need_bookkeeper(act)
    organisation = act.of_organisation
    terms = _terms(statutes_on(organisation, act.today), aside)
    present = frozenset(members.member_ids(organisation, act.today))
    identity = members.organisation(organisation)
    assert identity is not None, "an act of no organisation"
    unit = identity.unit
    refuse_in(act, unit, rules.objections_to_start(takers, terms, members=present))
    row = _write(act, terms, first_day or act.today, (book, unit, box))
    seats = tuple(
        (number, taker.person, tuple((one.person, one.most) for one in taker.guarantors))
        for number, taker in enumerate(takers, 1)
    )
    PlaceRow.objects.bulk_create(
        PlaceRow(
            organisation_id=organisation,
            wheel_id=row.id,
            number=number,
            person_id=person,
            guarantors=[list(one) for one in guarantors],
        )
        for number, person, guarantors in seats
    )
    return _told(row, terms, seats)


def _told(row: WheelRow, terms: rules.Terms, seats: tuple[SeatTold, ...]) -> TurnsStarted:
    return TurnsStarted(
        turns=row.id,
        book=row.book,
        unit=row.unit,
        contribution=terms.contribution,
        aside=terms.aside,
        every=terms.every,
        way=terms.way,
        highest_bid=terms.highest_bid,
        commission=terms.commission,
        discount_to=terms.discount_to,
        first_day=row.first_day,
        box=row.box_id,
        pot=row.pot_id,
        reserve=row.reserve_id,
        seats=seats,
    )


def _terms(statutes: Statutes, aside: int) -> rules.Terms:
    way: rules.Way = statutes.choice("turn.order")  # type: ignore[assignment]
    return rules.Terms(
        contribution=statutes.integer("turn.contribution"),
        aside=aside,
        every=statutes.choice("turn.every"),
        way=way,
        highest_bid=statutes.fraction("turn.highest_bid"),
        commission=statutes.fraction("turn.commission"),
        discount_to=statutes.choice("turn.discount_to"),
    )


def _write(
    act: Act, terms: rules.Terms, first_day: date, where: tuple[str, str, int | None]
) -> WheelRow:
    """where: the book, its unit, and the account that was named for the pot."""
    organisation, (book, unit, asked) = act.of_organisation, where
    box = _box(organisation, book, unit, asked)
    number = take_ids(organisation)
    pot, reserve = ("pot", f"turns:{number}"), ("circle-reserve", "")
    accounts = ledger.accounts_for(organisation, [pot, reserve], book=book, unit=unit)
    return WheelRow.objects.create(
        organisation_id=organisation,
        id=number,
        book=book,
        unit=unit,
        contribution=terms.contribution,
        aside=terms.aside,
        every=terms.every,
        way=terms.way,
        highest_above=terms.highest_bid.numerator,
        highest_below=terms.highest_bid.denominator,
        commission_above=terms.commission.numerator,
        commission_below=terms.commission.denominator,
        discount_to=terms.discount_to,
        first_day=first_day,
        box_id=box,
        pot_id=accounts[pot],
        reserve_id=accounts[reserve],
    )


def _box(organisation: int, book: str, unit: str, asked: int | None) -> int:
    """The account that was named, or a box of their own.  Refused `no_place_for_the_pot`."""
    if asked is None:
        return ledger.account_for(organisation, book=book, unit=unit, kind="cash", ref=BOX)
    found = ledger_queries.account_by_number(organisation, asked)
    if (
        found is None
        or found.closed_on is not None
        or found.kind not in ledger_rules.MONEY
        or (found.book, found.unit.code) != (book, unit)
    ):
        raise Refused(no.NO_PLACE_FOR_THE_POT.because(account=asked))
    return asked


@act(
    "circles.substitute",
    may=BY_BOOKKEEPERS,
    refusals=[
        membership.OFFICE_NOT_HELD,
        no.NO_SUCH_TURNS,
        no.TURNS_ARE_OVER,
        no.NOT_IN_THE_TURNS,
        no.TWICE_IN_THE_TURNS,
        no.TAKER_NOT_A_MEMBER,
        no.STANDS_FOR_HERSELF,
        no.WITNESS_IS_CONCERNED,
        no.CONSENT_NOT_SHOWN,
        *OF_A_DEBT_MOVED,
    ],
)
def substitute(
    act: Act, /, *, turns: Id, leaves: Id, takes_over: Id, witnesses: tuple[Id, ...] = ()
) -> PlaceTaken:
    """Let another take a member's place, with its right to the pot and its debts.

    leaves      who has the place now
    takes_over  who has it from today
    witnesses   members who saw that both agree, neither those two nor who writes it down; as many
                as the statutes ask for raised hands
    """
    need_bookkeeper(act)
    wheel = running(act, turns)
    organisation, seat = act.of_organisation, place_of(wheel, leaves)
    present = frozenset(members.member_ids(organisation, act.today))
    refuse(rules.objections_to_substitute(wheel, seat, takes_over, members=present))
    seen = tuple(sorted({*witnesses}))
    _need_consent(act, (leaves, takes_over), seen, present)
    debt = debt_of(owed_in(organisation, [wheel]), seat.number)
    moved = Entry(TURN_DUE, due_of(takes_over), due_of(leaves), debt, takes_over)
    posted = post_entries(act, wheel, [moved], on=act.today) if debt else None
    row = SubstituteRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        wheel_id=wheel.id,
        seat=seat.number,
        before_id=leaves,
        person_id=takes_over,
        since=act.today,
        witnesses=list(seen),
        minor=debt,
        journal_id=posted.journal if posted else None,
    )
    return PlaceTaken(
        turns=wheel.id,
        substitute=row.id,
        seat=seat.number,
        before=leaves,
        person=takes_over,
        since=act.today,
        witnesses=seen,
        minor=debt,
        journal=posted.journal if posted else None,
        root=posted.root if posted else "",
    )


def _need_consent(
    act: Act, both: tuple[int, int], witnesses: tuple[int, ...], present: frozenset[int]
) -> None:
    for person in sorted({*witnesses} - present):
        raise Refused(no.TAKER_NOT_A_MEMBER.because(person=person))
    needed = statutes_on(act.of_organisation, act.today).integer("hands.witnesses")
    refuse(rules.objections_to_consent(*both, by=act.by, witnesses=witnesses, needed=needed))


@act(
    "circles.end_turns",
    may=BY_BOOKKEEPERS,
    refusals=[
        membership.OFFICE_NOT_HELD,
        no.NO_SUCH_TURNS,
        no.TURNS_ARE_OVER,
        no.TURNS_NOT_OVER,
    ],
)
def end_turns(act: Act, /, *, turns: Id) -> TurnsEnded:
    """End these turns, once everybody has received the pot, or before the first round.

    What was missed can still be made good; what was put aside stays in the reserve of the book.
    """
    need_bookkeeper(act)
    wheel = running(act, turns)
    refuse(rules.objections_to_end(wheel))
    TurnsEndRow.objects.create(
        organisation_id=act.of_organisation, wheel_id=wheel.id, ended_on=act.today
    )
    return TurnsEnded(wheel.id, act.today)
