"""What stands against writing a loan off, taking in what comes back of it, setting aside."""

from __future__ import annotations

from datetime import date

from tequio.kernel import Act, Refusal, Unit
from tequio.lending import rules
from tequio.lending.queries import books
from tequio.lending.queries.loans import Loan
from tequio.lending.queries.moving import to_day
from tequio.lending.queries.provisions import Provided
from tequio.mandates import queries as mandates
from tequio.mandates import rules as mandate_rules

WRITE_OFF, RECOVERED, PROVIDE = "lending.write_off", "lending.recovered", "lending.provide"


def loss_of(found: Loan, on: date) -> rules.Loss:
    """A loan as something that is given up, or was."""
    standing = found.position(on)
    return rules.Loss(
        on=on,
        unit=found.unit,
        left=standing.principal_left if standing else None,
        lost_on=found.loss.on if found.loss else None,
        lost=found.lost,
        last_entry_on=found.last_entry_on,
    )


def to_write_off(act: Act, found: Loan, on: date) -> list[Refusal]:
    """Against writing off what is left of a loan on a day."""
    loss = loss_of(found, on)
    against = _to_draw(act, (WRITE_OFF, str(found.id)), found.unit, loss.left or 0, on)
    return rules.objections_to_write_off(loss, [*against, *to_day(act, on)])


def to_recover(act: Act, found: Loan, minor: int, account: int, on: date) -> list[Refusal]:
    """Against taking in what comes back of a loan that was written off."""
    against = _to_draw(act, (RECOVERED, str(found.id)), found.unit, minor, on)
    return rules.objections_to_recover(
        loss_of(found, on),
        minor,
        books.place(act.of_organisation, account),
        [*against, *to_day(act, on)],
        book=found.payout.book if found.payout else "",
    )


def to_provide(act: Act, found: Provided, on: date) -> list[Refusal]:
    """Against bringing what is set aside to what a table asks."""
    moved = abs(found.needed.minor - found.held.minor)
    against = _to_draw(act, (PROVIDE, found.table.name), found.needed.unit, moved, on)
    return rules.objections_to_provide(
        found.needed.minor, found.held.minor, [*against, *to_day(act, on)]
    )


def _to_draw(
    act: Act, what: tuple[str, str], unit: Unit, minor: int, on: date
) -> tuple[Refusal, ...]:
    code, subject = what
    asked = mandate_rules.Asked(code, subject, unit, minor, on, act.today)
    return mandates.choose(act, asked).objections
