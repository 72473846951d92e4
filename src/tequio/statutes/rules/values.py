"""The types of a provision: how a plain value is read, exactly, and written again.  Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Literal

from tequio.kernel import gettext_noop as _

Kind = Literal["fraction", "integer", "days", "boolean", "choice", "offices", "minor", "purposes"]
Value = Fraction | int | bool | str | tuple[str, ...]

A_FRACTION = re.compile(r"[0-9]{1,9}(/[0-9]{1,9})?")
AN_OFFICE = re.compile(r"[a-z][a-z0-9_-]{0,29}")
A_PURPOSE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")


class Unreadable(ValueError):
    """A plain value that is not of the type its provision asks for; says what is expected."""


def _fraction(plain: Any) -> Fraction:
    """`"2/3"`, `"1"` or a whole number; never a float, never a percentage."""
    text = str(plain) if isinstance(plain, int) and not isinstance(plain, bool) else plain
    if not isinstance(text, str) or not A_FRACTION.fullmatch(text):
        raise Unreadable(_('an exact fraction such as "2/3"'))
    above, below = (*text.split("/"), "1")[:2]
    if not int(below):
        raise Unreadable(_("a fraction whose lower part is not zero"))
    return Fraction(int(above), int(below))


def _whole(plain: Any) -> int:
    if isinstance(plain, bool) or not isinstance(plain, int):
        raise Unreadable(_("a whole number"))
    return plain


def _boolean(plain: Any) -> bool:
    if not isinstance(plain, bool):
        raise Unreadable(_("true or false"))
    return plain


def _choice(plain: Any) -> str:
    if not isinstance(plain, str):
        raise Unreadable(_("one of the choices"))
    return plain


def _list_of(pattern: re.Pattern[str], what: str) -> Callable[[Any], tuple[str, ...]]:
    def read(plain: Any) -> tuple[str, ...]:
        if not isinstance(plain, list | tuple):
            raise Unreadable(what)
        if not all(isinstance(code, str) and pattern.fullmatch(code) for code in plain):
            raise Unreadable(what)
        if len(set(plain)) != len(plain):
            raise Unreadable(what)
        return tuple(plain)

    return read


READERS: Mapping[Kind, Callable[[Any], Value]] = {
    "fraction": _fraction,
    "integer": _whole,
    "days": _whole,
    "boolean": _boolean,
    "choice": _choice,
    "offices": _list_of(AN_OFFICE, _("a list of codes of offices, each only once")),
    "minor": _whole,
    "purposes": _list_of(A_PURPOSE, _("a list of codes of purposes, each only once")),
}


def read(kind: Kind, plain: Any) -> Value:
    """The typed value of a plain JSON value.  Raises Unreadable, saying what was expected."""
    return READERS[kind](plain)


def size(value: Value) -> Fraction | int | None:
    """What the least and the most of a provision limit: the number, or how many are listed."""
    if isinstance(value, bool | str):
        return None
    return len(value) if isinstance(value, tuple) else value


def spoken(value: Value) -> Fraction | int | str:
    """The value as a field of a sentence; the edge writes numbers in the reader's manner."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) if isinstance(value, tuple) else value
