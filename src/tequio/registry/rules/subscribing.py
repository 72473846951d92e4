"""Following a partner's feed: what stands against it, and what its words may be used for.  Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _

BY_RECORD = "by record"
"""The licence of a feed: each record says its own."""
_OPEN = re.compile(
    r"(cc0|cc[- ]by([- ]sa)?([- ][0-9.]+)?$|cc[- ]by[- ][0-9]|pddl|odc-by|odbl|ogl|etalab|"
    r"licence ouverte|public domain)",
    re.IGNORECASE,
)
ADDRESS_NOT_KNOWN = RefusalKind(
    "feed_address_wrong",
    _("{address} is no address of a feed."),
    _("Write the whole address, such as https://example.org/o/network/register/feed."),
    about="input",
)
ALREADY_SUBSCRIBED = RefusalKind(
    "already_subscribed",
    _("This register follows {address} already."),
    _("Nothing is left to do."),
)
NO_SUCH_SUBSCRIPTION = RefusalKind(
    "no_such_subscription",
    _("There is no subscription with the number {subscription} here."),
    _("Look at the list of subscriptions."),
    about="input",
)
SUBSCRIPTION_ENDED = RefusalKind(
    "subscription_ended",
    _("This subscription was ended."),
    _("Subscribe again to follow the feed from now on."),
)
FEED_OF_OUR_OWN = RefusalKind(
    "feed_of_our_own",
    _("This is the feed of this register itself."),
    _("Subscribe to the feed of another register."),
    about="input",
)


def objections_to_address(address: str) -> Iterator[Refusal]:
    """What is no address that a feed could have: no other way than HTTP, nobody's password."""
    form = r"https?://[^\s@/?#]+(/[^\s?#]*)?"
    if not re.fullmatch(form, address) or not _names_a_machine(address):
        yield ADDRESS_NOT_KNOWN.because(address=address[:200])


def _names_a_machine(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def may_be_passed_on(licence: str) -> bool:
    """Whether a licence lets everybody pass the words on.  What it does not say it does not give:
    without a licence, or under one that is not known here, they stay inside."""
    return bool(_OPEN.match(licence.strip()))


def code_of(partner: str, source: str, taken: Collection[str] = ()) -> str:
    """The code here of a source of a partner; sixty signs at most.  Another one where it is taken
    by a source of somebody else."""
    code = f"{partner}.{source}"
    if len(code) <= 60 and code not in taken:
        return code
    return f"{code[:50]}.{sha256(code.encode()).hexdigest()[:9]}"


def is_of_another(code: str, partners: Iterable[str]) -> bool:
    """Whether sources of a partner of this code would be taken for those of one of these."""
    begin = f"{code}."
    return any(one.startswith(begin) or begin.startswith(f"{one}.") for one in partners)


@dataclass(frozen=True)
class Subscribed:
    """A register follows a partner's feed; `opened`: its source, as `registry.add_source` tells
    it; `address`: digest of where the feed stands."""

    subscription: int
    source: int
    address: str
    opened: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class SubscriptionEnded:
    """The feed is not read any more; what was taken stays."""

    subscription: int


@dataclass(frozen=True)
class FeedTaken:
    """Pages of a feed were taken in, as a batch.

    key, chain, number, digest  who signed them, and the last line of the partner's chronicle
    token   where the next reading begins
    opened  sources that were told for the first time, or told otherwise than before
    hidden, coarse  whose places are seen less from now on
    gone    how many the partner tells no more of
    """

    subscription: int
    batch: int
    sources: tuple[int, ...]
    mapping: int | None
    file: str
    format: str
    edition: date
    rows: int
    new: int
    changed: int
    same: int
    vanished: int
    refused: int
    root: str
    key: str
    chain: str
    number: int
    digest: str
    token: str
    opened: tuple[Mapping[str, Any], ...]
    hidden: tuple[int, ...]
    coarse: tuple[int, ...]
