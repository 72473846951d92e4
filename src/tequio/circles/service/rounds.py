"""A round: who paid, what covers the rest, who receives the pot; and what is made good later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from tequio.chronicle.rules.inputs import Id, Minor
from tequio.chronicle.service import act, take_ids
from tequio.circles.models import BidRow, MadeGoodRow, MissedRow, RoundRow, TurnRow
from tequio.circles.queries.taking_part import (
    known,
    need_bookkeeper,
    place_of,
    refuse_in,
    running,
    who_acts,
)
from tequio.circles.queries.turns import around, owed_in
from tequio.circles.rules import reckoning as rules
from tequio.circles.rules import refusals
from tequio.circles.rules import turn_refusals as no
from tequio.circles.rules import wheel as wheels
from tequio.circles.rules.turn_events import RoundClosed, TurnMadeGood
from tequio.circles.service.turn_money import (
    ASIDE,
    BOX,
    OF_A_ROUND,
    OF_A_TURN_PAID,
    POT,
    RESERVE,
    THE_POT,
    TURN,
    TURN_DUE,
    Entry,
    due_of,
    post_entries,
)
from tequio.circles.service.turns import BY_BOOKKEEPERS
from tequio.kernel import Act, Refused
from tequio.ledger import rules as ledger_rules
from tequio.ledger import service as ledger
from tequio.statutes.queries import statutes_on

COMMISSION = ("income", "turns")


@act(
    "circles.close_round",
    may=BY_BOOKKEEPERS,
    refusals=[
        no.NO_SUCH_TURNS,
        no.TURNS_ARE_OVER,
        no.NO_BIDDING,
        no.HAS_RECEIVED_THE_POT,
        no.BIDS_ARE_CLOSED,
        no.BID_NOT_HIGHER,
        refusals.BID_OVER_THE_LIMIT,
        refusals.BID_BELOW_THE_COMMISSION,
        no.ALL_ROUNDS_HELD,
        no.ROUND_TOO_EARLY,
        refusals.NO_BIDS,
        no.ORDER_NOT_DRAWN,
        no.NOT_IN_THE_TURNS,
        no.SHORT_BY_MORE,
        no.RECEIVER_IS_SHORT,
        no.POT_TOO_SMALL,
        *OF_A_ROUND,
    ],
)
def close_round(
    act: Act,
    /,
    *,
    turns: Id,
    held_on: date | None = None,
    short: tuple[rules.Short, ...] = (),
    bids: tuple[rules.Bid, ...] = (),
    unable: tuple[Id, ...] = (),
) -> RoundClosed:
    """Close the next round: everybody pays her turn, one receives the pot, in one journal.

    held_on  the day of the round; today unless said otherwise
    short    who did not pay, or not all; the reserve covers it, then those who stand for her once
             she has received the pot, in the order of their list, then all others where the
             statutes say so; for what nobody covers the receiver waits
    bids     written down with the round, where the order is bid for
    unable   who cannot pay for another today
    """
    need_bookkeeper(act)
    wheel, day = running(act, turns), _day(act, held_on)
    wheel, placed = _with_bids(act, wheel, bids)
    refuse_in(act, wheel.unit, rules.objections_to_round(wheel, wheel.bids, short, day))
    all_cover = statutes_on(act.of_organisation, day).flag("turn.covered_by_all")
    there = around(act.of_organisation, wheel, all_cover=all_cover, unable=unable)
    found = rules.reckon(wheel, wheel.bids, rules.shorts(wheel, wheel.bids, short), there)
    refuse_in(act, wheel.unit, rules.objections_to_pot(found))
    posted = post_entries(act, wheel, tuple(_entries(wheel, found)), on=day)
    return _write(act, wheel, found, placed, (day, posted))


def _day(act: Act, asked: date | None) -> date:
    """The day on which money moved.  Refused `date_not_reached`."""
    day = asked or act.today
    if day > act.today:
        raise Refused(ledger_rules.DATE_NOT_REACHED.because(today=act.today, value_date=day))
    return day


def _with_bids(
    act: Act, wheel: wheels.Wheel, bids: Sequence[rules.Bid]
) -> tuple[wheels.Wheel, list[tuple[int, int]]]:
    """These turns with bids that were written down together; (place, minor) of each."""
    placed = []
    for bid in bids:
        seat = place_of(wheel, bid.person)
        refuse_in(act, wheel.unit, wheels.objections_to_bid(wheel, seat, bid.minor))
        wheel = replace(wheel, bids={**wheel.bids, seat.number: bid.minor})
        placed.append((seat.number, bid.minor))
    return wheel, placed


def _entries(wheel: wheels.Wheel, found: rules.Reckoned) -> Iterator[Entry]:
    """What comes in first, then what covers the rest, then what is handed out."""
    for line in found.lines:
        yield Entry(TURN, BOX, THE_POT, line.paid, line.person)
        yield Entry(RESERVE, BOX, ASIDE, line.put, line.person)
    for cover in found.covers:
        yield from _covered(wheel.at(cover.seat).person, cover)
    receiver = wheel.at(found.seat).person
    yield Entry(POT, THE_POT, COMMISSION, found.commission, receiver)
    yield Entry(POT, THE_POT, BOX, found.paid_out, receiver)


def _covered(person: int, cover: rules.Cover) -> Iterator[Entry]:
    """A missed turn is a claim of the circle; whoever covers it in money has paid the claim."""
    due, minor = due_of(person), cover.minor
    if cover.way == "reserve":
        yield Entry(TURN_DUE, ASIDE, THE_POT, minor, person)
    if cover.way in ("reserve", "aside"):
        yield Entry(TURN_DUE, due, ASIDE, minor, person)
        return
    yield Entry(TURN_DUE, due, THE_POT, minor, person)
    if cover.person is not None:
        yield Entry(TURN, BOX, due, minor, cover.person)


def _write(
    act: Act,
    wheel: wheels.Wheel,
    found: rules.Reckoned,
    placed: Sequence[tuple[int, int]],
    when: tuple[date, ledger.Posted],
) -> RoundClosed:
    """The rows of a round and its event.  placed: bids that came with it."""
    (day, posted), number = when, wheel.next_round
    first = take_ids(act.of_organisation, len(found.covers) + len(placed) or 1)
    covers = list(enumerate(found.covers, first))
    bids = [(at, *one) for at, one in enumerate(placed, first + len(covers))]
    _write_rows(act, wheel, found, (day, posted.journal), covers)
    BidRow.objects.bulk_create(
        BidRow(
            organisation_id=act.of_organisation,
            wheel_id=wheel.id,
            id=at,
            round=number,
            seat=seat,
            minor=minor,
            entered_by_id=who_acts(act),
        )
        for at, seat, minor in bids
    )
    return RoundClosed(
        turns=wheel.id,
        round=number,
        held_on=day,
        seat=found.seat,
        person=wheel.at(found.seat).person,
        leaves=found.leaves,
        commission=found.commission,
        prize=found.prize,
        paid_out=found.paid_out,
        lines=tuple((o.seat, o.person, o.due, o.aside, o.paid, o.put) for o in found.lines),
        covers=tuple((at, o.seat, o.way, o.person, o.minor) for at, o in covers),
        bids=tuple(bids),
        journal=posted.journal,
        root=posted.root,
    )


def _write_rows(
    act: Act,
    wheel: wheels.Wheel,
    found: rules.Reckoned,
    when: tuple[date, int],
    covers: Sequence[tuple[int, rules.Cover]],
) -> None:
    """when: the day of the round and its journal."""
    own = {"organisation_id": act.of_organisation, "wheel_id": wheel.id}
    number = wheel.next_round
    RoundRow.objects.create(
        **own,
        number=number,
        held_on=when[0],
        seat=found.seat,
        person_id=wheel.at(found.seat).person,
        leaves=found.leaves,
        commission=found.commission,
        prize=found.prize,
        paid_out=found.paid_out,
        journal_id=when[1],
    )
    TurnRow.objects.bulk_create(
        TurnRow(
            **own,
            round=number,
            seat=line.seat,
            person_id=line.person,
            due=line.due,
            aside=line.aside,
            paid=line.paid,
            put=line.put,
        )
        for line in found.lines
    )
    MissedRow.objects.bulk_create(
        MissedRow(
            **own,
            id=at,
            round=number,
            seat=one.seat,
            way=one.way,
            person_id=one.person,
            minor=one.minor,
        )
        for at, one in covers
    )


@act(
    "circles.make_good",
    may=BY_BOOKKEEPERS,
    refusals=[
        no.NO_SUCH_TURNS,
        no.NOT_IN_THE_TURNS,
        ledger_rules.AMOUNT_NOT_POSITIVE,
        no.NOTHING_TO_MAKE_GOOD,
        no.MORE_THAN_MISSED,
        no.ROUND_TOO_EARLY,
        *OF_A_TURN_PAID,
    ],
)
def make_good(
    act: Act, /, *, turns: Id, person: Id, minor: Minor, paid_on: date | None = None
) -> TurnMadeGood:
    """Take in what a member missed: it goes to the receiver who waits for it and to those who
    paid for her, oldest round first; what the reserve gave fills it again.

    person   who has the place that owes it
    minor    what she brings, in minor units; all of it or a part
    paid_on  today unless said otherwise
    """
    need_bookkeeper(act)
    wheel, day = known(act, turns), _day(act, paid_on)
    seat = place_of(wheel, person)
    if minor <= 0:
        raise Refused(ledger_rules.AMOUNT_NOT_POSITIVE.because())
    owed = [one for one in owed_in(act.of_organisation, [wheel]) if one.seat == seat.number]
    refuse_in(act, wheel.unit, rules.objections_to_make_good(person, minor, owed))
    parts = rules.made_good(minor, owed)
    latest = max(wheel.held[one.round - 1] for one, _part in parts)
    if day < latest:
        raise Refused(no.ROUND_TOO_EARLY.because(held_on=day, before=latest))
    entries = [entry for one, part in parts for entry in _repaid(person, one, part)]
    posted = post_entries(act, wheel, entries, on=day)
    MadeGoodRow.objects.bulk_create(
        MadeGoodRow(
            organisation_id=act.of_organisation,
            wheel_id=wheel.id,
            missed_id=one.id,
            journal_id=posted.journal,
            seat=seat.number,
            person_id=person,
            minor=part,
            paid_on=day,
        )
        for one, part in parts
    )
    told = tuple((one.id, part) for one, part in parts)
    return TurnMadeGood(wheel.id, seat.number, person, day, told, posted.journal, posted.root)


def _repaid(person: int, one: rules.Owed, part: int) -> Iterator[Entry]:
    """What the circle was owed is paid to it; what others paid passes through the pot to them."""
    owed_to_the_circle = one.way in rules.OWED_TO_THE_CIRCLE
    yield Entry(TURN, BOX, due_of(person) if owed_to_the_circle else THE_POT, part, person)
    if one.way not in ("reserve", "aside"):
        yield Entry(POT, THE_POT, BOX, part, one.receiver if one.person is None else one.person)
