"""Reads of circles: cycles, sheets, what the fund is worth, and the check."""

from tequio.circles.queries.checking import check
from tequio.circles.queries.closing import (
    Closing,
    Said,
    closing_of,
    objections_to_close,
    social_of,
)
from tequio.circles.queries.cycles import (
    Held,
    cycle_by_number,
    cycles_of,
    held_in,
    running_cycle,
)
from tequio.circles.queries.desk import Desk, desk_of, next_day
from tequio.circles.queries.fund import Fund, fund_of
from tequio.circles.queries.ground import Ground, fines_on, ground_of, sheet_days
from tequio.circles.queries.held import (
    Decided,
    PaidBack,
    claims_told,
    closing_of_sheet,
    loans_told,
    repayments_told,
)
from tequio.circles.queries.keys import PaymentOfShareOut, payment_of_share_out
from tequio.circles.queries.late import late_entries
from tequio.circles.queries.shared import SharedOut, has_cycles, shared_out
from tequio.circles.queries.sheets import (
    Sheet,
    SheetLine,
    has_photo,
    keys_of,
    lines_of,
    sheet,
    sheet_of_day,
    sheets_of,
)
from tequio.circles.queries.turns import wheel_by_number, wheels_of

__all__ = [
    "Closing",
    "Decided",
    "Desk",
    "Fund",
    "Ground",
    "Held",
    "PaidBack",
    "PaymentOfShareOut",
    "Said",
    "SharedOut",
    "Sheet",
    "SheetLine",
    "check",
    "claims_told",
    "closing_of",
    "closing_of_sheet",
    "cycle_by_number",
    "cycles_of",
    "desk_of",
    "fines_on",
    "fund_of",
    "ground_of",
    "has_cycles",
    "has_photo",
    "held_in",
    "keys_of",
    "late_entries",
    "lines_of",
    "loans_told",
    "next_day",
    "objections_to_close",
    "payment_of_share_out",
    "repayments_told",
    "running_cycle",
    "shared_out",
    "sheet",
    "sheet_days",
    "sheet_of_day",
    "sheets_of",
    "social_of",
    "wheel_by_number",
    "wheels_of",
]
