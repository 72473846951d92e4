"""Addresses of persons out of texts that are kept.  Pure."""

from __future__ import annotations

import re

REMOVED = "[…]"
E_MAIL = re.compile(r"(?:mailto:)?[\w.%+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
WRITTEN_OUT = re.compile(
    r"[\w.%+-]{1,64} ?[\[({](?:at| at |arobase)[\])}] ?[\w-]{1,63}"
    r"(?: ?(?:\.|[\[({] ?(?:dot|punkt|point) ?[\])}]) ?[\w-]{1,63}){1,8}",
    re.IGNORECASE,
)


def scrubbed(text: str) -> str:
    """The text without e-mail addresses; `…` in brackets stands where one was.

    Bounded patterns: the time grows with the length of the text and no faster.
    """
    if "@" in text:
        text = E_MAIL.sub(REMOVED, text)
    return WRITTEN_OUT.sub(REMOVED, text)


def may_hold_address(text: str) -> bool:
    """A quick look that spares most rows the search; a chain is faster here than a pattern."""
    return "@" in text or "at)" in text or "at]" in text or "AT)" in text or "base" in text
