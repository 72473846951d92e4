"""The one payment of a share-out, on which keys are turned before the box is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.circles.queries.closing import (
    NOTHING_SAID,
    Closing,
    Said,
    closing_of,
    objections_to_close,
)
from tequio.kernel import digest
from tequio.mandates import queries as mandates
from tequio.mandates import rules as mandate_rules

SHARE_OUT = "circle.share_out"


@dataclass(frozen=True)
class PaymentOfShareOut:
    """What keys are turned on: `mandates.turn_key(mandate=…, payment_hash=payment)`.

    payment  fingerprint of what each member gets, to the last unit
    mandate  by which the members allowed it; None as long as they have not decided
    keys     how many it needs, hers who shares out among them
    """

    payment: str
    mandate: int | None
    keys: int
    closing: Closing


def payment_of_share_out(
    organisation: int, book: str, *, on: date, said: Said = NOTHING_SAID
) -> PaymentOfShareOut | None:
    """The share-out as it stands on a day, for those whose keys it needs; None where the fund
    cannot be shared out.  One coin or share more or less for anybody is another payment."""
    if objections_to_close(organisation, book, on=on, said=said):
        return None
    closing = closing_of(organisation, book, on=on, said=said)
    cycle = closing.fund.cycle
    unit = mandates.units(organisation)[cycle.unit]
    asked = mandate_rules.Asked(SHARE_OUT, str(cycle.id), unit, closing.moving, on, on)
    found = [
        one
        for one in mandates.candidates(organisation, asked)
        if not mandate_rules.objections_to_day(one, asked)
    ]
    chosen = max(found, key=lambda one: one.mandate, default=None)
    return PaymentOfShareOut(
        hash_of_share_out(closing),
        chosen.mandate if chosen else None,
        chosen.keys if chosen else 0,
        closing,
    )


def hash_of_share_out(closing: Closing) -> str:
    """The fingerprint of a share-out: its sum and every member's part."""
    cycle = closing.fund.cycle
    return mandate_rules.payment_hash(
        code=SHARE_OUT,
        subject=str(cycle.id),
        unit=cycle.unit,
        minor=closing.moving,
        place=f"parts:{digest([closing.done.parts, closing.carried])}",
    )
