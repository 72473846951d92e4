"""Turns for `verify`: every row held against the line that tells of it, both ways; lots drawn
again; the pots of the books against what was paid and handed out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from tequio.chronicle.queries import lines_of_kind
from tequio.chronicle.rules.comparing import compared
from tequio.circles.models import (
    BidRow,
    DrawRow,
    MadeGoodRow,
    MissedRow,
    PlaceRow,
    RoundRow,
    SealRow,
    SubstituteRow,
    TurnRow,
    TurnsEndRow,
    WheelRow,
    WordRow,
)
from tequio.circles.rules.turns import draw_lots, sealed, seed_of
from tequio.kernel import Finding, plain
from tequio.kernel import gettext_noop as _
from tequio.ledger import queries as ledger

ROOM = "circles"
LOT_DIFFERS = _("The lot of round {round} of turns {turns} is not what the opened words give.")
WORD_DIFFERS = _("A word opened in round {round} of turns {turns} is not the one that was sealed.")
POT_DIFFERS = _("The pot of turns {turns} does not agree with its rounds (journal {journal}).")

Told = dict[Any, Any]
EVER = date(1, 1, 2)


def check_turns(organisation: int) -> Iterator[Finding]:
    """Everything about turns agrees with the chronicle, with the lots and with the books."""
    for thing, here, told in (
        ("turns", _wheels(organisation), _told_of_wheels(organisation)),
        ("turns_seal", *_words(organisation, SealRow, "lay_down_word", "seal")),
        ("turns_word", *_words(organisation, WordRow, "open_word", "word")),
        ("turns_lot", _draws(organisation), _told_of_draws(organisation)),
        ("turns_bid", _bids(organisation), _told_of_bids(organisation)),
        ("turns_round", _rounds(organisation), _told_of_rounds(organisation)),
        ("turns_missed", _missed(organisation), _told_of_missed(organisation)),
        ("turns_good", _good(organisation), _told_of_good(organisation)),
        ("turns_place", _substitutes(organisation), _told_of_substitutes(organisation)),
        ("turns_end", _ends(organisation), _told_of_ends(organisation)),
    ):
        yield from compared(ROOM, thing, told=told, here=here)
    yield from _lots(organisation)
    yield from _pots(organisation)


# Rows and lines ------------------------------------------------------------------------------


def _facts(organisation: int, verb: str) -> Iterator[tuple[Mapping[str, Any], int | None]]:
    for line in lines_of_kind(organisation, f"circles.{verb}"):
        yield line.facts, line.by


def _own(organisation: int) -> dict[str, int]:
    return {"organisation_id": organisation}


def _wheels(organisation: int) -> Told:
    seats: dict[int, list[Any]] = defaultdict(list)
    for place in PlaceRow.objects.filter(**_own(organisation)).order_by("pk"):
        seats[place.wheel_id].append([place.number, place.person_id, place.guarantors])
    return {
        row.id: {
            "turns": row.id,
            "book": row.book,
            "unit": row.unit,
            "contribution": row.contribution,
            "aside": row.aside,
            "every": row.every,
            "way": row.way,
            "highest_bid": plain(Fraction(row.highest_above, row.highest_below)),
            "commission": plain(Fraction(row.commission_above, row.commission_below)),
            "discount_to": row.discount_to,
            "first_day": row.first_day.isoformat(),
            "box": row.box_id,
            "pot": row.pot_id,
            "reserve": row.reserve_id,
            "seats": seats.get(row.id, []),
        }
        for row in WheelRow.objects.filter(**_own(organisation))
    }


def _told_of_wheels(organisation: int) -> Told:
    return {facts["turns"]: dict(facts) for facts, _by in _facts(organisation, "start_turns")}


def _words(organisation: int, model: Any, verb: str, name: str) -> tuple[Told, Told]:
    here = {
        (row.wheel_id, row.round, row.seat): (getattr(row, name), row.entered_by_id)
        for row in model.objects.filter(**_own(organisation))
    }
    told = {
        (facts["turns"], facts["round"], facts["seat"]): (facts[name], by)
        for facts, by in _facts(organisation, verb)
    }
    return here, told


def _draws(organisation: int) -> Told:
    return {
        (row.wheel_id, row.round): (row.seed, row.order)
        for row in DrawRow.objects.filter(**_own(organisation))
    }


def _told_of_draws(organisation: int) -> Told:
    return {
        (facts["turns"], facts["round"]): (facts["seed"], facts["order"])
        for facts, _by in _facts(organisation, "draw_order")
    }


def _bids(organisation: int) -> Told:
    return {
        row.id: (row.wheel_id, row.round, row.seat, row.minor, row.entered_by_id)
        for row in BidRow.objects.filter(**_own(organisation))
    }


def _told_of_bids(organisation: int) -> Told:
    told = {
        facts["bid"]: (facts["turns"], facts["round"], facts["seat"], facts["minor"], by)
        for facts, by in _facts(organisation, "bid")
    }
    for facts, by in _facts(organisation, "close_round"):
        for number, seat, minor in facts["bids"]:
            told[number] = (facts["turns"], facts["round"], seat, minor, by)
    return told


ROUND = "held_on seat person leaves commission prize paid_out journal".split()


def _rounds(organisation: int) -> Told:
    lines: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for one in TurnRow.objects.filter(**_own(organisation)).order_by("pk"):
        lines[one.wheel_id, one.round].append(
            [one.seat, one.person_id, one.due, one.aside, one.paid, one.put]
        )
    return {
        (row.wheel_id, row.number): [
            row.held_on.isoformat(),
            row.seat,
            row.person_id,
            row.leaves,
            row.commission,
            row.prize,
            row.paid_out,
            row.journal_id,
            lines.pop((row.wheel_id, row.number), []),
        ]
        for row in RoundRow.objects.filter(**_own(organisation))
    } | dict(lines)


def _told_of_rounds(organisation: int) -> Told:
    return {
        (facts["turns"], facts["round"]): [*(facts[name] for name in ROUND), facts["lines"]]
        for facts, _by in _facts(organisation, "close_round")
    }


def _missed(organisation: int) -> Told:
    return {
        row.id: [row.wheel_id, row.round, row.seat, row.way, row.person_id, row.minor]
        for row in MissedRow.objects.filter(**_own(organisation))
    }


def _told_of_missed(organisation: int) -> Told:
    return {
        number: [facts["turns"], facts["round"], *rest]
        for facts, _by in _facts(organisation, "close_round")
        for number, *rest in facts["covers"]
    }


def _good(organisation: int) -> Told:
    return {
        (row.missed_id, row.journal_id): [
            row.wheel_id,
            row.seat,
            row.person_id,
            row.paid_on.isoformat(),
            row.minor,
        ]
        for row in MadeGoodRow.objects.filter(**_own(organisation))
    }


def _told_of_good(organisation: int) -> Told:
    return {
        (number, facts["journal"]): [
            *(facts[name] for name in ("turns", "seat", "person", "paid_on")),
            minor,
        ]
        for facts, _by in _facts(organisation, "make_good")
        for number, minor in facts["parts"]
    }


TAKEN = "turns seat before person since witnesses minor journal".split()


def _substitutes(organisation: int) -> Told:
    return {
        row.id: [
            row.wheel_id,
            row.seat,
            row.before_id,
            row.person_id,
            row.since.isoformat(),
            row.witnesses,
            row.minor,
            row.journal_id,
        ]
        for row in SubstituteRow.objects.filter(**_own(organisation))
    }


def _told_of_substitutes(organisation: int) -> Told:
    return {
        facts["substitute"]: [facts[name] for name in TAKEN]
        for facts, _by in _facts(organisation, "substitute")
    }


def _ends(organisation: int) -> Told:
    rows = TurnsEndRow.objects.filter(**_own(organisation))
    return {row.wheel_id: row.ended_on.isoformat() for row in rows}


def _told_of_ends(organisation: int) -> Told:
    return {facts["turns"]: facts["ended_on"] for facts, _by in _facts(organisation, "end_turns")}


# Lots and pots -------------------------------------------------------------------------------


def _lots(organisation: int) -> Iterator[Finding]:
    """Draw every lot again from the words that were opened, and seal every word again."""
    seals = _words(organisation, SealRow, "lay_down_word", "seal")[0]
    words = _words(organisation, WordRow, "open_word", "word")[0]
    for (turns, number, seat), (word, _by) in sorted(words.items()):
        if seals.get((turns, number, seat), ("", None))[0] != sealed(word):
            yield Finding.of(ROOM, "word_differs", WORD_DIFFERS, turns=turns, round=number)
    for (turns, number), (seed, order) in sorted(_draws(organisation).items()):
        opened = {
            person: words[turns, number, seat][0]
            for seat, person in order
            if (turns, number, seat) in words
        }
        people = [person for _seat, person in order]
        again = (seed_of(opened.values()), draw_lots(sorted(people), opened))
        if again != (seed, tuple(people)):
            yield Finding.of(ROOM, "lot_differs", LOT_DIFFERS, turns=turns, round=number)


def _pots(organisation: int) -> Iterator[Finding]:
    """Journal by journal: what came into the pot and what went out of it."""
    for wheel in WheelRow.objects.filter(**_own(organisation)).order_by("pk"):
        expected = _expected(organisation, wheel.id)
        found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        pot = ledger.statement(organisation, wheel.pot_id, since=EVER, until=date.max)
        for line in pot.lines:
            if line.reverses is None:
                side = 0 if line.moved.minor > 0 else 1
                found[line.journal][side] += abs(line.moved.minor)
        for journal in sorted(expected.keys() | found.keys()):
            if expected.get(journal) != found.get(journal):
                told = {"turns": wheel.id, "journal": journal}
                yield Finding.of(ROOM, "pot_differs", POT_DIFFERS, **told)


def _expected(organisation: int, wheel: int) -> dict[int, list[int]]:
    """Journal → what should have come into the pot, and gone out of it."""
    own = _own(organisation) | {"wheel_id": wheel}
    came: dict[int, int] = defaultdict(int)
    for line in TurnRow.objects.filter(**own):
        came[line.round] += line.paid
    ways = {}
    for one in MissedRow.objects.filter(**own):
        ways[one.id] = one.way
        came[one.round] += one.minor if one.way != "aside" else 0
    expected = {
        row.journal_id: [came[row.number], row.commission + row.paid_out]
        for row in RoundRow.objects.filter(**own)
    }
    for good in MadeGoodRow.objects.filter(**own):
        sums = expected.setdefault(good.journal_id, [0, 0])
        way = ways.get(good.missed_id, "")
        sums[0] += good.minor if way in ("guarantor", "all") else 0
        sums[1] += good.minor if way in ("guarantor", "all", "open") else 0
    return {journal: sums for journal, sums in expected.items() if any(sums)}
