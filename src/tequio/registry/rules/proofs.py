"""What the chronicle proves of a statement.  Pure."""

from __future__ import annotations


def proof_of(statement: int, record: int, *, raw: str, said: str) -> bytes:
    """The bytes of one statement that go into the root of its batch, in the order of ids."""
    return f"{statement}\x1f{record}\x1f{raw}\x1f{said}\x1e".encode()
