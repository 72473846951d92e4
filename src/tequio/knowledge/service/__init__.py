"""Acts of the knowledge room."""

from tequio.knowledge.service.advancing import advance, publish
from tequio.knowledge.service.forking import fork
from tequio.knowledge.service.joining import join, join_more, name_carrier
from tequio.knowledge.service.noting import answer_question, note_evidence
from tequio.knowledge.service.observing import observe, withdraw_observation
from tequio.knowledge.service.watching import (
    close_antenna,
    close_watch,
    open_antenna,
    open_watch,
)
from tequio.knowledge.service.writing import contribute, sign_off, write_version

__all__ = [
    "advance",
    "answer_question",
    "close_antenna",
    "close_watch",
    "contribute",
    "fork",
    "join",
    "join_more",
    "name_carrier",
    "note_evidence",
    "observe",
    "open_antenna",
    "open_watch",
    "publish",
    "sign_off",
    "withdraw_observation",
    "write_version",
]
