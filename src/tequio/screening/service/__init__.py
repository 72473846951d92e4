"""Acts of the screening."""

from tequio.screening.service.consents import (
    give_consent,
    propose_consent,
    withdraw_consent,
)
from tequio.screening.service.evidence import attest, submit_evidence, withdraw_evidence
from tequio.screening.service.interests import declare_interest, end_interest
from tequio.screening.service.packs import adopt_pack, propose_pack

__all__ = [
    "adopt_pack",
    "attest",
    "declare_interest",
    "end_interest",
    "give_consent",
    "propose_consent",
    "propose_pack",
    "submit_evidence",
    "withdraw_consent",
    "withdraw_evidence",
]
