"""Practices as other programs read them, and practices of others read here.  Pure."""

from tequio.knowledge.rules.exchange.cids import CIDS_CONTEXT, Publisher, as_cids
from tequio.knowledge.rules.exchange.json_text import (
    EDITION,
    FORMAT,
    LONGEST,
    ExchangeError,
    as_json,
    from_json,
)

__all__ = [
    "CIDS_CONTEXT",
    "EDITION",
    "FORMAT",
    "LONGEST",
    "ExchangeError",
    "Publisher",
    "as_cids",
    "as_json",
    "from_json",
]
