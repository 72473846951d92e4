"""Rows held against the lines that tell of them, both ways: none without the other, and no other
facts.  For the `check` of every room.  Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _

TOLD_OTHERWISE = _("The chronicle tells otherwise of {thing} {number} than it stands here.")
NOT_TOLD = _("The chronicle knows nothing of {thing} {number}, and yet it stands here.")
NOT_THERE = _("The chronicle tells of {thing} {number}, which is not there any more.")


def compared(
    room: str, thing: str, *, told: Mapping[Any, Any], here: Mapping[Any, Any]
) -> Iterator[Finding]:
    """Every difference between what is told and what is here, in order of number.

    told, here  number → facts; where a number has several parts, its first names the thing
    """
    for key in sorted(told.keys() | here.keys()):
        number = key[0] if isinstance(key, tuple) else key
        if key not in told:
            yield not_told(room, thing, number)
        elif key not in here:
            yield not_there(room, thing, number)
        elif told[key] != here[key]:
            yield told_otherwise(room, thing, number)


def told_otherwise(room: str, thing: str, number: Any) -> Finding:
    """It stands here with other facts than its line tells."""
    return Finding.of(room, "told_otherwise", TOLD_OTHERWISE, thing=thing, number=number)


def not_told(room: str, thing: str, number: Any) -> Finding:
    """It stands here, and no line tells of it."""
    return Finding.of(room, "not_told", NOT_TOLD, thing=thing, number=number)


def not_there(room: str, thing: str, number: Any) -> Finding:
    """A line tells of it, and it does not stand here."""
    return Finding.of(room, "not_there", NOT_THERE, thing=thing, number=number)
