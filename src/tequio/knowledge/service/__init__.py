"""Acts of the knowledge room."""

from tequio.knowledge.service.advancing import advance, publish
from tequio.knowledge.service.assessing import assess, record_outcome
from tequio.knowledge.service.forking import fork
from tequio.knowledge.service.joining import join, join_more, name_carrier
from tequio.knowledge.service.moving import follow_up, log_adaptation, move_transfer
from tequio.knowledge.service.noting import answer_question, note_evidence
from tequio.knowledge.service.observing import observe, withdraw_observation
from tequio.knowledge.service.offering import answer_offer, offer
from tequio.knowledge.service.places import (
    describe_context,
    say_value,
    settle_value,
    withdraw_value,
)
from tequio.knowledge.service.taking_up import propose_transfer, start_transfer
from tequio.knowledge.service.watching import (
    close_antenna,
    close_watch,
    open_antenna,
    open_watch,
)
from tequio.knowledge.service.writing import contribute, sign_off, write_version

__all__ = [
    "advance",
    "answer_offer",
    "answer_question",
    "assess",
    "close_antenna",
    "close_watch",
    "contribute",
    "describe_context",
    "follow_up",
    "fork",
    "join",
    "join_more",
    "log_adaptation",
    "move_transfer",
    "name_carrier",
    "note_evidence",
    "observe",
    "offer",
    "open_antenna",
    "open_watch",
    "propose_transfer",
    "publish",
    "record_outcome",
    "say_value",
    "settle_value",
    "sign_off",
    "start_transfer",
    "withdraw_observation",
    "withdraw_value",
    "write_version",
]
