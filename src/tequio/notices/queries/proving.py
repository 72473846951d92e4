"""The proof of one line for whoever holds its address, and the address itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.crypto import constant_time_compare, salted_hmac

from tequio.chronicle import queries as chronicle
from tequio.chronicle.rules import Head
from tequio.membership import queries as members
from tequio.notices.rules.proving import Place, follow

SALT = "tequio.notices.proof"
FORM = re.compile(r"([0-9]{1,18})-([0-9]{1,18})-([0-9a-f]{20})")


@dataclass(frozen=True)
class Proof:
    """A line's place in its chain, without a word of what it says or of whom.

    witness  who holds a head of the chain that is not older than the line, and which
    """

    group: str
    number: int
    digest: str
    at: datetime
    head: Head
    place: Place
    witness: tuple[str, int] | None


def token_of(organisation: int, line: int) -> str:
    """The last part of the address of a proof; it cannot be guessed."""
    return f"{organisation}-{line}-{_seal(organisation, line)}"


def _seal(organisation: int, line: int) -> str:
    return salted_hmac(SALT, f"{organisation}:{line}", algorithm="sha256").hexdigest()[:20]


def proof_of(token: str) -> Proof | None:
    """The proof behind an address, or None.  Eight queries; the chain is followed by digests."""
    found = FORM.fullmatch(token)
    if found is None:
        return None
    organisation, number = int(found[1]), int(found[2])
    if not constant_time_compare(found[3], _seal(organisation, number)):
        return None
    group, kept = members.organisation(organisation), chronicle.line(organisation, number)
    if group is None or kept is None:
        return None
    line, digest = kept
    head = chronicle.head_of(organisation)
    links = chronicle.links_after(organisation, number)
    place = follow(number, digest, computed=line.digest(), links=links, head=head)
    return Proof(group.name, number, digest, line.at, head, place, _witness(head.chain, number))


def _witness(chain: str, number: int) -> tuple[str, int] | None:
    held = [(who, one) for who, one in chronicle.witnesses_of(chain) if one.number >= number]
    if not held:
        return None
    who, head = held[0]
    found = members.organisation(who)
    return (found.name, head.number) if found else None
