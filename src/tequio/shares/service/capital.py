"""Acts of members' capital: paid in, asked back, given back; and paying out what is owed."""

from __future__ import annotations

from datetime import date, timedelta

from tequio.chronicle.rules.inputs import Code, Id, Minor, Number
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, refuse
from tequio.ledger.service.moving import move_money
from tequio.ledger.service.paying import BY_MANDATE
from tequio.shares import rules
from tequio.shares.models import NoticeRow, WithdrawalRow
from tequio.shares.queries import capital, objections


@act("shares.subscribe", may=BY_MANDATE, refusals=rules.OF_A_SUBSCRIPTION)
def subscribe(
    act: Act, /, *, person: Id, count: Number, account: Id, value_date: date | None = None
) -> rules.SharesSubscribed:
    """Take in what a member pays for shares of the capital, at the price of the statutes.

    person      the member
    count       how many shares
    account     cash box or bank account into which the money came
    value_date  the day on which it came, today unless said otherwise
    """
    on = value_date or act.today
    terms = capital.terms_on(act.of_organisation, on)
    refuse(objections.to_subscribe(act, terms, person=person, count=count, on=on))
    moved = move_money(
        act, objections.subscription(terms, person=person, count=count, account=account, on=on)
    )
    return rules.SharesSubscribed(
        journal=moved.journal,
        transfer=moved.transfer,
        mandate=moved.mandate,
        person=person,
        account=account,
        unit=terms.unit.code,
        count=count,
        price=terms.price,
        minor=count * terms.price,
        value_date=on,
        root=moved.root,
    )


@act(
    "shares.give_notice",
    may="the member herself; for her, whoever writes the book",
    refusals=rules.OF_A_NOTICE,
)
def give_notice(
    act: Act, /, *, person: Id, count: Number | None = None, book: Code = "main"
) -> rules.NoticeGiven:
    """Ask for shares back; they are given back after the days that the statutes say.

    person  whose shares
    count   how many; left out: all that she holds and did not ask for yet
    """
    organisation, on = act.of_organisation, act.today
    terms = capital.terms_on(organisation, on)
    wished = objections.wish(act, terms, person=person, count=count, book=book)
    refuse(objections.to_give_notice(act, terms, wished))
    row = NoticeRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        person_id=person,
        book=book,
        unit=terms.unit.code,
        minor=wished.minor,
        asked_on=on,
        ready_on=on + timedelta(days=terms.notice_days),
    )
    return rules.NoticeGiven(row.id, person, book, row.unit, row.minor, row.asked_on, row.ready_on)


@act("shares.withdraw", may=BY_MANDATE, refusals=rules.OF_A_WITHDRAWAL)
def withdraw(
    act: Act, /, *, notice: Id, account: Id, value_date: date | None = None
) -> rules.SharesWithdrawn:
    """Give back what a member asked for, within what the statutes let leave in a year; what she
    still holds, where that is less by now.

    notice      the number under which she asked; also the subject of the decision that allows it
    account     cash box or bank account from which the money leaves
    value_date  the day on which it leaves, today unless said otherwise
    """
    organisation, on = act.of_organisation, value_date or act.today
    found = next(iter(capital.notices(organisation, number=notice)), None)
    if found is None:
        raise Refused(rules.NO_SUCH_NOTICE.because(notice=notice))
    refuse(objections.to_withdraw(act, found, on=on))
    minor = capital.back_now(organisation, found)
    moved = move_money(act, objections.withdrawal(found, minor=minor, account=account, on=on))
    WithdrawalRow.objects.create(
        organisation_id=organisation, id=moved.transfer, notice_id=notice, given_on=on
    )
    return rules.SharesWithdrawn(
        journal=moved.journal,
        transfer=moved.transfer,
        mandate=moved.mandate,
        notice=notice,
        person=found.person,
        account=account,
        unit=found.amount.unit.code,
        asked=found.amount.minor,
        minor=minor,
        value_date=on,
        root=moved.root,
    )


@act("shares.pay_due", may=BY_MANDATE, refusals=rules.OF_A_PAYMENT)
def pay_due(
    act: Act, /, *, person: Id, minor: Minor, account: Id, value_date: date | None = None
) -> rules.SharePaid:
    """Pay a member of what a surplus gave her, never more than she is owed.

    minor       what she gets
    account     cash box or bank account from which the money leaves
    value_date  the day on which it leaves, today unless said otherwise
    """
    on, unit = value_date or act.today, capital.unit_of(act.of_organisation).code
    moved = move_money(
        act, objections.payment(person=person, minor=minor, unit=unit, account=account, on=on)
    )
    return rules.SharePaid(
        journal=moved.journal,
        transfer=moved.transfer,
        mandate=moved.mandate,
        person=person,
        account=account,
        unit=unit,
        minor=minor,
        value_date=on,
        root=moved.root,
    )
