"""The lot that everybody can compute again, and bids: who receives the pot."""

from __future__ import annotations

from typing import Annotated, cast

from tequio.chronicle.rules.inputs import Digest, Id, Minor, Text
from tequio.chronicle.service import act, take_ids
from tequio.circles.models import BidRow, DrawRow, SealRow, WordRow
from tequio.circles.queries.taking_part import (
    need_herself_or_bookkeeper,
    place_of,
    refuse_in,
    running,
    who_acts,
)
from tequio.circles.queries.who import objections_to_writing
from tequio.circles.rules import refusals
from tequio.circles.rules import turn_refusals as no
from tequio.circles.rules import wheel as rules
from tequio.circles.rules.turn_events import BidMade, OrderDrawn, WordLaidDown, WordOpened
from tequio.circles.rules.turns import Missing, draw_lots, seed_of
from tequio.kernel import Act, Refused, refuse
from tequio.statutes.queries import statutes_on

HERSELF = "who takes a turn, for herself; who writes the book, for a member who stands by"
SecretWord = Annotated[str, Text(200)]


@act(
    "circles.lay_down_word",
    may=HERSELF,
    refusals=[
        no.NO_SUCH_TURNS,
        no.TURNS_ARE_OVER,
        no.NOT_IN_THE_TURNS,
        no.NOT_FOR_HER,
        no.NO_LOT_NOW,
        no.NOT_IN_THE_LOT,
        no.WORD_ALREADY_LAID,
    ],
)
def lay_down_word(act: Act, /, *, turns: Id, person: Id, seal: Digest) -> WordLaidDown:
    """Lay a sealed word on the table before the lot, so that nobody can choose its outcome.

    person  whose word it is
    seal    SHA-256 of the word in UTF-8, 64 hexadecimal characters; she keeps the word to herself
    """
    wheel = running(act, turns)
    seat = place_of(wheel, person)
    need_herself_or_bookkeeper(act, person)
    refuse(rules.objections_to_lay_down(wheel, seat))
    lot = rules.lot_now(wheel)
    assert lot is not None, "no lot and no objection"
    SealRow.objects.create(
        organisation_id=act.of_organisation,
        wheel_id=wheel.id,
        round=lot.round,
        seat=seat.number,
        seal=seal,
        entered_by_id=who_acts(act),
        at=act.at,
    )
    return WordLaidDown(wheel.id, lot.round, seat.number, seal)


@act(
    "circles.open_word",
    may=HERSELF,
    refusals=[
        no.NO_SUCH_TURNS,
        no.TURNS_ARE_OVER,
        no.NOT_IN_THE_TURNS,
        no.NOT_FOR_HER,
        no.NO_LOT_NOW,
        no.NOT_IN_THE_LOT,
        no.WORD_ALREADY_OPENED,
        refusals.LOT_NOT_COMMITTED,
        refusals.REVEAL_DIFFERS,
    ],
)
def open_word(act: Act, /, *, turns: Id, person: Id, word: SecretWord) -> WordOpened:
    """Open the word that lies on the table, once everybody's lies there.

    Everybody can read it from now on: it is a part of the proof.
    """
    wheel = running(act, turns)
    seat = place_of(wheel, person)
    need_herself_or_bookkeeper(act, person)
    refuse(rules.objections_to_open(wheel, seat, word))
    lot = rules.lot_now(wheel)
    assert lot is not None, "no lot and no objection"
    WordRow.objects.create(
        organisation_id=act.of_organisation,
        wheel_id=wheel.id,
        round=lot.round,
        seat=seat.number,
        word=word,
        entered_by_id=who_acts(act),
        at=act.at,
    )
    return WordOpened(wheel.id, lot.round, seat.number, word)


@act(
    "circles.draw_order",
    may="who takes a turn; who writes the book",
    refusals=[
        no.NO_SUCH_TURNS,
        no.TURNS_ARE_OVER,
        no.NOT_FOR_HER,
        no.NO_LOT_NOW,
        refusals.LOT_NOT_COMMITTED,
        refusals.LOT_NOT_REVEALED,
    ],
)
def draw_order(act: Act, /, *, turns: Id) -> OrderDrawn:
    """Draw the lot from the opened words: the order of all rounds, of this round, or between
    equal bids.  Nobody chooses it; everybody can compute it again."""
    wheel = running(act, turns)
    if wheel.seat_of(act.by) is None and objections_to_writing(act):
        raise Refused(no.NOT_FOR_HER.because(person=act.by or 0))
    statutes = statutes_on(act.of_organisation, act.today)
    refuse(rules.objections_to_draw(wheel, cast("Missing", statutes.choice("turn.missing"))))
    lot = rules.lot_now(wheel)
    assert lot is not None, "no lot and no objection"
    places = {wheel.at(place).person: place for place in lot.among}
    opened = wheel.words[lot.round].opened
    words = {person: opened[place] for person, place in places.items() if place in opened}
    drawn = tuple((places[person], person) for person in draw_lots([*places], words))
    row = DrawRow.objects.create(
        organisation_id=act.of_organisation,
        wheel_id=wheel.id,
        round=lot.round,
        seed=seed_of(words.values()),
        order=[list(one) for one in drawn],
    )
    return OrderDrawn(wheel.id, lot.round, row.seed, drawn)


@act(
    "circles.bid",
    may=HERSELF,
    refusals=[
        no.NO_SUCH_TURNS,
        no.TURNS_ARE_OVER,
        no.NOT_IN_THE_TURNS,
        no.NOT_FOR_HER,
        no.NO_BIDDING,
        no.HAS_RECEIVED_THE_POT,
        no.BIDS_ARE_CLOSED,
        no.BID_NOT_HIGHER,
        refusals.BID_OVER_THE_LIMIT,
        refusals.BID_BELOW_THE_COMMISSION,
    ],
)
def bid(act: Act, /, *, turns: Id, person: Id, minor: Minor) -> BidMade:
    """Bid for the pot of the next round: what she leaves of it to have it now, in minor units."""
    wheel = running(act, turns)
    seat = place_of(wheel, person)
    need_herself_or_bookkeeper(act, person)
    refuse_in(act, wheel.unit, rules.objections_to_bid(wheel, seat, minor))
    row = BidRow.objects.create(
        organisation_id=act.of_organisation,
        id=take_ids(act.of_organisation),
        wheel_id=wheel.id,
        round=wheel.next_round,
        seat=seat.number,
        minor=minor,
        entered_by_id=who_acts(act),
    )
    return BidMade(wheel.id, row.round, row.id, seat.number, minor)
