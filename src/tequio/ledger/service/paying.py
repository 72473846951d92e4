"""Acts that move money: pay, receive, carry between box and bank, save and withdraw."""

from __future__ import annotations

from datetime import date

from tequio.chronicle.rules.inputs import Id, Minor, Purpose, Subject, Title, UnitCode
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refusal
from tequio.ledger import rules
from tequio.ledger.models import PreparedRow
from tequio.ledger.queries.facts import account_by_number
from tequio.ledger.queries.prepared import movement_that_waits
from tequio.ledger.service.moving import (
    Moved,
    mark_as_paid,
    move_money,
    need_person,
    note_down,
    refuse_in_order,
)
from tequio.ledger.service.posting import post
from tequio.mandates import queries as mandate_queries
from tequio.mandates import rules as mandate_rules
from tequio.mandates import service as mandates
from tequio.membership import rules as membership

BY_MANDATE = "holds an office that the decision names for this purpose"
OF_RECEIVING = (*rules.OF_MONEY, membership.NO_SUCH_PERSON)
OF_PAYING = (rules.NO_PAYEE, *OF_RECEIVING)
OF_PREPARING = (
    rules.NO_PAYEE,
    *rules.OF_A_MOVEMENT,
    *(kind for kind in rules.OF_A_SEARCHED_DRAW if kind is not mandate_rules.KEYS_MISSING),
    membership.NO_SUCH_PERSON,
)
"""Nothing is posted yet: neither the keys nor day, period and limits are asked."""


def payment(  # noqa: PLR0913 - the fields of the form
    *,
    purpose: str,
    subject: str,
    payee: int | None,
    payee_text: str,
    account: int,
    minor: int,
    unit: str,
    value_date: date,
) -> rules.Movement:
    """A payment as the form says it: money leaves an account for an expense."""
    return rules.Movement(
        code=purpose,
        subject=subject,
        account=account,
        minor=minor,
        unit=unit,
        on=value_date,
        kind=rules.kind_that_pays_for(purpose),
        ref=subject or purpose,
        payee=payee,
        text=payee_text,
    )


@act("ledger.pay", may=BY_MANDATE, refusals=OF_PAYING)
def pay(  # noqa: PLR0913 - the fields of the form
    act: Act,
    /,
    *,
    purpose: Purpose,
    account: Id,
    minor: Minor,
    unit: UnitCode,
    subject: Subject = "",
    payee: Id | None = None,
    payee_text: Title = "",
    value_date: date | None = None,
) -> rules.PaymentMade:
    """Pay for a purpose that was decided; asked before the money leaves.

    purpose     `ledger.pay`, `ledger.fee` or `budget.project`
    account     cash box or bank account from which the money leaves
    minor       whole minor units of `unit`
    subject     what the decision names: `rent`, the number of a project; may be empty
    payee       the person who receives, if it is a person known here
    payee_text  who else receives, such as a shop; kept erasable, outside of the proof
    value_date  the day on which the money leaves, today unless said otherwise

    A payment names who got the money, by `payee` or `payee_text`; only a charge (`ledger.fee`)
    may leave both empty.  The decision that allows it is found by purpose and subject.
    """
    movement = payment(
        purpose=purpose,
        subject=subject,
        payee=payee,
        payee_text=payee_text,
        account=account,
        minor=minor,
        unit=unit,
        value_date=value_date or act.today,
    )
    refuse_in_order(rules.objections_to_payee(movement))
    moved = move_money(act, movement)
    return rules.PaymentMade(*_told(movement, moved))


Told = tuple[int, int, int, str, str, int, str, int, date, int | None, str, str]
"""What `PaymentMade` and `MoneyReceived` say, in the order of their fields."""


def _told(movement: rules.Movement, moved: Moved) -> Told:
    return (
        moved.journal,
        moved.transfer,
        moved.mandate,
        movement.code,
        movement.subject,
        movement.account,
        movement.unit,
        movement.minor,
        movement.on,
        movement.payee,
        moved.text,
        moved.root,
    )


@act("ledger.prepare_payment", may=BY_MANDATE, refusals=OF_PREPARING)
def prepare_payment(  # noqa: PLR0913 - the fields of the form
    act: Act,
    /,
    *,
    purpose: Purpose,
    account: Id,
    minor: Minor,
    unit: UnitCode,
    subject: Subject = "",
    payee: Id | None = None,
    payee_text: Title = "",
) -> rules.PaymentPrepared:
    """Lay a payment before the others whose keys it needs; no money moves yet.

    Everything but the keys must already be in order.  The fields are those of `ledger.pay`.  Two
    other acts may need keys too: `member.withdraw`, the payee is the member; and `ledger.move`,
    the subject is `account:` and the number of the account into which the money goes.
    """
    organisation = act.of_organisation
    movement = movement_that_waits(
        organisation,
        purpose=purpose,
        subject=subject,
        account=account,
        minor=minor,
        unit=unit,
        on=act.today,
        payee=payee,
        text=payee_text,
    )
    found = account_by_number(organisation, account)
    refuse_in_order(
        [*rules.objections_to_payee(movement), *rules.objections_to_movement(movement, found)]
    )
    need_person(organisation, payee)
    mandate = _mandate_but_for_keys(act, movement)
    text, digest = note_down(organisation, payee_text, about=payee)
    row = _lay_down(act, movement, mandate, text)
    return rules.PaymentPrepared(
        row.id, mandate, row.payment, purpose, subject, account, unit, minor, payee, digest
    )


