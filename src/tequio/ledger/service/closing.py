"""Correcting and closing: reversals, periods, limits, accounts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from tequio.chronicle.rules.inputs import Code, Id, Minor, Title, UnitCode, Words
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, refuse
from tequio.ledger import rules
from tequio.ledger.models import AccountChangeRow, PeriodCloseRow, TransferRow
from tequio.ledger.queries.entries import written_together
from tequio.ledger.queries.facts import account_by_number, closed_through, has_account
from tequio.ledger.queries.objections import objections_to_turn_around
from tequio.ledger.rules import seeing
from tequio.ledger.service.accounts import open_account
from tequio.ledger.service.moving import note_down, refuse_in_order
from tequio.ledger.service.paying import BY_MANDATE
from tequio.ledger.service.posting import Note, post
from tequio.mandates import queries as mandate_queries
from tequio.mandates import service as mandates
from tequio.membership import queries as membership
from tequio.membership import rules as membership_rules

OF_A_DECISION = tuple(kind for kind in rules.OF_A_SEARCHED_DRAW if kind.code != "over_the_ceiling")
OF_REVERSING = (
    rules.NO_SUCH_TRANSFER,
    rules.ALREADY_REVERSED,
    rules.IS_A_REVERSAL,
    rules.SETTLED_ELSEWHERE,
    rules.CLAIM_SETTLED_IN_PART,
    *rules.OF_A_SEARCHED_DRAW,
    rules.ACCOUNT_CLOSED,
    rules.DATE_NOT_REACHED,
    rules.PERIOD_CLOSED,
    *rules.OF_THE_LIMITS,
)


@act("ledger.reverse", may=BY_MANDATE, refusals=OF_REVERSING)
def reverse(
    act: Act, /, *, transfer: Id, reason: Words = "", value_date: date | None = None
) -> rules.EntryReversed:
    """Turn a wrong entry around, exactly and once; both stay in the book.

    transfer  number of the entry
    reason    why; kept erasable, outside of the proof
    value_date  a day in the open period, today unless said otherwise

    What its act wrote with it for the same subject (the interest of a repayment) is turned around
    too.  What the entries had spent of their decisions is given back to these.
    """
    on = value_date or act.today
    organisation = act.of_organisation
    rows = written_together(organisation, transfer)
    refuse(objections_to_turn_around(organisation, rows, number=transfer))
    turned = [
        rules.Transfer(
            rules.REVERSAL,
            str(row.id),
            row.credit_id,
            row.debit_id,
            row.minor,
            row.unit,
            mandate,
            row.id,
        )
        for row, mandate in zip(rows, _drawn_for(act, rows, on), strict=True)
    ]
    text, digest = note_down(organisation, reason)
    posted = post(act, value_date=on, transfers=turned, book=rows[0].book, note=Note(text=text))
    place = next(place for place, row in enumerate(rows) if row.id == transfer)
    return rules.EntryReversed(
        posted.journal,
        posted.transfers[place],
        turned[place].mandate,
        transfer,
        tuple(sorted(row.id for row in rows if row.id != transfer)),
        rows[place].unit,
        rows[place].minor,
        on,
        digest,
        posted.root,
    )


def _drawn_for(act: Act, rows: list[TransferRow], on: date) -> list[int]:
    """The mandate of each reversal; one that covers several must cover their sum."""
    sums: dict[tuple[int, str], int] = defaultdict(int)
    drawn = []
    for row in rows:
        asked: dict[str, Any] = {"code": rules.REVERSAL, "subject": str(row.id), "unit": row.unit}
        mandate = mandates.draw(act, minor=row.minor, on=on, **asked).mandate
        if before := sums[mandate, row.unit]:
            mandate = mandates.draw(act, minor=before + row.minor, on=on, **asked).mandate
        sums[mandate, row.unit] += row.minor
        drawn.append(mandate)
    return drawn


@act(
    "ledger.close_period",
    may=BY_MANDATE,
    refusals=(rules.PERIOD_NOT_OVER, rules.PERIOD_ALREADY_CLOSED, *OF_A_DECISION),
)
def close_period(act: Act, /, *, through: date) -> rules.PeriodClosed:
    """Close the book up to a day: nothing is written any more with a date up to it.

    through  the last day of the period, in the past

    It cannot be opened again; corrections go into the open period.
    """
    organisation = act.of_organisation
    refuse(
        rules.objections_to_close_period(
            through=through, today=act.today, closed_through=closed_through(organisation)
        )
    )
    unit = next(iter(mandate_queries.units(organisation)))
    drawn = mandates.draw(act, code="ledger.close", subject="", unit=unit, minor=0, on=through)
    PeriodCloseRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        closed_through=through,
        closed_at=act.at,
        mandate_id=drawn.mandate,
        code="ledger.close",
        scope=drawn.scope,
        by_id=act.by,
    )
    return rules.PeriodClosed(through, drawn.mandate)


@act(
    "ledger.add_account",
    may="holds an office",
    refusals=[
        membership_rules.OFFICE_NOT_HELD,
        rules.NO_SUCH_KIND,
        rules.NO_SUCH_UNIT,
        rules.ACCOUNT_EXISTS,
    ],
)
def add_account(
    act: Act, /, *, kind: Code, unit: UnitCode, name: Title = "", book: Code = "main"
) -> rules.AccountOpened:
    """Open an empty account, such as a second cash box or another bank account.

    kind  `cash`, `bank`, or another of the list
    unit  one of the organisation's units
    name  how members call it; kept erasable, outside of the proof
    book  which of the organisation's books, where it keeps several
    """
    organisation = act.of_organisation
    standing = membership.standing(act.by, organisation, act.today)
    refuse(seeing.objections_to_keep_the_book(standing))
    if unit not in mandate_queries.units(organisation):
        raise Refused(rules.NO_SUCH_UNIT.because(unit=unit))
    text, _ = note_down(organisation, name)
    ref = f"text:{text}" if text else ""
    if has_account(organisation, book=book, unit=unit, kind=kind, ref=ref):
        raise Refused(rules.ACCOUNT_EXISTS.because(kind=kind, ref=ref))
    number = open_account(organisation, book=book, unit=unit, kind=kind, ref=ref, text=text)
    return rules.AccountOpened(number, book, unit, kind, ref)


OF_LIMITS = (rules.NO_SUCH_ACCOUNT, rules.ACCOUNT_CLOSED, *OF_A_DECISION)


@act("ledger.change_limit", may=BY_MANDATE, refusals=(*OF_LIMITS, rules.LIMIT_PASSED))
def change_limit(
    act: Act, /, *, account: Id, floor: Minor | None = None, ceiling: Minor | None = None
) -> rules.LimitChanged:
    """Change the limits of an account: the least and the greatest balance (credits - debits).

    account         its number, which is also the subject that the decision names
    floor, ceiling  in whole minor units; None: without limit
    """
    found = _open_account(act, account)
    refuse(rules.objections_to_limits_of(found, floor=floor, ceiling=ceiling))
    mandate = _change(act, found, floor=floor, ceiling=ceiling, closed_on=None)
    return rules.LimitChanged(account, floor, ceiling, mandate)


@act("ledger.close_account", may=BY_MANDATE, refusals=(*OF_LIMITS, rules.ACCOUNT_NOT_EMPTY))
def close_account(act: Act, /, *, account: Id) -> rules.AccountClosed:
    """Close an empty account from tomorrow on.

    account  its number, which is also the subject that the decision names
    """
    found = _open_account(act, account)
    refuse(rules.objections_to_close_account(found))
    tomorrow = act.today + rules.ONE_DAY
    mandate = _change(act, found, floor=found.floor, ceiling=found.ceiling, closed_on=tomorrow)
    return rules.AccountClosed(account, tomorrow, mandate)


def _open_account(act: Act, number: int) -> rules.Account:
    found = account_by_number(act.of_organisation, number)
    unit = found.unit.code if found else ""
    refuse_in_order(rules.objections_to_account(found, number, unit))
    assert found is not None, "no account and no objection"
    return found


def _change(
    act: Act,
    account: rules.Account,
    *,
    floor: int | None,
    ceiling: int | None,
    closed_on: date | None,
) -> int:
    """Draw on the decision and write the change; the database carries it out.  The mandate."""
    organisation = act.of_organisation
    drawn = mandates.draw(
        act,
        code="ledger.limits",
        subject=str(account.id),
        unit=account.unit.code,
        minor=0,
        on=act.today,
    )
    AccountChangeRow.objects.create(
        organisation_id=organisation,
        book=account.book,
        id=take_ids(organisation),
        account_id=account.id,
        floor=floor,
        ceiling=ceiling,
        closed_on=closed_on,
        changed_on=act.today,
        mandate_id=drawn.mandate,
        code="ledger.limits",
        scope=drawn.scope,
        by_id=act.by,
    )
    return drawn.mandate
