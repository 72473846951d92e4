"""Acts of the screening."""

from tequio.screening.service.appealing import appeal, enter_appeal
from tequio.screening.service.assessing import assess, take_case
from tequio.screening.service.cases import apply, open_case, withdraw_case
from tequio.screening.service.challenging import challenge, examine_challenge
from tequio.screening.service.consents import (
    give_consent,
    propose_consent,
    withdraw_consent,
)
from tequio.screening.service.drafting import enter_reply, reply, send_draft
from tequio.screening.service.evidence import attest, submit_evidence, withdraw_evidence
from tequio.screening.service.findings import decide, propose_finding
from tequio.screening.service.interests import declare_interest, end_interest
from tequio.screening.service.lapsing import lapse
from tequio.screening.service.packs import adopt_pack, propose_pack
from tequio.screening.service.partners import drop_verdict, take_verdict

__all__ = [
    "adopt_pack",
    "appeal",
    "apply",
    "assess",
    "attest",
    "challenge",
    "decide",
    "declare_interest",
    "drop_verdict",
    "end_interest",
    "enter_appeal",
    "enter_reply",
    "examine_challenge",
    "give_consent",
    "lapse",
    "open_case",
    "propose_consent",
    "propose_finding",
    "propose_pack",
    "reply",
    "send_draft",
    "submit_evidence",
    "take_case",
    "take_verdict",
    "withdraw_case",
    "withdraw_consent",
    "withdraw_evidence",
]
