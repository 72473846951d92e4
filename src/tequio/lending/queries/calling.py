"""What stands against calling on those who stand for a loan, and against giving back to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.kernel import Act, Refusal
from tequio.lending import rules
from tequio.lending.queries import books
from tequio.lending.queries.loans import Loan
from tequio.lending.queries.moving import INTEREST, to_day
from tequio.mandates import queries as mandates
from tequio.mandates import rules as mandate_rules
from tequio.mandates.rules import NO_MANDATE

CALL, SAVE = "lending.call", "member.save"


@dataclass(frozen=True)
class Sources:
    """Where each part comes from: her savings, her shares, or money that she brings to the
    account."""

    account: int
    savings: tuple[int, ...] = ()
    shares: tuple[int, ...] = ()

    def kind_for(self, person: int) -> str | None:
        """The kind of her account from which her part is taken; None where she brings money."""
        if person in self.savings:
            return "member-savings"
        return "member-shares" if person in self.shares else None


def to_call(act: Act, found: Loan, minor: int, sources: Sources, on: date) -> list[Refusal]:
    """Against calling on those who stand for a loan."""
    call = rules.Call(
        minor=minor,
        unit=found.unit,
        on=on,
        standing=found.position(on),
        caps_left=found.caps_left,
        named=(*sources.savings, *sources.shares),
        place=books.place(act.of_organisation, sources.account),
        book=found.payout.book if found.payout else "",
        lost_on=found.loss.on if found.loss else None,
        last_entry_on=found.last_entry_on,
    )
    against = _to_draw(act, found, (CALL, str(found.id)), minor, on)
    interest = _to_interest(act, found, minor, on)
    return rules.objections_to_call(call, [*against, *interest, *to_day(act, on)])


def _to_interest(act: Act, found: Loan, minor: int, on: date) -> tuple[Refusal, ...]:
    """Against booking the interest that is in it, as with every repayment."""
    standing = found.position(on)
    if standing is None or not 0 < minor <= standing.owed:
        return ()
    interest = rules.split(standing, minor, found.terms.order).interest
    return _to_draw(act, found, (INTEREST, str(found.id)), interest, on) if interest else ()


def to_pay_back(act: Act, found: Loan, minor: int, account: int, on: date) -> list[Refusal]:
    """Against taking in what a borrower brings for those who paid for her."""
    brought = rules.Return(
        minor=minor,
        unit=found.unit,
        on=on,
        claims=[one.left for one in found.called],
        place=books.place(act.of_organisation, account),
        book=found.payout.book if found.payout else "",
        last_entry_on=found.last_entry_on,
    )
    against = [
        rules.SAVINGS_NOT_TAKEN_IN.because() if one.code == NO_MANDATE.code else one
        for one in _to_draw(act, found, (SAVE, ""), minor, on)
    ]
    return rules.objections_to_pay_back(brought, [*against, *to_day(act, on)])


def _to_draw(
    act: Act, found: Loan, what: tuple[str, str], minor: int, on: date
) -> tuple[Refusal, ...]:
    code, subject = what
    asked = mandate_rules.Asked(code, subject, found.unit, minor, on, act.today)
    return mandates.choose(act, asked).objections
