"""Counting the cash box against the book: every difference is a line that someone answers for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tequio.chronicle.rules import Step, step
from tequio.chronicle.rules.inputs import Id, Minor
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act
from tequio.ledger import rules
from tequio.ledger.models import ClaimRow, CountRow
from tequio.ledger.queries.facts import account_by_number
from tequio.ledger.service.accounts import open_account
from tequio.ledger.service.moving import need_person, refuse_in_order
from tequio.ledger.service.paying import BY_MANDATE
from tequio.ledger.service.posting import Note, Posted, post
from tequio.ledger.service.together import NOTHING_POSTED, Prepared
from tequio.mandates import service as mandates
from tequio.mandates.queries import Draw
from tequio.mandates.rules import Asked
from tequio.membership import rules as membership

CODE = "ledger.cash_difference"
OF_COUNTING = (
    rules.AMOUNT_NOT_POSITIVE,
    rules.AMOUNT_TOO_LARGE,
    rules.NO_SUCH_ACCOUNT,
    rules.NOT_CASH,
    rules.ACCOUNT_CLOSED,
    membership.NO_SUCH_PERSON,
    *rules.OF_A_SEARCHED_DRAW,
    rules.PERIOD_CLOSED,
    *rules.OF_THE_LIMITS,
)


@dataclass(frozen=True)
class Count:
    """The cash box counted against what should be in it.

    expected_minor  what the book says, after everything that is posted together with the count
    mandate         to count by
    other           account of the difference; None where nothing differs
    """

    act: Act
    box: rules.Account
    counted_minor: int
    expected_minor: int
    answerable: int
    on: date
    mandate: int
    other: int | None

    @property
    def transfers(self) -> tuple[rules.Transfer, ...]:
        """The difference, if there is one."""
        if self.other is None:
            return ()
        minor, unit = self.expected_minor - self.counted_minor, self.box.unit.code
        debit, credit = (self.other, self.box.id) if minor > 0 else (self.box.id, self.other)
        return (rules.Transfer(CODE, "", debit, credit, abs(minor), unit, self.mandate),)

    def keep(self, posted: Posted) -> rules.CashCounted:
        """Write down what was counted, and who answers for the difference."""
        organisation, book = self.act.of_organisation, self.box.book
        transfer = posted.transfers[0] if posted.transfers else None
        if self.other is not None and transfer is not None:
            ClaimRow.objects.create(
                organisation_id=organisation,
                book=book,
                id=transfer,
                account_id=self.other,
                person_id=self.answerable,
                office="",
                subject="",
            )
        row = CountRow.objects.create(
            organisation_id=organisation,
            book=book,
            id=take_ids(organisation),
            account_id=self.box.id,
            counted_minor=self.counted_minor,
            booked_minor=self.expected_minor,
            counted_on=self.on,
            answerable_id=self.answerable,
            transfer_id=transfer,
        )
        return self._told(row.id, posted, transfer)

    def _told(self, number: int, posted: Posted, transfer: int | None) -> rules.CashCounted:
        """A count without a difference names no journal, whatever was posted with it."""
        is_posted = transfer is not None
        return rules.CashCounted(
            number,
            self.box.id,
            self.box.unit.code,
            self.counted_minor,
            self.expected_minor,
            self.on,
            self.answerable,
            posted.journal if is_posted else None,
            transfer,
            self.mandate if is_posted else None,
            posted.root if is_posted else "",
        )


@act("ledger.count_cash", may=BY_MANDATE, refusals=OF_COUNTING)
def count_cash(
    act: Act, /, *, account: Id, counted_minor: Minor, answerable: Id
) -> rules.CashCounted:
    """Count the cash box and compare it with the book, today.

    account        the cash box
    counted_minor  what lies in it, in whole minor units
    answerable     the person who keeps the box and answers for a difference

    What is missing or too much goes to an account of its own, on which she answers until the
    members accept it or it comes back; like a payment without decision.
    """
    box = _box(act, account, counted_minor)
    booked = box.normal.minor
    sums = (counted_minor, booked)
    [count] = _counted(act, [(box, sums)], answerable=answerable, on=act.today)
    if not count.transfers:
        return count.keep(NOTHING_POSTED)
    note = Note(answerable)
    return count.keep(
        post(act, value_date=act.today, transfers=count.transfers, book=box.book, note=note)
    )


@dataclass(frozen=True)
class BoxCounted:
    """A box that was counted: what lay in it, and what the book expected after the other transfers
    of the same journal that come first; in minor units."""

    account: int
    counted_minor: int
    expected_minor: int


def prepare_counts(
    act: Act, counted: Sequence[BoxCounted], *, answerable: int, on: date
) -> Prepared:
    """The counts of cash boxes, all of one unit, as a part of what a room above posts; each is what
    `ledger.count_cash` does.

    on  day of the count

    Refused with the reasons of `OF_COUNTING`.
    """
    boxes = [_box(act, one.account, one.counted_minor) for one in counted]
    sums = [(one.counted_minor, one.expected_minor) for one in counted]
    counts = _counted(act, list(zip(boxes, sums, strict=True)), answerable=answerable, on=on)
    transfers = [transfer for count in counts for transfer in count.transfers]

    def keep(posted: Posted) -> list[Step]:
        steps, begin = [], 0
        for count in counts:
            own = posted.transfers[begin : begin + len(count.transfers)]
            begin += len(own)
            event = count.keep(Posted(posted.journal, own, posted.root))
            steps.append(step("ledger.count_cash", event, act.at))
        return steps

    return Prepared(tuple(transfers), keep)


def _box(act: Act, account: int, counted_minor: int) -> rules.Account:
    box = account_by_number(act.of_organisation, account)
    refuse_in_order(rules.objections_to_count(box, number=account, counted_minor=counted_minor))
    assert box is not None, "no account and no objection"
    return box


def _counted(
    act: Act,
    boxes: Sequence[tuple[rules.Account, tuple[int, int]]],
    *,
    answerable: int,
    on: date,
) -> list[Count]:
    """Find the mandate to count by, asked even where nothing differs, and open an account for
    what is missing or too much; each box with what was counted and what was expected."""
    organisation = act.of_organisation
    need_person(organisation, answerable)
    draws = [
        Draw(Asked(CODE, "", box.unit, abs(expected - counted), on, act.today))
        for box, (counted, expected) in boxes
    ]
    drawn = mandates.draw_each(act, draws)
    return [
        Count(
            act,
            box,
            counted,
            expected,
            answerable,
            on,
            draw.mandate,
            _other(organisation, box, expected - counted) if expected != counted else None,
        )
        for (box, (counted, expected)), draw in zip(boxes, drawn, strict=True)
    ]


def _other(organisation: int, box: rules.Account, missing: int) -> int:
    """What is missing is owed and never turns into the contrary; what is too much waits."""
    return open_account(
        organisation,
        book=box.book,
        unit=box.unit.code,
        kind="cash-difference",
        ref=f"count:{take_ids(organisation)}",
        ceiling=0 if missing > 0 else None,
        floor=None if missing > 0 else 0,
    )
