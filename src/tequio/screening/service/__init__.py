"""Acts of the screening."""

from tequio.screening.service.consents import (
    give_consent,
    propose_consent,
    withdraw_consent,
)
from tequio.screening.service.interests import declare_interest, end_interest
from tequio.screening.service.packs import adopt_pack, propose_pack

__all__ = [
    "adopt_pack",
    "declare_interest",
    "end_interest",
    "give_consent",
    "propose_consent",
    "propose_pack",
    "withdraw_consent",
]
