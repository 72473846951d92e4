"""Kinds of actors: from which side somebody speaks.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _

Kind = Literal[
    "members",
    "workers",
    "women",
    "informal",
    "organisations",
    "researchers",
    "government",
    "funders",
]
KINDS: Mapping[str, str] = {
    "members": _("members and neighbours"),
    "workers": _("workers"),
    "women": _("women’s groups"),
    "informal": _("informal groups"),
    "organisations": _("cooperatives and associations"),
    "researchers": _("people of research"),
    "government": _("government"),
    "funders": _("those who give money"),
}
NO_SUCH_KIND = RefusalKind(
    "no_such_kind_of_actor",
    _("There is no kind of actor called {kind}."),
    _("Choose one from the list."),
    about="input",
)


def objections_to_kind(kind: str) -> Iterator[Refusal]:
    """Against speaking from a side that is not known."""
    if kind not in KINDS:
        yield NO_SUCH_KIND.because(kind=kind)


def in_order(kinds: Iterable[str]) -> tuple[str, ...]:
    """Each of them once, in the order of KINDS."""
    found = set(kinds)
    return tuple(kind for kind in KINDS if kind in found)
