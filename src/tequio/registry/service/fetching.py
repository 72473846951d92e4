"""Reading a partner's feed over the network: the one place of the room that asks another machine.

Only what was subscribed to is asked; an answer that leads elsewhere is not followed; machines of
private networks are not asked unless the operator says so, and it is the address that was looked
at that is asked, whatever its name means a moment later.  Size and time are bounded.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from tequio.kernel import RefusalKind, Refused
from tequio.kernel import gettext_noop as _
from tequio.registry.rules.exchange.feeds import LARGEST_PAGE
from tequio.registry.service.feeds import MOST_PAGES, SignedPage

SECONDS = 60
AT_ONCE = 1 << 16
MOST_BYTES = 60_000_000
"""So much is read in one reading, a page more at most."""

FEED_NOT_REACHED = RefusalKind(
    "feed_not_reached",
    _("{host} does not answer: {problem}."),
    _("Try again later, or ask the partner."),
)
FEED_OF_A_PRIVATE_NETWORK = RefusalKind(
    "feed_of_a_private_network",
    _("{host} lies in a private network, which is not asked."),
    _("If that is meant, read the feed with --private."),
)
FEED_ANSWERS_OTHERWISE = RefusalKind(
    "feed_answers_otherwise",
    _("{host} answers with {status} and no feed."),
    _("Ask the partner for the address of its feed. Where it moved, nobody follows by itself."),
)
FEED_TOO_LARGE = RefusalKind(
    "feed_too_large",
    _("{host} sends more than {most} MB for one page, or needs more than {seconds} seconds."),
    _("Tell the partner."),
)


@dataclass(frozen=True)
class Asking:
    """How feeds are read.  is_private: machines of private networks may be asked."""

    is_private: bool = False
    seconds: int = SECONDS
    most: int = LARGEST_PAGE


def fetch(address: str, token: str, asking: Asking) -> list[SignedPage]:
    """The next pages of a feed from a token on, as many as one reading takes.  Raises Refused."""
    return list(_pages(address, token, asking))


def _pages(address: str, token: str, asking: Asking) -> Iterator[SignedPage]:
    size = 0
    for _place in range(MOST_PAGES):
        page = _page(address, token, asking)
        yield page
        size += len(page.body)
        onward = _onward(page.body)
        if onward in ("", token) or size > MOST_BYTES:
            return
        token = onward


def _onward(body: str) -> str:
    """The token of the next page if there is one; a page that says nonsense is refused later."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(told, dict) or told.get("has_more") is not True:
        return ""
    return told["next"] if isinstance(told.get("next"), str) else ""


def _page(address: str, token: str, asking: Asking) -> SignedPage:
    parts = urlsplit(address)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    way = f"{parts.path or '/'}?{urlencode({'since': token})}"
    until = time.monotonic() + asking.seconds
    line = _line(parts.scheme, host, port, asking)
    try:
        line.request("GET", way, headers={"Host": parts.netloc, "Accept": "application/json"})
        response = line.getresponse()
        if response.status != 200:
            raise Refused(FEED_ANSWERS_OTHERWISE.because(host=host, status=response.status))
        body = _read(response, host, until, asking)
        signature = response.getheader("Tequio-Signature", "")
    except (OSError, http.client.HTTPException) as error:
        raise Refused(FEED_NOT_REACHED.because(host=host, problem=_why(error))) from None
    finally:
        line.close()
    return SignedPage(body.decode("utf-8", "replace"), signature)


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:120]


def _read(response: http.client.HTTPResponse, host: str, until: float, asking: Asking) -> bytes:
    parts, size = [], 0
    while part := response.read1(AT_ONCE):
        parts.append(part)
        size += len(part)
        if size > asking.most or time.monotonic() > until:
            most = asking.most // 1_000_000
            raise Refused(FEED_TOO_LARGE.because(host=host, most=most, seconds=asking.seconds))
    return b"".join(parts)


def _line(scheme: str, host: str, port: int, asking: Asking) -> http.client.HTTPConnection:
    """A line to the machine that this name means now, looked at before it is asked."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Refused(FEED_NOT_REACHED.because(host=host, problem=_why(error))) from None
    places = [str(one[4][0]) for one in found]
    if not asking.is_private and not all(_is_public(one) for one in places):
        raise Refused(FEED_OF_A_PRIVATE_NETWORK.because(host=host))
    line = http.client.HTTPConnection(host, port, timeout=asking.seconds)
    try:
        line.sock = socket.create_connection((places[0], port), timeout=asking.seconds)
        if scheme == "https":
            line.sock = ssl.create_default_context().wrap_socket(line.sock, server_hostname=host)
    except OSError as error:
        line.close()
        raise Refused(FEED_NOT_REACHED.because(host=host, problem=_why(error))) from None
    return line


def _is_public(place: str) -> bool:
    """Not of this machine, not of its neighbours, not of a cloud's own services."""
    found = ipaddress.ip_address(place.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None)
    return (inner or found).is_global and not found.is_multicast
