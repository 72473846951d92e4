"""What the chronicle proves of a statement.  Pure."""

from __future__ import annotations

from typing import NamedTuple


class Proven(NamedTuple):
    """A statement with the record that made it, as a batch's root covers it.

    linked_by  why its record is about whom it is, where the record begins with it; else empty
    uid        of the organisation that begins with it, 32 hexadecimal characters; else empty
    """

    statement: int
    record: int
    source: int
    key: str
    first_listed: int
    linked_by: str
    uid: str
    number: int
    meaning: str
    raw: str
    said: str


def proof_of(one: Proven) -> bytes:
    """The bytes of one statement that go into the root of its batch, in the order of ids."""
    return ("\x1f".join(map(str, one)) + "\x1e").encode()
