"""A finding: what is seen, whom it touches, and what an organiser can do about it.  Pure.

Sentences are templates with named fields, translated and filled in at the edge.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from tequio.ecosystem.rules.graph import Introduction
from tequio.kernel import gettext_noop as _

Code = Literal[
    "single_holder",
    "uncovered_need",
    "isolate",
    "apart",
    "broker",
    "coalition",
    "one_way",
    "stale",
    "not_in_the_room",
    "weak_block",
    "waiting",
    "became_tie",
    "became_no_tie",
]
ActionKind = Literal[
    "introduce",
    "call",
    "invite",
    "ally",
    "confirm",
    "agenda",
    "offer",
    "double",
    "second_holder",
]
"""What can be done about a finding; the deeds besides say what became of it."""
Deed = Literal[ActionKind, "thank", "retry", "drop"]
DEEDS: Mapping[Deed, str] = {
    "second_holder": _("Find a second holder"),
    "call": _("Open a call"),
    "introduce": _("Introduce them to each other"),
    "double": _("Double the bridge"),
    "invite": _("Invite them first"),
    "ally": _("Invite them, open an alliance"),
    "confirm": _("Ask to confirm"),
    "agenda": _("Put it on the agenda"),
    "offer": _("Offer it"),
    "thank": _("Thank them"),
    "retry": _("Try once more"),
    "drop": _("Let it go"),
}


class Named(NamedTuple):
    """Names that the edge looks up and lists, each by itself.

    what  actors: numbers; groups: numbers; assets, blocks, practices and traits: codes
    """

    what: Literal["actors", "groups", "assets", "blocks", "practices", "traits"]
    each: tuple[int | str, ...]


Field = int | Fraction | date | Named | None
"""None is a value that nobody knows: the edge says so."""


class Finding(NamedTuple):
    """One line of "this quarter"; a large network has thousands.

    number    1 to 10, as in the reference
    key       the same next quarter as long as it is about the same
    sentence  template; `fields` fill it
    deeds     the buttons, the first one proposed
    actors    whom the deed is about: who is to be introduced, invited, asked
    about     number of the practice (9) or of the action of last quarter (10)
    assets    kinds of assets it is about
    ties      ties it is about
    pairs     introductions that would mend it
    notes     further sentences with the same fields
    """

    number: int
    code: Code
    key: str
    sentence: str
    deeds: tuple[Deed, ...]
    fields: tuple[tuple[str, Field], ...] = ()
    actors: tuple[int, ...] = ()
    about: int | None = None
    assets: tuple[str, ...] = ()
    ties: tuple[int, ...] = ()
    pairs: tuple[Introduction, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def deed(self) -> Deed:
        """What is proposed."""
        return self.deeds[0]


def actors(*ids: int) -> Named:
    """These actors, by name."""
    return Named("actors", ids)


def assets(*codes: str) -> Named:
    """These kinds of assets, in the reader's words."""
    return Named("assets", codes)
