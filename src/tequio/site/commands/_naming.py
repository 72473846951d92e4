"""What words at the command line name, and that it is not there."""

from __future__ import annotations

from tequio.membership import queries as members
from tequio.membership.rules import Organisation


class NotThere(Exception):
    """Something that was named is not there, or cannot be read; the sentence says what."""


def organisation_named(slug: str) -> Organisation:
    """The organisation of this short name.  Raises NotThere."""
    found = members.organisation(slug)
    if found is None:
        raise NotThere(f"There is no organisation {slug!r} here.")
    return found
