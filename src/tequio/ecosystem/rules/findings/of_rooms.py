"""Finding 7: who is never in the room.  Pure.

Actors are laid out by how many others they are tied to, in four quarters.  What is told is shares
of quarters and, in the order of names, whom to invite: no actor's number of ties, no rank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from tequio.ecosystem.rules.findings.finding import Finding, Named
from tequio.ecosystem.rules.graph import Actor, Graph
from tequio.kernel import gettext_noop as _

TRAITS: Mapping[str, str] = {
    "informal": _("informal"),
    "women_led": _("mostly of women"),
    "rural": _("rural"),
}
MISSING = _(
    "{trait}: {few} of the organisations with the fewest ties are, {many} of those with the most."
)
UNKNOWN = _("Organisations of which this is not known: {unknown}.")
NEVER_SAID = _("Of no organisation is it known here whether this is so: {untold}.")
LEAST_ACTORS = 8
"""With fewer, a quarter would be one actor or none."""


def never_in_the_room(graph: Graph) -> Iterator[Finding]:
    """7: of informal, women-led and rural actors, those that are rarer among the well tied than
    among the least tied; it says whom of these to invite first."""
    quarters = _quarters(graph)
    if len(graph.actors) < LEAST_ACTORS or len(quarters) < 2:
        return
    few, many = quarters[0], quarters[-1]
    untold = tuple(trait for trait in TRAITS if _share(trait, list(graph.actors)) is None)
    for trait in TRAITS:
        shares = [_share(trait, quarter) for quarter in quarters]
        low, high = shares[0], shares[-1]
        if low is None or high is None or low <= high:
            continue
        invited = tuple(actor.id for actor in few if _has(trait, actor))
        unknown = sum(_has(trait, actor) is None for actor in (*few, *many))
        yield Finding(
            7,
            "not_in_the_room",
            key=f"not_in_the_room:{trait}",
            sentence=MISSING,
            deeds=("invite",),
            fields=(
                ("trait", Named("traits", (trait,))),
                ("few", low),
                ("many", high),
                ("unknown", unknown),
                *((("untold", Named("traits", untold)),) if untold else ()),
            ),
            actors=invited,
            notes=(*((UNKNOWN,) if unknown else ()), *((NEVER_SAID,) if untold else ())),
        )


def _quarters(graph: Graph) -> list[list[Actor]]:
    """From the fewest ties to the most, each in the order of names.

    Actors with as many ties stay together, so that no name decides where one stands; quarters may
    therefore be larger or smaller than a quarter, and those that are empty are left out.
    """
    degrees = [len(near) for near in graph.near]
    ordered, last = sorted(degrees), len(degrees) - 1
    bounds = [ordered[last * part // 4] for part in (1, 2, 3)] if ordered else []
    found: list[list[Actor]] = [[], [], [], []]
    for actor, degree in zip(graph.actors, degrees, strict=True):
        found[sum(degree > bound for bound in bounds)].append(actor)
    return [quarter for quarter in found if quarter]


def _share(trait: str, actors: list[Actor]) -> Fraction | None:
    """Of those of whom it is known."""
    known = [said for actor in actors if (said := _has(trait, actor)) is not None]
    return Fraction(sum(known), len(known)) if known else None


def _has(trait: str, actor: Actor) -> bool | None:
    said: bool | None = getattr(actor, f"is_{trait}")
    return said
