"""What a provision is: its code, its type, its words, its limits and its default.  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tequio.kernel.amounts import LARGEST_MINOR
from tequio.statutes.rules.values import Kind, Value


@dataclass(frozen=True)
class Provision:
    """One thing that statutes can say.

    code      such as `decision.money.quorum`
    kind      the type of its value
    group     heading under which a page shows it (a key of GROUPS)
    title     what it is, in the words of a secretary
    default   typed value that holds where the statutes are silent
    least     smallest number, or fewest entries of a list; None: no limit
    most      largest number, or most entries of a list; None: no limit
    choices   code → words, for a choice
    follows   code of the provision whose value holds instead of the default
    zero_is_no_limit  0 does not mean "none" but "as much as anybody decides"
    """

    code: str
    kind: Kind
    group: str
    title: str
    default: Value
    least: int | None = None
    most: int | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    follows: str = ""
    zero_is_no_limit: bool = False


def part(code: str, group: str, title: str, default: str, *, follows: str = "") -> Provision:
    """A part between nothing and all."""
    return Provision(code, "fraction", group, title, Fraction(default), 0, 1, follows=follows)


def choice(
    code: str, group: str, title: str, choices: Mapping[str, str], default: str
) -> Provision:
    """One of several codes, each with its words."""
    return Provision(code, "choice", group, title, default, choices=choices)


def money(code: str, group: str, title: str, default: int = 0, *, least: int = 0) -> Provision:
    """A sum in the smallest units of the organisation's money."""
    return Provision(code, "minor", group, title, default, least, LARGEST_MINOR)
