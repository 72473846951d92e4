"""What would be refused now, whatever is typed: so that a page says it before a button is pressed.

The same rules as the acts ask, with the same facts; reads only.
"""

from __future__ import annotations

from collections.abc import Sequence

from tequio.kernel import Act, Refusal, Unit
from tequio.ledger import rules
from tequio.ledger.models import TransferRow
from tequio.ledger.queries.claims import open_claim
from tequio.ledger.queries.entries import written_together
from tequio.ledger.queries.facts import originals
from tequio.mandates import queries as mandates
from tequio.mandates import rules as mandate_rules


def to_draw(
    act: Act, *, code: str, unit: str, subject: str = "", mandate: int | None = None
) -> tuple[Refusal, ...]:
    """Against using any decision (or this one) for this purpose today, however little is asked.

    That keys are missing is left out: they are turned on one exact payment.
    """
    counted = mandates.units(act.of_organisation).get(unit) or Unit(unit, 0)
    asked = mandate_rules.Asked(code, subject, counted, 0, act.today, act.today)
    missing = mandate_rules.KEYS_MISSING.code
    choice = mandates.choose(act, asked, number=mandate)
    return tuple(o for o in choice.objections if o.code != missing)


def to_close_period(act: Act) -> tuple[Refusal, ...]:
    """Against closing any period today."""
    unit = next(iter(mandates.units(act.of_organisation)), "")
    return to_draw(act, code="ledger.close", unit=unit)


def to_reverse(act: Act, number: int, *, unit: str) -> tuple[Refusal, ...]:
    """Against reversing this entry, with what was written together with it, today."""
    rows = written_together(act.of_organisation, number)
    against = objections_to_turn_around(act.of_organisation, rows, number=number)
    drawn = (to_draw(act, code=rules.REVERSAL, unit=unit, subject=str(one.id)) for one in rows)
    return rules.in_order([*against, *next(filter(None, drawn), ())])


def objections_to_turn_around(
    organisation: int, rows: Sequence[TransferRow], *, number: int
) -> list[Refusal]:
    """Against reversing these entries, which were written together with the one asked for."""
    if not rows:
        return [rules.NO_SUCH_TRANSFER.because(transfer=number)]
    claim = open_claim(organisation, number)
    left = None if claim is None else abs(claim.left)
    found = originals(organisation, [row.id for row in rows], book=rows[0].book)
    return [
        objection
        for row in rows
        for objection in rules.objections_to_reverse(
            found[row.id], number=row.id, code=row.code, left=left if row.id == number else None
        )
    ]


def needs_keys(act: Act, movement: rules.Movement, unit: Unit) -> bool:
    """Whether the decision that covers this payment asks for several keys."""
    asked = mandate_rules.Asked(
        movement.code, movement.subject, unit, movement.minor, movement.on, act.today
    )
    choice = mandates.choose(act, asked, payment=rules.hash_of(movement), payee=movement.payee)
    missing = mandate_rules.KEYS_MISSING.code
    return choice.uses_keys or any(o.code == missing for o in choice.objections)
