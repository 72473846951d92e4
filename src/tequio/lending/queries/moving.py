"""What stands against paying loans out and taking repayments in: one, or all of a sheet.

Of several at once each finds what those before it leave: in the account, and of a mandate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

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
OPENING = "ledger.opening"
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


@dataclass(frozen=True)
class Chosen:
    """Draws for loans, each with the mandate that was chosen for it or the reasons for none."""

    draws: tuple[mandates.Draw, ...]
    choices: tuple[mandates.Choice, ...]

    @cached_property
    def by_purpose(self) -> dict[tuple[str, str], mandates.Choice]:
        """(purpose, subject) → what was chosen."""
        places = ((draw.asked.code, draw.asked.subject) for draw in self.draws)
        return dict(zip(places, self.choices, strict=True))

    def against(self, code: str, loan: int) -> tuple[Refusal, ...]:
        """Against the draw for this purpose of this loan; nothing where nothing is drawn."""
        found = self.by_purpose.get((code, str(loan)))
        return found.objections if found else ()


def _choose(act: Act, draws: Sequence[mandates.Draw]) -> Chosen:
    return Chosen(tuple(draws), tuple(mandates.choose_each(act, draws)))


def choose_to_pay_out(act: Act, loans: Sequence[Loan], *, account: int, on: date) -> Chosen:
    """The mandates under which these loans would be paid out, one after the other."""
    return _choose(
        act, [draw_for(act, o, code=LOAN, minor=o.minor, on=on, account=account) for o in loans]
    )


def choose_to_repay(act: Act, paid: Sequence[tuple[Loan, int]], *, on: date) -> Chosen:
    """The mandates under which these repayments would come in, with the interest in them."""
    parts = [
        (one, code, part)
        for one, minor in paid
        for code, part in ((REPAY, minor), (INTEREST, _interest_in(one, minor, on)))
    ]
    return _choose(
        act, [draw_for(act, one, code=code, minor=part, on=on) for one, code, part in parts if part]
    )


def to_pay_out(act: Act, found: Loan, account: int, on: date) -> list[Refusal]:
    """Against paying a loan out from an account on a day."""
    chosen = choose_to_pay_out(act, [found], account=account, on=on)
    return to_pay_out_each(act, [found], chosen, account=account, on=on)[0]


def to_pay_out_each(
    act: Act, loans: Sequence[Loan], chosen: Chosen, *, account: int, on: date, coming: int = 0
) -> list[list[Refusal]]:
    """Against paying these loans out, one after the other, all in the unit of the account.

    chosen  by `choose_to_pay_out`
    coming  what comes into the account by the same journal before, in minor units

    A fixed number of queries.
    """
    belong = {*members.member_ids(act.of_organisation, act.today)}
    place = books.place(act.of_organisation, account)
    left = None if place.there is None else place.there + coming
    of_the_day, found = to_day(act, on), []
    for one in loans:
        payout = rules.Payout(
            request=one.request,
            minor=one.minor,
            unit=one.unit,
            needed=one.terms.guarantors,
            is_member=one.person in belong,
            place=replace(place, there=left),
        )
        against = [*chosen.against(LOAN, one.id), *of_the_day]
        found.append(rules.objections_to_pay_out(payout, against))
        left = None if left is None else left - one.minor
    return found


def to_repay(act: Act, found: Loan, minor: int, account: int, on: date) -> list[Refusal]:
    """Against taking in a repayment on a day."""
    paid = [(found, minor)]
    return to_repay_each(act, paid, choose_to_repay(act, paid, on=on), account=account, on=on)[0]


def to_repay_each(
    act: Act, paid: Sequence[tuple[Loan, int]], chosen: Chosen, *, account: int, on: date
) -> list[list[Refusal]]:
    """Against taking in these repayments, each of another loan, all in the unit of the account.

    chosen  by `choose_to_repay`

    A fixed number of queries.
    """
    place, of_the_day = books.place(act.of_organisation, account), to_day(act, on)
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
            [*chosen.against(REPAY, one.id), *chosen.against(INTEREST, one.id), *of_the_day],
        )
        for one, minor in paid
    ]


def _interest_in(found: Loan, minor: int, on: date) -> int:
    """How much of a repayment would be interest; nothing where it is refused anyhow."""
    standing = found.position(on)
    if standing is None or not 0 < minor <= standing.owed:
        return 0
    return rules.split(standing, minor, found.terms.order).interest


def to_day(act: Act, on: date) -> list[Refusal]:
    """Against a day on which nothing can be written: it has not come, or its period is closed."""
    facts = ledger.Facts({}, {}, act.today, closed_through(act.of_organisation))
    return list(ledger.objections_to_date(on, facts))