def _lay_down(act: Act, movement: rules.Movement, mandate: int, text: int | None) -> PreparedRow:
    """What waits for keys; its fields are those by which the payment itself is found again."""
    assert act.by is not None, "nobody holds an office without being somebody"
    return PreparedRow.objects.create(
        organisation_id=act.of_organisation,
        id=take_ids(act.of_organisation),
        mandate_id=mandate,
        purpose=movement.code,
        subject=movement.subject,
        account_id=movement.account,
        unit=movement.unit,
        minor=movement.minor,
        payee_id=movement.payee,
        text_id=text,
        payment=rules.hash_of(movement),
        prepared_by_id=act.by,
        prepared_at=act.at,
        used_by="",
    )


def _mandate_but_for_keys(act: Act, movement: rules.Movement) -> int:
    """The mandate that allows this once its keys are turned; refused with every other reason."""
    unit = mandate_queries.units(act.of_organisation)[movement.unit]
    asked = mandate_rules.Asked(
        movement.code, movement.subject, unit, movement.minor, movement.on, act.today
    )
    choice = mandate_queries.choose(
        act, asked, payment=rules.hash_of(movement), payee=movement.payee
    )
    missing = mandate_rules.KEYS_MISSING.code
    refuse_in_order(o for o in choice.objections if o.code != missing)
    if choice.mandate is not None:
        return choice.mandate
    named = next(dict(o.fields)["mandate"] for o in choice.objections)
    assert isinstance(named, int), "a refusal names its mandate by number"
    return named


@act("ledger.receive", may=BY_MANDATE, refusals=OF_RECEIVING)
def receive(  # noqa: PLR0913 - the fields of the form
    act: Act,
    /,
    *,
    account: Id,
    minor: Minor,
    unit: UnitCode,
    purpose: Purpose = "ledger.receive",
    subject: Subject = "",
    payer: Id | None = None,
    payer_text: Title = "",
    value_date: date | None = None,
) -> rules.MoneyReceived:
    """Book money that came in for the group: income, or a budget.

    account     cash box or bank account into which it came
    purpose     `ledger.receive` or `budget.receive`
    subject     what it is for or where from (`fees`), may be empty
    payer, payer_text  who brought it, as in `ledger.pay`
    """
    movement = rules.Movement(
        code=purpose,
        subject=subject,
        account=account,
        minor=minor,
        unit=unit,
        on=value_date or act.today,
        kind=rules.kind_that_receives_for(purpose),
        ref=subject or purpose,
        inward=True,
        payee=payer,
        text=payer_text,
    )
    moved = move_money(act, movement)
    return rules.MoneyReceived(*_told(movement, moved))


End = tuple[rules.Account | None, int]


def _objections_to_ends(giving: End, taking: End, unit: UnitCode) -> list[Refusal]:
    """What is wrong with either account, each with the number asked for; then with the pair."""
    objections = [
        objection
        for account, number in dict.fromkeys((giving, taking))
        for objection in rules.objections_to_account(account, number, unit)
    ]
    if giving[1] == taking[1]:
        objections.append(rules.SAME_ACCOUNT.because())
    if giving[0] and taking[0]:
        objections += rules.objections_to_kinds("ledger.move", taking[0].kind, giving[0].kind)
    return objections


@act("ledger.move", may=BY_MANDATE, refusals=(*rules.OF_MONEY, rules.SAME_ACCOUNT))
def move(
    act: Act,
    /,
    *,
    source: Id,
    target: Id,
    minor: Minor,
    unit: UnitCode,
    value_date: date | None = None,
) -> rules.MoneyMoved:
    """Carry money between cash box and bank, or between two of either.

    source, target  accounts of the same book, from which and to which
    """
    on = value_date or act.today
    organisation = act.of_organisation
    giving = account_by_number(organisation, source)
    taking = account_by_number(organisation, target)
    objections = _objections_to_ends((giving, source), (taking, target), unit)
    refuse_in_order([*rules.objections_to_amount(minor), *objections])
    assert giving is not None, "no account and no objection"
    waited = rules.hash_of(
        movement_that_waits(
            organisation,
            purpose="ledger.move",
            subject=f"account:{target}",
            account=source,
            minor=minor,
            unit=unit,
            on=on,
        )
    )
    drawn = mandates.draw(
        act, code="ledger.move", subject="", unit=unit, minor=minor, on=on, payment_hash=waited
    )
    transfer = rules.Transfer("ledger.move", "", target, source, minor, unit, drawn.mandate)
    posted = post(act, value_date=on, transfers=[transfer], book=giving.book)
    mark_as_paid(act, waited)
    return rules.MoneyMoved(
        posted.journal,
        posted.transfers[0],
        drawn.mandate,
        source,
        target,
        unit,
        minor,
        on,
        posted.root,
    )
