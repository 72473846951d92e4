"""Where a line stands in its chain: followed by digests alone, which reveal nobody.  Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tequio.chronicle.rules import Head


@dataclass(frozen=True)
class Place:
    """What was found out about a line.

    is_whole   its words give the digest that stands beside it
    followers  how many lines follow it, each naming the digest of the one before
    reaches    they reach the head of the chain
    """

    is_whole: bool
    followers: int
    reaches: bool

    @property
    def holds(self) -> bool:
        return self.is_whole and self.reaches


def follow(
    number: int,
    stored: str,
    *,
    computed: str,
    links: Iterable[tuple[int, str, str]],
    head: Head,
) -> Place:
    """Follow a line to the head.

    stored, computed  the digest beside the line, and the one that its words give
    links             (number, digest of the one before, own digest) of the lines after it
    """
    at, last, followers = number, stored, 0
    for following, previous, digest in links:
        if following != at + 1 or previous != last:
            return Place(stored == computed, followers, reaches=False)
        at, last, followers = following, digest, followers + 1
    reaches = (at, last) == (head.number, head.digest)
    return Place(stored == computed, followers, reaches)
