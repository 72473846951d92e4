"""Of which lines whom a message tells what: one entry of `TELLINGS` for each kind.  Pure.

A line is an act or a step of one.  Its facts hold numbers and codes; what a message says beyond
them (what is left of a loan, a title) is asked of the `World` in which it is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Protocol

from tequio.kernel import gettext_noop as _
from tequio.notices.rules.answering import HOW_ANSWERED

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Sum:
    """Minor units of a unit known by its code."""

    minor: int
    unit: str


@dataclass(frozen=True)
class Told:
    """A phrase that is translated before it fills a field."""

    phrase: str


Value = int | str | date | Sum | Told


@dataclass(frozen=True)
class Note:
    """What one person is told: a sentence for the translators, and what fills its fields."""

    person: int
    sentence: str
    fields: Mapping[str, Value]


class World(Protocol):
    """What stands around the lines that are read."""

    @property
    def unit(self) -> str:
        """The code of the unit in which the group keeps its book."""

    def members(self, on: date) -> Sequence[int]:
        """Who belongs on a day."""

    def left_of(self, loan: int) -> Sum | None:
        """What is left of a loan itself; None if nothing was paid out."""

    def saved_by(self, person: int) -> Sum | None:
        """What a member has saved."""

    def title_of(self, proposal: int) -> str:
        """The words on which is voted."""

    def whose(self, transfer: int) -> Sequence[int]:
        """Whose account or loan an entry of the book moved."""


@dataclass(frozen=True)
class Telling:
    """How lines of one kind are told.

    notes        the messages of a line, from its facts
    is_receipt   whether it says that value moved: such a message can be answered with NO
    is_personal  whether the facts alone name whom it concerns, so that `verify` can ask again
    """

    notes: Callable[[Facts, World], Iterable[Note]]
    is_receipt: bool = False
    is_personal: bool = True


WRONG = _("Wrong? Answer NO.")
SAVED = _("{group}: you saved {sum} on {day}. Saved in all: {held}. {wrong}")
TOOK_OUT = _("{group}: you took out {sum} on {day}. Saved in all: {held}. {wrong}")
PAID_OUT = _("{group}: on {day} you got the loan no. {loan} of {sum}. {wrong}")
REPAID = _("{group}: you repaid {sum} on {day} (loan no. {loan}). Left of it: {left}. {wrong}")
MEETING = _("{group}: meeting on {day}. Come, or tell us if you cannot.")
BALLOT = _("{group}: we vote on “{title}” until {day}.")
DUE_SOON = _("{group}: {sum} of your loan no. {loan} are due on {day}.")
LATE = _("{group}: {sum} of your loan no. {loan} have been due since {day}. Talk to us.")
AT_THE_MEETING = _(
    "{group} {day}: shares {shares} ({sum}), social fund {social}, fines paid {fines}. {wrong}"
)
HELPED = _(
    "{group} {day}: shares {shares} ({sum}), social fund {social}, fines paid {fines},"
    " help for you {helped}. {wrong}"
)
FINED = _(
    "{group} {day}: shares {shares} ({sum}), social fund {social}, new fine {fined},"
    " fines paid {fines}. {wrong}"
)
HELPED_AND_FINED = _(
    "{group} {day}: shares {shares} ({sum}), social fund {social}, new fine {fined},"
    " fines paid {fines}, help for you {helped}. {wrong}"
)
NOTHING = _("{group} {day}: no shares, no social fund and no fine written down for you. {wrong}")
SHARED_OUT = _(
    "{group}: share-out of {day}. Your part {worth}, set off {set_off}, paid to you {paid}. {wrong}"
)
CARRIED = _(
    "{group}: share-out of {day}. Your part {worth}, set off {set_off}, {shares} shares ({carried})"
    " carried over, paid to you {paid}. {wrong}"
)
IN_A_ROUND = _("{group}: round {round}, {day}: you paid {sum} in. {wrong}")
FOR_ANOTHER = _("{group}: round {round}, {day}: you paid {sum} in, {other} for another. {wrong}")
THE_POT = _("{group}: round {round}, {day}: you paid {sum} in and got the pot, {got}. {wrong}")
MADE_GOOD = _("{group}: on {day} you paid {sum} of the turns that you had missed. {wrong}")
REVERSED = _("{group}: an entry of {sum} about you was taken back in the book on {day}. {wrong}")
PAID_FOR_HER = _(
    "{group}: on {day} you paid {sum} for loan no. {loan}, for which you stand. {wrong}"
)
PAID_FOR_YOU = _(
    "{group}: on {day} others paid {sum} for your loan no. {loan}; you owe it to them. {wrong}"
)
GIVEN_UP = _("{group}: on {day} the members gave up {sum} of your loan no. {loan}. {wrong}")
FROM_BEFORE = _(
    "{group}: your loan no. {loan} came in from the books before; {sum} of it are left. {wrong}"
)
CAPITAL_PAID_IN = _("{group}: on {day} you paid {sum} of share capital in. {wrong}")
CAPITAL_BACK = _("{group}: on {day} you got {sum} of your share capital back. {wrong}")
SURPLUS_PAID = _("{group}: on {day} you were paid {sum} from a surplus. {wrong}")
NEW_PLAN = _("{group}: your loan no. {loan} has new days of payment from {day}. See them with us.")
LEFT = _(
    "{group}: you left the cycle on {day}. Your savings {worth}, set off {set_off},"
    " paid to you {paid}. {wrong}"
)
OF_A_LINE = {
    (False, False): AT_THE_MEETING,
    (False, True): FINED,
    (True, False): HELPED,
    (True, True): HELPED_AND_FINED,
}
"""Whether she was helped, whether she was fined → how her line is told."""
ANSWERED = _("{group}: what you called wrong was looked at: {how}.")
WELCOME = _("{group}: from now on you are told here what is written down for you.")


def _saving(facts: Facts, world: World, *, sentence: str) -> Iterator[Note]:
    person, moved = int(facts["person"]), _sum(facts)
    fields: dict[str, Value] = {"sum": moved, "day": _day(facts["value_date"])}
    yield Note(person, sentence, fields | {"held": world.saved_by(person) or Sum(0, moved.unit)})


def _paid_out(facts: Facts, world: World) -> Iterator[Note]:
    fields: dict[str, Value] = {
        "sum": _sum(facts),
        "day": _day(facts["paid_out_on"]),
        "loan": int(facts["loan"]),
    }
    yield Note(int(facts["person"]), PAID_OUT, fields)


def _repaid(facts: Facts, world: World) -> Iterator[Note]:
    moved, loan = _sum(facts), int(facts["loan"])
    fields: dict[str, Value] = {"sum": moved, "day": _day(facts["paid_on"]), "loan": loan}
    left = world.left_of(loan) or Sum(0, moved.unit)
    yield Note(int(facts["person"]), REPAID, fields | {"left": left})


def _called(facts: Facts, world: World) -> Iterator[Note]:
    on = _day(facts["held_on"])
    yield from (Note(person, MEETING, {"day": on}) for person in world.members(on))


def _ballot(facts: Facts, world: World) -> Iterator[Note]:
    """A ballot by phone; one by raised hands is told by those who are in the room."""
    if facts["way"] != "phone" or facts["closes_on"] is None:
        return
    until = _day(facts["closes_on"])
    fields: dict[str, Value] = {"title": world.title_of(int(facts["proposal"])), "day": until}
    yield from (Note(person, BALLOT, fields) for person in world.members(until))


def _of_sheet(facts: Facts, world: World) -> Iterator[Note]:
    """What each member gave and got in a circle's meeting, and who has nothing written down: what
    she gave and nobody wrote is not seen otherwise.  Repayments and payouts are steps.

    facts  `held_on`, and `lines`: person, attendance, shares, saved, social, fine, fined, fine
           paid, helped, as on the sheet (`circles.rules.sheet.LineTold`)
    """
    on, unit = _day(facts["held_on"]), world.unit
    for person, _here, shares, saved, social, _fine, fined, fines, helped in facts["lines"]:
        fields: dict[str, Value] = {
            "day": on,
            "shares": int(shares),
            "sum": Sum(saved, unit),
            "social": Sum(social, unit),
            "fined": Sum(fined, unit),
            "fines": Sum(fines, unit),
            "helped": Sum(helped, unit),
        }
        is_empty = not (shares or social or fined or fines or helped)
        said = OF_A_LINE[bool(helped), bool(fined)]
        yield Note(int(person), NOTHING if is_empty else said, fields)


def _shared_out(facts: Facts, world: World) -> Iterator[Note]:
    """What each member got when the fund was shared out, or that nothing was left of it.

    facts  `shared_on` or `ended_on`, `parts`: person, shares, worth, set off, paid, left
           (`circles.rules.events.PartTold`), and `carried`: person, shares, sum
    """
    on, unit = _day(facts.get("shared_on") or facts["ended_on"]), world.unit
    carried = {person: (shares, minor) for person, shares, minor in facts.get("carried", ())}
    for person, _shares, worth, set_off, paid, _left in facts.get("parts", ()):
        fields: dict[str, Value] = {
            "day": on,
            "worth": Sum(worth, unit),
            "set_off": Sum(set_off, unit),
            "paid": Sum(paid, unit),
        }
        if person in carried:
            more, minor = carried[person]
            fields |= {"shares": int(more), "carried": Sum(minor, unit)}
        yield Note(int(person), CARRIED if person in carried else SHARED_OUT, fields)


def _left_the_circle(facts: Facts, world: World) -> Iterator[Note]:
    fields: dict[str, Value] = {
        "day": _day(facts["left_on"]),
        "worth": Sum(int(facts["saved"]), world.unit),
        "set_off": Sum(int(facts["set_off"]), world.unit),
        "paid": Sum(int(facts["paid"]), world.unit),
    }
    yield Note(int(facts["person"]), LEFT, fields)


def _of_round(facts: Facts, world: World) -> Iterator[Note]:
    """What each paid in a round of turns, for herself and for others, and who got the pot.

    facts  `round`, `held_on`, `person` and `paid_out` of who received; `lines`: place, person, due,
           aside, paid, put; `covers`: number, place, way, who covered, sum
           (`circles.rules.turn_events`)
    """
    paid: dict[int, int] = defaultdict(int)
    others: dict[int, int] = defaultdict(int)
    for _seat, person, _due, _aside, given, put in facts["lines"]:
        paid[person] += given + put
    for _number, _seat, _way, person, minor in facts["covers"]:
        if person is not None:
            others[person] += minor
    got = {int(facts["person"]): int(facts["paid_out"])}
    for person in sorted({*paid, *others, *got}):
        whole = paid[person] + others[person]
        if whole or got.get(person):
            fields: dict[str, Value] = {
                "round": int(facts["round"]),
                "day": _day(facts["held_on"]),
                "sum": Sum(whole, world.unit),
                "other": Sum(others[person], world.unit),
                "got": Sum(got.get(person, 0), world.unit),
            }
            sentence = THE_POT if person in got else FOR_ANOTHER if others[person] else IN_A_ROUND
            yield Note(int(person), sentence, fields)


def _made_good(facts: Facts, world: World) -> Iterator[Note]:
    """What a member brought of the turns that she had missed; `parts`: number of it, sum."""
    brought = Sum(sum(int(minor) for _number, minor in facts["parts"]), world.unit)
    yield Note(int(facts["person"]), MADE_GOOD, {"day": _day(facts["paid_on"]), "sum": brought})


def _called_on(facts: Facts, world: World) -> Iterator[Note]:
    """Who stands for a loan and paid of it, each her part, and the borrower."""
    fields: dict[str, Value] = {"day": _day(facts["called_on"]), "loan": int(facts["loan"])}
    unit = str(facts["unit"])
    for one in facts["paid"]:
        yield Note(int(one["person"]), PAID_FOR_HER, fields | {"sum": Sum(one["minor"], unit)})
    yield Note(int(facts["borrower"]), PAID_FOR_YOU, fields | {"sum": _sum(facts)})


def _given_up(facts: Facts, world: World) -> Iterator[Note]:
    """The borrower is told that her loan, or what was left of it, was written off."""
    fields: dict[str, Value] = {
        "day": _day(facts["written_off_on"]),
        "sum": _sum(facts),
        "loan": int(facts["loan"]),
    }
    yield Note(int(facts["person"]), GIVEN_UP, fields)


def _from_before(facts: Facts, world: World) -> Iterator[Note]:
    """The borrower is told that somebody wrote down what she owes from before."""
    fields: dict[str, Value] = {"sum": _sum(facts), "loan": int(facts["loan"])}
    yield Note(int(facts["person"]), FROM_BEFORE, fields)


def _planned_anew(facts: Facts, world: World) -> Iterator[Note]:
    """The borrower is told that another schedule holds."""
    fields: dict[str, Value] = {"day": _day(facts["from_day"]), "loan": int(facts["loan"])}
    yield Note(int(facts["person"]), NEW_PLAN, fields)


def _of_capital(facts: Facts, world: World, sentence: str) -> Iterator[Note]:
    fields: dict[str, Value] = {"sum": _sum(facts), "day": _day(facts["value_date"])}
    yield Note(int(facts["person"]), sentence, fields)


def _reversed(facts: Facts, world: World) -> Iterator[Note]:
    """Whose entry was turned around; the facts name the entry, the book says whose it is."""
    fields: dict[str, Value] = {"sum": _sum(facts), "day": _day(facts["value_date"])}
    yield from (Note(person, REVERSED, fields) for person in world.whose(int(facts["reverses"])))


def _answered(facts: Facts, world: World) -> Iterator[Note]:
    yield Note(int(facts["person"]), ANSWERED, {"how": Told(HOW_ANSWERED[facts["how"]])})


def _welcomed(facts: Facts, world: World) -> Iterator[Note]:
    if facts["channel"] != "none":
        yield Note(int(facts["person"]), WELCOME, {})


TELLINGS: Mapping[str, Telling] = {
    "ledger.save": Telling(partial(_saving, sentence=SAVED), is_receipt=True),
    "ledger.withdraw": Telling(partial(_saving, sentence=TOOK_OUT), is_receipt=True),
    "lending.pay_out": Telling(_paid_out, is_receipt=True),
    "lending.repay": Telling(_repaid, is_receipt=True),
    "circles.close_meeting": Telling(_of_sheet, is_receipt=True),
    "circles.end_cycle": Telling(_shared_out, is_receipt=True),
    "circles.share_out": Telling(_shared_out, is_receipt=True),
    "circles.leave": Telling(_left_the_circle, is_receipt=True),
    "circles.close_round": Telling(_of_round, is_receipt=True),
    "circles.make_good": Telling(_made_good, is_receipt=True),
    "lending.call_guarantees": Telling(_called_on, is_receipt=True),
    "lending.write_off": Telling(_given_up, is_receipt=True),
    "lending.bring": Telling(_from_before, is_receipt=True),
    "lending.reschedule": Telling(_planned_anew),
    "shares.subscribe": Telling(partial(_of_capital, sentence=CAPITAL_PAID_IN), is_receipt=True),
    "shares.withdraw": Telling(partial(_of_capital, sentence=CAPITAL_BACK), is_receipt=True),
    "shares.pay_due": Telling(partial(_of_capital, sentence=SURPLUS_PAID), is_receipt=True),
    "ledger.reverse": Telling(_reversed, is_receipt=True, is_personal=False),
    "governance.call_meeting": Telling(_called, is_personal=False),
    "governance.open_ballot": Telling(_ballot, is_personal=False),
    "notices.answer_dispute": Telling(_answered),
    "notices.choose_channel": Telling(_welcomed),
}
"""Kind of a line → whom it is told to and how."""

REMINDER = "due_soon"
"""The kind of a message that follows from a day and from no line."""


def due_soon(person: int, *, loan: int, due: Sum, on: date, is_late: bool) -> Note:
    """The reminder of an instalment: to the borrower alone, never to anybody else."""
    return Note(person, LATE if is_late else DUE_SOON, {"loan": loan, "sum": due, "day": on})


def persons_concerned(kind: str, facts: Facts) -> frozenset[int]:
    """Whom the facts of a line alone name as told of it; nobody where that asks the world."""
    telling = TELLINGS.get(kind)
    if telling is None or not telling.is_personal:
        return frozenset()
    return frozenset(note.person for note in telling.notes(facts, NOWHERE))


class _Nowhere:
    unit = ""

    def members(self, on: date) -> Sequence[int]:
        return ()

    def left_of(self, loan: int) -> Sum | None:
        return None

    def saved_by(self, person: int) -> Sum | None:
        return None

    def title_of(self, proposal: int) -> str:
        return ""

    def whose(self, transfer: int) -> Sequence[int]:
        return ()


NOWHERE: World = _Nowhere()
"""A world that knows nothing: enough to ask whom a line concerns."""


def _sum(facts: Facts) -> Sum:
    return Sum(int(facts["minor"]), str(facts["unit"]))


def _day(written: str) -> date:
    return date.fromisoformat(written)
