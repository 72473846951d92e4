"""Counting the cash box against the book: every difference is a line that someone answers for."""

from __future__ import annotations

from dataclasses import dataclass

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
class Difference:
    """What a count found too little (positive) or too much (negative), and who answers."""

    account: rules.Account
    minor: int
    person: int


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
    organisation = act.of_organisation
    box = account_by_number(organisation, account)
    refuse_in_order(rules.objections_to_count(box, number=account, counted_minor=counted_minor))
    assert box is not None, "no account and no objection"
    need_person(organisation, answerable)
    booked = box.normal.minor
    found = Difference(box, booked - counted_minor, answerable)
    mandate = _draw_for(act, found)
    posted = _post_difference(act, found, mandate) if found.minor else None
    row = CountRow.objects.create(
        organisation_id=organisation,
        book=box.book,
        id=take_ids(organisation),
        account_id=account,
        counted_minor=counted_minor,
        booked_minor=booked,
        counted_on=act.today,
        answerable_id=answerable,
        transfer_id=posted.transfers[0] if posted else None,
    )
    return rules.CashCounted(
        row.id,
        account,
        box.unit.code,
        counted_minor,
        booked,
        act.today,
        answerable,
        posted.journal if posted else None,
        row.transfer_id,
        mandate if posted else None,
        posted.root if posted else "",
    )


def _draw_for(act: Act, found: Difference) -> int:
    """The mandate to count by; asked even where nothing differs."""
    return mandates.draw(
        act,
        code="ledger.cash_difference",
        subject="",
        unit=found.account.unit.code,
        minor=abs(found.minor),
        on=act.today,
    ).mandate


def _post_difference(act: Act, found: Difference, mandate: int) -> Posted:
    organisation, box = act.of_organisation, found.account
    is_missing = found.minor > 0
    other = open_account(
        organisation,
        book=box.book,
        unit=box.unit.code,
        kind="cash-difference",
        ref=f"count:{take_ids(organisation)}",
        ceiling=0 if is_missing else None,
        floor=None if is_missing else 0,
    )
    debit, credit = (other, box.id) if is_missing else (box.id, other)
    transfer = rules.Transfer(
        "ledger.cash_difference", "", debit, credit, abs(found.minor), box.unit.code, mandate
    )
    posted = post(
        act,
        value_date=act.today,
        transfers=[transfer],
        book=box.book,
        note=Note(found.person),
    )
    ClaimRow.objects.create(
        organisation_id=organisation,
        book=box.book,
        id=posted.transfers[0],
        account_id=other,
        person_id=found.person,
        office="",
        subject="",
    )
    return posted
