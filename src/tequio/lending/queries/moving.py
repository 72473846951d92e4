"""What stands against paying loans out and taking repayments in: one, or all of a sheet.

Of several at once each finds what those before it leave: in the account, and of a mandate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tequio.kernel import Act, Refusal
from tequio.ledger import rules as ledger
from tequio.ledger.queries import closed_through
from tequio.lending import rules
from tequio.lending.queries import books
from tequio.lending.queries.loans import Loan
from tequio.mandates import queries as mandates
from tequio.mandates import rules as mandate_rules
from tequio.membership import queries as members

LOAN, REPAY, INTEREST = "lending.loan", "lending.repay", "lending.interest"
"""The purposes for which loans are paid out and repaid."""

REPAID = (REPAY, "lending.call", "circle.share_out", "circle.leave")
"""For these value may come in that repays a loan: from the box, from those who stand for it, or
set off against a member's shares."""


def hash_of_payout(found: Loan, account: int) -> str:
    """The fingerprint of a payout, on which keys are turned where several are needed."""
    return mandate_rules.payment_hash(
        code=LOAN,
        subject=str(found.id),
        unit=found.unit.code,
        minor=found.minor,
        payee=found.person,
        place=f"account:{account}",
    )


def draw_for(
    act: Act, found: Loan, *, code: str, minor: int, on: date, account: int | None = None
) -> mandates.Draw:
    """The draw for a part of what is paid; `account` where keys may be turned on a payout."""
    asked = mandate_rules.Asked(code, str(found.id), found.unit, minor, on, act.today)
    if account is None:
        return mandates.Draw(asked)
    return mandates.Draw(asked, hash_of_payout(found, account), found.person)


def to_pay_out(act: Act, found: Loan, account: int, on: date) -> list[Refusal]:
    """Against paying a loan out from an account on a day."""
    return to_pay_out_each(act, [found], account=account, on=on)[0]


def to_pay_out_each(
    act: Act, loans: Sequence[Loan], *, account: int, on: date, coming: int = 0
) -> list[list[Refusal]]:
    """Against paying these loans out, one after the other, all in the unit of the account.

    coming  what comes into the account by the same journal before, in minor units

    A fixed number of queries.
    """
    draws = [draw_for(act, o, code=LOAN, minor=o.minor, on=on, account=account) for o in loans]
    choices = mandates.choose_each(act, draws)
    belong = {*members.member_ids(act.of_organisation, act.today)}
    place = books.place(act.of_organisation, account)
    left = None if place.there is None else place.there + coming
    of_the_day, found = to_day(act, on), []
    for one, choice in zip(loans, choices, strict=True):
        payout = rules.Payout(
            request=one.request,
            minor=one.minor,
            unit=one.unit,
            needed=one.terms.guarantors,
            is_member=one.person in belong,
            place=replace(place, there=left),
        )
        found.append(rules.objections_to_pay_out(payout, [*choice.objections, *of_the_day]))
        left = None if left is None else left - one.minor
    return found


def to_repay(act: Act, found: Loan, minor: int, account: int, on: date) -> list[Refusal]:
    """Against taking in a repayment on a day."""
    return to_repay_each(act, [(found, minor)], account=account, on=on)[0]


def to_repay_each(
    act: Act, paid: Sequence[tuple[Loan, int]], *, account: int, on: date
) -> list[list[Refusal]]:
    """Against taking in these repayments, each of another loan, all in the unit of the account.

    A fixed number of queries.
    """
    place, of_the_day = books.place(act.of_organisation, account), to_day(act, on)
    interest = [_interest_in(one, minor, on) for one, minor in paid]
    of_draws = zip(
        _to_draw(act, [(one, minor) for one, minor in paid], REPAY, on),
        _to_draw(act, list(zip([one for one, _ in paid], interest, strict=True)), INTEREST, on),
        strict=True,
    )
    return [
        rules.objections_to_repay(
            rules.Repayment(
                minor=minor,
                unit=one.unit,
                on=on,
                standing=one.position(on),
                place=place,
                last_entry_on=one.last_entry_on,
                book=one.payout.book if one.payout else "",
                lost_on=one.loss.on if one.loss else None,
                claimed=one.claimed,
            ),
            [*of_sum, *of_interest, *of_the_day],
        )
        for (one, minor), (of_sum, of_interest) in zip(paid, of_draws, strict=True)
    ]


def _interest_in(found: Loan, minor: int, on: date) -> int:
    """How much of a repayment would be interest; nothing where it is refused anyhow."""
    standing = found.position(on)
    if standing is None or not 0 < minor <= standing.owed:
        return 0
    return rules.split(standing, minor, found.terms.order).interest


def _to_draw(
    act: Act, paid: Sequence[tuple[Loan, int]], code: str, on: date
) -> list[tuple[Refusal, ...]]:
    """Against drawing on the mandates for these parts; nothing for a part of nothing."""
    asked = [(one, minor) for one, minor in paid if minor]
    draws = [draw_for(act, one, code=code, minor=minor, on=on) for one, minor in asked]
    choices = iter(mandates.choose_each(act, draws))
    return [next(choices).objections if minor else () for _, minor in paid]


def to_day(act: Act, on: date) -> list[Refusal]:
    """Against a day on which nothing can be written: it has not come, or its period is closed."""
    facts = ledger.Facts({}, {}, act.today, closed_through(act.of_organisation))
    return list(ledger.objections_to_date(on, facts))
