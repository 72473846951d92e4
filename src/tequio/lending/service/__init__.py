"""Acts of lending: ask, stand for, take back, pay out, repay, set aside,
write off, take in what comes back.  What the sheet of a meeting uses
of them stands in `sheet`."""

from tequio.lending.service.asking import guarantee, request, withdraw_request
from tequio.lending.service.bringing import bring
from tequio.lending.service.calling import call_guarantees, pay_back_guarantors
from tequio.lending.service.losing import provide, recover, write_off
from tequio.lending.service.paying import pay_out, repay
from tequio.lending.service.replanning import ask_new_schedule, reschedule

__all__ = [
    "ask_new_schedule",
    "bring",
    "call_guarantees",
    "guarantee",
    "pay_back_guarantors",
    "pay_out",
    "provide",
    "recover",
    "repay",
    "request",
    "reschedule",
    "withdraw_request",
    "write_off",
]
