"""Acts of notices, and what the node does by itself: read on, send, take what comes in."""

from tequio.notices.service.choosing import choose_channel
from tequio.notices.service.gateways import Folder, Gateway, Http, Mail, gateways
from tequio.notices.service.replying import answer_dispute, receive_reply, take_text
from tequio.notices.service.sending import send_waiting
from tequio.notices.service.walking import Read, read_on, remind

__all__ = [
    "Folder",
    "Gateway",
    "Http",
    "Mail",
    "Read",
    "answer_dispute",
    "choose_channel",
    "gateways",
    "read_on",
    "receive_reply",
    "remind",
    "send_waiting",
    "take_text",
]
