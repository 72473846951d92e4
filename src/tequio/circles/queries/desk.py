"""What lies on the desk when a meeting is written down: everything that the sheet shows before
anybody has said a word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.circles import rules
from tequio.circles.queries.ground import Ground, ground_of
from tequio.circles.queries.held import Closing, closing_of_sheet
from tequio.circles.queries.sheets import Sheet, bought_before, sheets_of
from tequio.lending.queries import LoanLine
from tequio.lending.queries.loans import loans_of
from tequio.lending.queries.unsettled import unsettled
from tequio.lending.queries.views import lines_of
from tequio.membership import queries as members


@dataclass(frozen=True)
class Desk:
    """The ground of a day, and what is read aloud, offered and owed on it.

    roll      members of the day in order of name
    names     of everybody who stands on the sheet
    last      the meeting before, with the words that were read aloud at its end
    bought    member → shares that she bought when she last gave
    running   loans of this book on which something is owed, by name of the borrower
    to_hand   loans that were decided and not yet handed out
    """

    ground: Ground
    held_on: date
    roll: tuple[int, ...]
    names: dict[int, str]
    last: Sheet | None
    closing: Closing | None
    bought: dict[int, int]
    running: tuple[LoanLine, ...]
    to_hand: tuple[LoanLine, ...]

    @property
    def holders(self) -> tuple[int, ...]:
        """Who holds a key, in order of name."""
        held = self.ground.holding(self.ground.statutes.offices("offices.keys"))
        return tuple(sorted(held, key=lambda person: self.names.get(person, "").casefold()))

    @property
    def has_bag(self) -> bool:
        """Whether the group has a social fund."""
        return bool(self.ground.terms.contribution or self.ground.before.social_box)


def desk_of(organisation: int, book: str, held_on: date, *, today: date) -> Desk | None:
    """The desk of that day; None where no cycle of the book runs.

    Some forty queries, however many members, meetings and loans.
    """
    ground = ground_of(organisation, book, held_on, today=today)
    if ground is None:
        return None
    sheets = sheets_of(organisation, ground.cycle.id)
    last = next((one for one in sheets if one.held_on < held_on), None)
    running, to_hand = _loans(organisation, book, held_on)
    asked = {line.loan.person for line in (*running, *to_hand)}
    names = members.person_names({*ground.before.roll, *ground.holders, *asked})

    def by_name(line: LoanLine) -> str:
        return names.get(line.loan.person, "").casefold()

    return Desk(
        ground=ground,
        held_on=held_on,
        roll=tuple(sorted(ground.before.roll, key=lambda one: names.get(one, "").casefold())),
        names=names,
        last=last,
        closing=closing_of_sheet(organisation, last.id) if last else None,
        bought=bought_before(organisation, sheets, held_on),
        running=tuple(sorted(running, key=by_name)),
        to_hand=tuple(sorted(to_hand, key=by_name)),
    )


def _loans(organisation: int, book: str, on: date) -> tuple[list[LoanLine], list[LoanLine]]:
    numbers = unsettled(organisation, on)
    listed = loans_of(organisation, ids=numbers) if numbers else []
    lines = lines_of(organisation, listed, on)
    running = [
        one
        for one in lines
        if one.standing is not None
        and one.standing.owed
        and one.loan.payout is not None
        and one.loan.payout.book == book
    ]
    return running, [one for one in lines if one.state == "allowed"]


def next_day(ground_days: frozenset[date], every: rules.Every, weekday: str, today: date) -> date:
    """The day on which the group meets next: today while today has no sheet and is its day."""
    last = max(ground_days, default=None)
    due = rules.next_meeting(last, every) if last else today
    if weekday == "any":
        return max(due, today)
    wanted = rules.WEEKDAYS.index(weekday)
    begin = max(today, date.fromordinal(due.toordinal() - 3)) if last else today
    ahead = (wanted - begin.weekday()) % 7
    return date.fromordinal(begin.toordinal() + ahead)
