"""Acts of members' savings."""

from __future__ import annotations

from datetime import date

from tequio.chronicle.rules.inputs import Id, Minor, UnitCode
from tequio.chronicle.service import act
from tequio.kernel import Act, Refused
from tequio.ledger import rules
from tequio.ledger.service.moving import Moved, move_money
from tequio.ledger.service.paying import BY_MANDATE
from tequio.membership import queries as membership
from tequio.membership import rules as membership_rules


@act(
    "ledger.save",
    may=BY_MANDATE,
    refusals=(*rules.OF_MONEY, membership_rules.NO_SUCH_PERSON),
)
def save(
    act: Act,
    /,
    *,
    person: Id,
    account: Id,
    minor: Minor,
    unit: UnitCode,
    value_date: date | None = None,
) -> rules.MemberSaved:
    """Book what a member saves.

    person   the member
    account  cash box or bank account into which the money came
    """
    on = value_date or act.today
    if not membership.standing(person, act.of_organisation, on).is_member:
        raise Refused(membership_rules.NO_SUCH_PERSON.because(person=person))
    moved = _move(act, person=person, account=account, amount=(minor, unit), on=on, inward=True)
    return rules.MemberSaved(
        moved.journal,
        moved.transfer,
        moved.mandate,
        person,
        account,
        unit,
        minor,
        on,
        moved.root,
    )


@act(
    "ledger.withdraw",
    may=BY_MANDATE,
    refusals=(*rules.OF_MONEY, membership_rules.NO_SUCH_PERSON),
)
def withdraw(
    act: Act,
    /,
    *,
    person: Id,
    account: Id,
    minor: Minor,
    unit: UnitCode,
    value_date: date | None = None,
) -> rules.MemberWithdrew:
    """Give a member back of her savings, never more than she has.

    person   the member, or a former one who still has savings
    account  cash box or bank account from which the money leaves
    """
    on = value_date or act.today
    moved = _move(act, person=person, account=account, amount=(minor, unit), on=on, inward=False)
    return rules.MemberWithdrew(
        moved.journal,
        moved.transfer,
        moved.mandate,
        person,
        account,
        unit,
        minor,
        on,
        moved.root,
    )


def _move(
    act: Act, *, person: int, account: int, amount: tuple[int, str], on: date, inward: bool
) -> Moved:
    return move_money(
        act,
        rules.Movement(
            code="member.save" if inward else "member.withdraw",
            subject="",
            account=account,
            minor=amount[0],
            unit=amount[1],
            on=on,
            kind="member-savings",
            ref=f"person:{person}",
            inward=inward,
            payee=person,
        ),
    )
