"""Acts of circles: a cycle begins, meetings are written down, a member leaves, the fund is shared
out; members take turns."""

from tequio.circles.service.brought_loans import bring_group_loan, take_brought_loan
from tequio.circles.service.bulk import lend_to_group, pay_back, take_bulk_loan, take_repayment
from tequio.circles.service.cycles import start_cycle
from tequio.circles.service.ending import end_cycle
from tequio.circles.service.graduating import propose_graduation
from tequio.circles.service.leaving import leave
from tequio.circles.service.lots import bid, draw_order, lay_down_word, open_word
from tequio.circles.service.meetings import close_meeting
from tequio.circles.service.past import bring_cycle
from tequio.circles.service.rehearsing import rehearse
from tequio.circles.service.rounds import close_round, make_good
from tequio.circles.service.sharing import propose_share_out, share_out
from tequio.circles.service.troubled import (
    hold_new_schedule,
    offer_new_schedule,
    recover_from_group,
    take_forgiveness,
    take_new_schedule,
    write_off_group_loan,
)
from tequio.circles.service.turns import end_turns, start_turns, substitute
from tequio.circles.service.waiving import propose_waiver, waive_fine

__all__ = [
    "bid",
    "bring_cycle",
    "bring_group_loan",
    "close_meeting",
    "close_round",
    "draw_order",
    "end_cycle",
    "end_turns",
    "hold_new_schedule",
    "lay_down_word",
    "leave",
    "lend_to_group",
    "make_good",
    "offer_new_schedule",
    "open_word",
    "pay_back",
    "propose_graduation",
    "propose_share_out",
    "propose_waiver",
    "recover_from_group",
    "rehearse",
    "share_out",
    "start_cycle",
    "start_turns",
    "substitute",
    "take_brought_loan",
    "take_bulk_loan",
    "take_forgiveness",
    "take_new_schedule",
    "take_repayment",
    "waive_fine",
    "write_off_group_loan",
]
