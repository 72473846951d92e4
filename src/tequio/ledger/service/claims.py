"""Money that left without a decision: booked as a claim, then accepted or taken back."""

from __future__ import annotations

from datetime import date

from tequio.chronicle.rules.inputs import Code, Id, Minor, Subject, Title, UnitCode
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused
from tequio.ledger import rules
from tequio.ledger.models import ClaimRow
from tequio.ledger.queries.claims import open_claim
from tequio.ledger.queries.facts import account_by_number
from tequio.ledger.service.accounts import account_for
from tequio.ledger.service.moving import Moved, move_money, need_person, refuse_in_order
from tequio.ledger.service.paying import BY_MANDATE, OF_RECEIVING
from tequio.ledger.service.posting import Note, Posted, post
from tequio.mandates import service as mandates
from tequio.membership import queries as membership

OF_SETTLING = (
    rules.AMOUNT_NOT_POSITIVE,
    rules.AMOUNT_TOO_LARGE,
    rules.NO_SUCH_CLAIM,
    rules.CLAIM_SMALLER,
    *rules.OF_A_SEARCHED_DRAW,
    rules.ACCOUNT_CLOSED,
    rules.DATE_NOT_REACHED,
    rules.PERIOD_CLOSED,
    *rules.OF_THE_LIMITS,
)
OF_RECORDING = tuple(kind for kind in OF_RECEIVING if kind is not rules.BELOW_THE_FLOOR)
"""Each claim has an account of its own, opened without floor."""


@act("ledger.record_undecided", may=BY_MANDATE, refusals=OF_RECORDING)
def record_undecided(  # noqa: PLR0913 - the fields of the form
    act: Act,
    /,
    *,
    person: Id,
    account: Id,
    minor: Minor,
    unit: UnitCode,
    office: Code = "",
    subject: Subject = "",
    payee: Id | None = None,
    payee_text: Title = "",
    value_date: date | None = None,
) -> rules.UndecidedPaymentRecorded:
    """Book money that has already left without a decision: the office that paid owes it.

    person   who paid it out and answers for it
    account  cash box or bank account from which it left
    office   the office she holds; found out if it is left empty and she holds one
    subject  what it was for, such as `roof`
    payee, payee_text  who received it, as in `ledger.pay`

    It stays on the group's first page until a resolution accepts it or it is taken back.
    """
    on = value_date or act.today
    organisation = act.of_organisation
    need_person(organisation, person)
    held = sorted(membership.standing(person, organisation, on).offices)
    office = office or next(iter(held), "")
    movement = rules.Movement(
        code="ledger.claim",
        subject=subject,
        account=account,
        minor=minor,
        unit=unit,
        on=on,
        kind="claim",
        ref=f"claim:{take_ids(organisation)}",
        payee=payee,
        text=payee_text,
    )
    moved = move_money(act, movement)
    _keep_claim(act, movement, moved, person=person, office=office)
    return _recorded(movement, moved, person=person, office=office)


def _keep_claim(
    act: Act, movement: rules.Movement, moved: Moved, *, person: Id, office: Code
) -> None:
    money = account_by_number(act.of_organisation, movement.account)
    assert money is not None, "money left an account"
    ClaimRow.objects.create(
        organisation_id=act.of_organisation,
        book=money.book,
        id=moved.transfer,
        account_id=moved.account,
        person_id=person,
        office=office,
        subject=movement.subject,
    )


def _recorded(
    movement: rules.Movement, moved: Moved, *, person: int, office: str
) -> rules.UndecidedPaymentRecorded:
    return rules.UndecidedPaymentRecorded(
        moved.journal,
        moved.transfer,
        moved.mandate,
        person,
        office,
        movement.subject,
        movement.account,
        movement.unit,
        movement.minor,
        movement.on,
        movement.payee,
        moved.text,
        moved.root,
    )


def book_ratification(
    act: Act,
    *,
    claim: int,
    minor: int,
    mandate: int,
    purpose: str = "",
    value_date: date | None = None,
) -> Posted:
    """Turn a claim, in whole or in part, into an expense under the mandate of the resolution.

    claim    number of the entry that recorded it
    purpose  names the expense where the claim has no subject of its own

    Part of an act (of the resolution itself, or `ledger.ratify_claim`), which drew on the mandate
    or has just granted it.  A surplus of the cash box becomes an income.
    """
    found = open_claim(act.of_organisation, claim)
    refuse_in_order(rules.objections_to_settle(found, number=claim, minor=minor))
    assert found is not None, "no claim and no objection"
    kind = "expense" if found.left > 0 else "income"
    account = found.account
    other = account_for(
        act.of_organisation,
        book=account.book,
        unit=account.unit.code,
        kind=kind,
        ref=found.subject or purpose or "ledger.ratify",
    )
    debit, credit = (other, account.id) if found.left > 0 else (account.id, other)
    transfer = rules.Transfer(
        "ledger.ratify", str(claim), debit, credit, minor, account.unit.code, mandate
    )
    return post(
        act,
        value_date=value_date or act.today,
        transfers=[transfer],
        book=account.book,
        note=Note(found.person),
    )


@act("ledger.ratify_claim", may=BY_MANDATE, refusals=OF_SETTLING)
def ratify_claim(
    act: Act, /, *, claim: Id, minor: Minor, value_date: date | None = None
) -> rules.ClaimRatified:
    """Book that the members accept what was paid without a decision, in whole or in part.

    claim  its number, as the list of claims shows it
    minor  how much of it; the resolution must allow it (`ledger.ratify`, subject = the claim)
    """
    on = value_date or act.today
    found = open_claim(act.of_organisation, claim)
    refuse_in_order(rules.objections_to_settle(found, number=claim, minor=minor))
    assert found is not None, "no claim and no objection"
    unit = found.account.unit.code
    drawn = mandates.draw(
        act, code="ledger.ratify", subject=str(claim), unit=unit, minor=minor, on=on
    )
    posted = book_ratification(act, claim=claim, minor=minor, mandate=drawn.mandate, value_date=on)
    return rules.ClaimRatified(
        posted.journal,
        posted.transfers[0],
        drawn.mandate,
        claim,
        unit,
        minor,
        on,
        posted.root,
    )


@act(
    "ledger.recover_claim",
    may=BY_MANDATE,
    refusals=(*rules.OF_MONEY, rules.NO_SUCH_CLAIM, rules.CLAIM_SMALLER),
)
def recover_claim(
    act: Act, /, *, claim: Id, account: Id, minor: Minor, value_date: date | None = None
) -> rules.ClaimRecovered:
    """Book that what was paid without a decision, or was missing in the box, came back.

    claim    its number, as the list of claims shows it
    account  cash box or bank account into which it came
    """
    on = value_date or act.today
    found = open_claim(act.of_organisation, claim)
    refuse_in_order(rules.objections_to_settle(found, number=claim, minor=minor))
    assert found is not None, "no claim and no objection"
    if found.left < 0:
        raise Refused(rules.NO_SUCH_CLAIM.because(claim=claim))
    unit = found.account.unit.code
    moved = move_money(
        act,
        rules.Movement(
            code="ledger.recover",
            subject=str(claim),
            account=account,
            minor=minor,
            unit=unit,
            on=on,
            kind=found.account.kind,
            ref=found.account.ref,
            inward=True,
            payee=found.person,
        ),
    )
    return rules.ClaimRecovered(
        moved.journal,
        moved.transfer,
        moved.mandate,
        claim,
        account,
        unit,
        minor,
        on,
        moved.root,
    )
