"""Pages of a feed: what changed in a register since a token, signed as a whole.

A page is read as bytes: the signature is of exactly these.  Nothing in it is believed before its
form was looked at; what does not have the form is refused as a whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tequio.kernel import RefusalKind, Refused
from tequio.kernel import gettext_noop as _
from tequio.registry.rules.exchange.values import said_in
from tequio.registry.rules.properties import CONTACTS

FORMAT = "tequio.feed@1"
AT_ONCE = 500
LARGEST_PAGE = 20_000_000
UID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
TOKEN = re.compile(r"[0-9]{1,18}")
CODE = re.compile(r"[a-z0-9]([a-z0-9._-]{0,118}[a-z0-9])?")
EXPOSURE = "(coarse|hidden)?"

FEED_NOT_SIGNED = RefusalKind(
    "feed_not_signed",
    _("Page {page} of the feed is not signed by the key {key}: it was changed on its way."),
    _("Nothing of it was taken. Read the feed again, or ask the partner."),
)
KEY_CHANGED = RefusalKind(
    "feed_key_changed",
    _("The feed is signed by another key, {now}, than the one seen first, {before}."),
    _(
        "Ask the partner, not by this feed, whether its node has a new key. If so, end the"
        " subscription and subscribe again."
    ),
)
FEED_NOT_READABLE = RefusalKind(
    "feed_not_readable",
    _("Page {page} of the feed does not have the form of a feed: {problem}."),
    _("Nothing of it was taken. Tell the partner."),
)
FEED_OF_ANOTHER = RefusalKind(
    "feed_of_another",
    _("The feed is of another register than the one that was subscribed to."),
    _("Ask the partner for the address of its feed. Nothing of it was taken."),
)
FEED_OUT_OF_ORDER = RefusalKind(
    "feed_out_of_order",
    _("Page {page} of the feed begins at {since}; the next one to be read begins at {expected}."),
    _("Read the feed again from where the last reading ended."),
)
TOO_MANY_PAGES = RefusalKind(
    "too_many_pages",
    _("One reading takes one page of a feed at least and {most} at most."),
    _("Take the pages in several readings, in their order."),
    about="input",
)
OF_A_FEED = (
    FEED_NOT_SIGNED,
    KEY_CHANGED,
    FEED_NOT_READABLE,
    FEED_OF_ANOTHER,
    FEED_OUT_OF_ORDER,
    TOO_MANY_PAGES,
)


@dataclass(frozen=True)
class FeedPage:
    """A page that was read and has its form.

    key     that signed it, as it says itself, in hexadecimal
    chain   of the keeper's chronicle, which no other register has
    number, digest  the last line of that chronicle when the page was written
    """

    key: str
    chain: str
    number: int
    digest: str
    title: str
    since: str
    next: str
    has_more: bool
    entries: tuple[Mapping[str, Any], ...]


def is_signed(body: bytes, *, signature: str, key: str) -> bool:
    """Whether these bytes are signed by this key; both in hexadecimal."""
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), body)
    except (ValueError, InvalidSignature):
        return False
    return True


def read_page(body: bytes, place: int) -> FeedPage:
    """The page that these bytes are.  Raises Refused `feed_not_readable` with what is wrong."""
    try:
        return _page(json.loads(body, parse_constant=_no_number))
    except _Wrong as wrong:
        raise Refused(FEED_NOT_READABLE.because(page=place, problem=str(wrong))) from None
    except (ValueError, RecursionError):
        raise Refused(FEED_NOT_READABLE.because(page=place, problem="JSON")) from None


class _Wrong(Exception):
    """A part of a page has not the form that it must have."""


def _no_number(said: str) -> None:
    raise ValueError(said)


def _page(given: Any) -> FeedPage:
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise _Wrong("format")
    head = _of(given, "head", dict)
    entries = _of(given, "records", list)
    if len(entries) > AT_ONCE:
        raise _Wrong("records")
    register = _of(given, "register", dict)
    since, onward = _of(given, "since", str), _of(given, "next", str)
    if (since and not TOKEN.fullmatch(since)) or not TOKEN.fullmatch(onward):
        raise _Wrong("token")
    if int(onward) < int(since or 0):
        raise _Wrong("token")
    for entry in entries:
        _look_at(entry)
    return FeedPage(
        key=_form(_of(given, "key", str), "[0-9a-f]{64}", "key"),
        chain=_form(_of(head, "chain", str), "[A-Za-z0-9._:-]{1,64}", "chain"),
        number=_of(head, "number", int),
        digest=_form(_of(head, "digest", str), "[0-9a-f]{64}", "digest"),
        title=_of(register, "title", str),
        since=since,
        next=onward,
        has_more=_of(given, "has_more", bool),
        entries=tuple(entries),
    )


def _of(given: Mapping[str, Any], name: str, kind: type) -> Any:
    found = given.get(name)
    if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
        raise _Wrong(name)
    if isinstance(found, str):
        _look_at_text(found, name)
    return found


def _form(text: str, form: str, name: str) -> str:
    if not re.fullmatch(form, text):
        raise _Wrong(name)
    return text


def _look_at_text(text: str, name: str, most: int = 20_000) -> None:
    unusable = "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text)
    if unusable or len(text) > most:
        raise _Wrong(name)


def _look_at(entry: Any) -> None:
    if not isinstance(entry, dict):
        raise _Wrong("records")
    _form(_of(entry, "uid", str), UID, "uid")
    if "gone" in entry:
        _form(_of(entry, "gone", str), "withdrawn|merged", "gone")
        if entry["gone"] == "merged":
            _form(_of(entry, "merged_into", str), UID, "merged_into")
        return
    _form(_of(entry, "exposure", str), EXPOSURE, "exposure")
    sources = _of(entry, "sources", dict)
    for code, source in sources.items():
        _look_at_source(code, source)
    for origin in _of(entry, "of_partner", dict):
        _form(_of(entry["of_partner"], origin, str), UID, "of_partner")
    for one in _of(entry, "assertions", list):
        _look_at_assertion(one, sources)


def _look_at_assertion(one: Any, sources: Mapping[str, Any]) -> None:
    if not isinstance(one, dict) or _of(one, "source", str) not in sources:
        raise _Wrong("assertions")
    if said_in(one) is None or one["property"] in CONTACTS:
        raise _Wrong(str(one.get("property"))[:60])


_LENGTHS = {
    "title": 200,
    "kind": 10,
    "licence": 60,
    "licence_url": 300,
    "attribution": 300,
    "homepage": 300,
}


def _look_at_source(code: Any, source: Any) -> None:
    if not isinstance(source, dict) or not CODE.fullmatch(code):
        raise _Wrong("sources")
    for name, most in _LENGTHS.items():
        _look_at_text(_of(source, name, str), name, most)
    for name in ("licence_url", "homepage"):
        if source[name] and not re.fullmatch(r"https?://\S+", source[name]):
            raise _Wrong(name)


def last_words(pages: Sequence[FeedPage]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Each organisation once, as the last page that speaks of it does, with its place."""
    found: dict[str, tuple[int, Mapping[str, Any]]] = {}
    place = 0
    for page in pages:
        for entry in page.entries:
            place += 1
            found.pop(entry["uid"], None)
            found[entry["uid"]] = (place, entry)
    yield from found.values()


def objections_to_order(
    pages: Iterable[FeedPage], *, token: str, chain: str
) -> Iterator[tuple[RefusalKind, dict[str, Any]]]:
    """What stands against these pages as the next ones of this register."""
    expected = token
    for place, page in enumerate(pages, start=1):
        if chain and page.chain != chain:
            yield FEED_OF_ANOTHER, {}
            return
        chain = page.chain
        if page.since != expected:
            facts = {"page": place, "since": page.since or "0", "expected": expected or "0"}
            yield FEED_OUT_OF_ORDER, facts
            return
        expected = page.next
