"""Reads of notices: messages and where they stand, choices, disputed entries, the check."""

from tequio.notices.queries.checking import check
from tequio.notices.queries.choosing import Choice, choice_of, choices
from tequio.notices.queries.disputed import Answer, Dispute, dispute, disputes, replies_to
from tequio.notices.queries.messages import Sent, sent_to, unsettled

__all__ = [
    "Answer",
    "Choice",
    "Dispute",
    "Sent",
    "check",
    "choice_of",
    "choices",
    "dispute",
    "disputes",
    "replies_to",
    "sent_to",
    "unsettled",
]
