"""Counting the cash box against the book: every difference is a line that someone answers for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.chronicle.rules import step
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
from tequio.membership import rules as membership

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
        code = "ledger.cash_difference"
        return (rules.Transfer(code, "", debit, credit, abs(minor), unit, self.mandate),)

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
    count = _counted(act, box, (counted_minor, booked), answerable=answerable, on=act.today)
    if not count.transfers:
        return count.keep(NOTHING_POSTED)
    note = Note(answerable)
    return count.keep(
        post(act, value_date=act.today, transfers=count.transfers, book=box.book, note=note)
    )


def prepare_count(
    act: Act,
    *,
    account: int,
    counted_minor: int,
    expected_minor: int,
    answerable: int,
    on: date,
) -> Prepared:
    """The count of a cash box as a part of what a room above posts, as `ledger.count_cash` is.

    expected_minor  by the book, after the other transfers of the same journal that come first
    on              day of the count

    Refused with the reasons of `OF_COUNTING`.
    """
    box = _box(act, account, counted_minor)
    sums = counted_minor, expected_minor
    count = _counted(act, box, sums, answerable=answerable, on=on)
    return Prepared(
        count.transfers,
        lambda posted: (step("ledger.count_cash", count.keep(posted), act.at),),
    )


def _box(act: Act, account: int, counted_minor: int) -> rules.Account:
    box = account_by_number(act.of_organisation, account)
    refuse_in_order(rules.objections_to_count(box, number=account, counted_minor=counted_minor))
    assert box is not None, "no account and no objection"
    return box


def _counted(
    act: Act, box: rules.Account, sums: tuple[int, int], *, answerable: int, on: date
) -> Count:
    """Find the mandate to count by, asked even where nothing differs, and open an account for
    what is missing or too much; `sums`: what was counted and what was expected."""
    organisation, (counted, expected) = act.of_organisation, sums
    need_person(organisation, answerable)
    mandate = mandates.draw(
        act,
        code="ledger.cash_difference",
        subject="",
        unit=box.unit.code,
        minor=abs(expected - counted),
        on=on,
    ).mandate
    other = _other(organisation, box, expected - counted) if expected != counted else None
    return Count(act, box, counted, expected, answerable, on, mandate, other)


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
