"""Reads of circles: cycles, sheets, what the fund is worth, and the check."""

from tequio.circles.queries.checking import check
from tequio.circles.queries.cycles import (
    Held,
    cycle_by_number,
    cycles_of,
    held_in,
    running_cycle,
)
from tequio.circles.queries.fund import Closing, Fund, closing_of, fund_of, objections_to_close
from tequio.circles.queries.ground import Ground, ground_of, sheet_days
from tequio.circles.queries.keys import PaymentOfShareOut, payment_of_share_out
from tequio.circles.queries.turns import wheel_by_number, wheels_of

__all__ = [
    "Closing",
    "Fund",
    "Ground",
    "Held",
    "PaymentOfShareOut",
    "check",
    "closing_of",
    "cycle_by_number",
    "cycles_of",
    "fund_of",
    "ground_of",
    "held_in",
    "objections_to_close",
    "payment_of_share_out",
    "running_cycle",
    "sheet_days",
    "wheel_by_number",
    "wheels_of",
]
