"""Reading a partner's feed over the network: the one place of the room that asks another machine.

Only what was subscribed to is asked; an answer that leads elsewhere is not followed; machines of
private networks are not asked unless the operator says so, and it is the address that was looked
at that is asked, whatever its name means a moment later.  Size and time are bounded.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import json
import re
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from tequio.kernel import RefusalKind, Refused, refuse
from tequio.kernel import gettext_noop as _
from tequio.registry.rules.exchange.feeds import FORMAT, LARGEST_PAGE
from tequio.registry.rules.subscribing import objections_to_address
from tequio.registry.service.feeds import MOST_PAGES, SignedPage

SIGNATURE = re.compile("[0-9a-f]{128}")
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
NO_FEED_THERE = RefusalKind(
    "no_feed_there",
    _("What stands at {address} is no signed feed of a register."),
    _("Ask the partner for the address of its feed: it ends in /register/feed."),
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
    refuse(objections_to_address(address))
    parts = urlsplit(address)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    way = f"{parts.path or '/'}?{urlencode({'since': token})}"
    until = time.monotonic() + asking.seconds
    found = _line(parts.scheme, host, port, asking)
    line = http.client.HTTPConnection(host, port)
    line.sock = cast("socket.socket", _Until(found, until))
    try:
        line.request("GET", way, headers={"Host": parts.netloc, "Accept": "application/json"})
        response = line.getresponse()
        if response.status != 200:
            raise Refused(FEED_ANSWERS_OTHERWISE.because(host=host, status=response.status))
        body = _read(response, host, asking)
        signature = response.getheader("Tequio-Signature", "")
    except TimeoutError:
        raise _too_much(host, asking) from None
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise Refused(FEED_NOT_REACHED.because(host=host, problem=_why(error))) from None
    finally:
        found.close()
    if not (SIGNATURE.fullmatch(signature) and FORMAT.encode() in body):
        raise Refused(NO_FEED_THERE.because(address=address[:200]))
    return SignedPage(body.decode("utf-8", "replace"), signature)


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:120]


def _read(response: http.client.HTTPResponse, host: str, asking: Asking) -> bytes:
    parts, size = [], 0
    while part := response.read1(AT_ONCE):
        parts.append(part)
        size += len(part)
        if size > asking.most:
            raise _too_much(host, asking)
    return b"".join(parts)


def _too_much(host: str, asking: Asking) -> Refused:
    most = asking.most // 1_000_000
    return Refused(FEED_TOO_LARGE.because(host=host, most=most, seconds=asking.seconds))


class _Until(io.RawIOBase):
    """A line that ends at one moment, however little comes at a time; what `http.client` asks of a
    socket.  Who opened the socket closes it."""

    def __init__(self, line: socket.socket, until: float) -> None:
        self.line, self.until = line, until

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._wait()
        return self.line.recv_into(buffer)

    def sendall(self, data: bytes) -> None:
        self._wait()
        self.line.sendall(data)

    def close(self) -> None:
        """Left open: `http.client` closes the line before it has read the body."""

    def _wait(self) -> None:
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.line.settimeout(left)


def _line(scheme: str, host: str, port: int, asking: Asking) -> socket.socket:
    """A line to the machine that this name means now, looked at before it is asked."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refused(FEED_NOT_REACHED.because(host=host, problem=_why(error))) from None
    places = [str(one[4][0]) for one in found]
    if not asking.is_private and not all(_is_public(one) for one in places):
        raise Refused(FEED_OF_A_PRIVATE_NETWORK.because(host=host))
    try:
        line = socket.create_connection((places[0], port), timeout=asking.seconds)
    except OSError as error:
        raise Refused(FEED_NOT_REACHED.because(host=host, problem=_why(error))) from None
    if scheme != "https":
        return line
    try:
        return ssl.create_default_context().wrap_socket(line, server_hostname=host)
    except (OSError, ValueError) as error:
        line.close()
        raise Refused(FEED_NOT_REACHED.because(host=host, problem=_why(error))) from None


_IN_DISGUISE = tuple(
    ipaddress.IPv6Network(one)
    for one in ("::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "fec0::/10")
)
"""Ways to say an IPv4 address, or a neighbour's, in IPv6 by which nobody serves a feed."""
_OF_IPV4 = tuple(ipaddress.IPv6Network(one) for one in ("::ffff:0:0/96", "64:ff9b::/96"))
"""IPv4 in IPv6 as machines themselves write it, the second where only IPv6 is spoken."""


def _is_public(place: str) -> bool:
    """Not of this machine, not of its neighbours, not of a cloud's own services."""
    found = ipaddress.ip_address(place.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if any(found in one for one in _IN_DISGUISE):
            return False
        if any(found in one for one in _OF_IPV4):
            return _is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)))
    return found.is_global and not found.is_multicast
