"""The map of effects of a "spherical" economy: what something does, in six domains.  Pure.

It is argued by several kinds of actor, each from its side.  Disagreement is shown first; nothing is
counted together and there is no result.  What only one kind of actor has said is not argued yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tequio.ecosystem.rules.kinds import in_order, objections_to_kind
from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.screening.rules.cases import objections_to_words

About = Literal["innovation", "alliance", "programme", "recommendation"]
Domain = Literal["care", "power", "territory", "ecology", "culture", "livelihood"]
Direction = Literal["helps", "harms", "unclear"]
ABOUT: Mapping[str, str] = {
    "innovation": _("practice"),
    "alliance": _("alliance"),
    "programme": _("programme"),
    "recommendation": _("recommendation"),
}
DOMAINS: Mapping[str, str] = {
    "care": _("care: who looks after whom"),
    "power": _("power: who decides"),
    "territory": _("territory: land and place"),
    "ecology": _("ecology: the living world"),
    "culture": _("culture: language, custom, knowledge"),
    "livelihood": _("livelihood: work and income"),
}
HELPS, HARMS, UNCLEAR = "helps", "harms", "unclear"
DIRECTIONS: Mapping[str, str] = {
    HELPS: _("helps"),
    HARMS: _("harms"),
    UNCLEAR: _("not clear"),
}
LEAST_KINDS = 2
"""So many kinds of actor have said something, each by somebody else, before a domain counts as
argued."""

NO_SUBJECT = RefusalKind(
    "nothing_to_argue_about",
    _("There is nothing under number {number} about which something could be argued here."),
    _("Choose a practice, an alliance, a programme or a recommendation of this network."),
    about="input",
)
NO_SUCH_DOMAIN = RefusalKind(
    "no_such_domain",
    _("The map of effects has no domain {domain}."),
    _("Choose one of its six domains."),
    about="input",
)
NO_SUCH_DIRECTION = RefusalKind(
    "no_such_direction",
    _("An effect helps, harms or is not clear; it cannot be {direction}."),
    _("Choose one of the three."),
    about="input",
)
EFFECT_SAID = RefusalKind(
    "effect_said_already",
    _("You have argued this already, in number {effect}."),
    _("Take that back first if you see it otherwise now."),
)
OTHER_SIDE_TAKEN = RefusalKind(
    "other_side_taken",
    _("You have argued about this from another side, in number {effect}."),
    _("Speak from that side, or take that back first."),
)
NO_SUCH_EFFECT = RefusalKind(
    "no_such_effect",
    _("There is no argument {effect} here."),
    _("Choose one from the map of effects."),
    about="input",
)
NOT_WHO_ARGUED = RefusalKind(
    "not_who_argued",
    _("Only whoever argued this takes it back."),
    _("Argue your own view beside it: both stay visible."),
    about="who",
)
EFFECT_WITHDRAWN = RefusalKind(
    "effect_withdrawn", _("This was taken back on {day}."), _("Nothing more is needed.")
)


@dataclass(frozen=True)
class Effect:
    """What somebody argues, from one side; `person`: who wrote it."""

    id: int
    domain: str
    direction: str
    kind: str
    person: int
    withdrawn_on: date | None = None


@dataclass(frozen=True)
class DomainView:
    """A domain as it is argued.

    by_direction  for each direction what was said of it, by kind of actor, in the order of KINDS
    kinds         of actor that have said something
    is_argued     at least two kinds have, each by somebody else
    is_disputed   one says that it helps, and one that it harms
    """

    domain: str
    by_direction: Mapping[str, tuple[Effect, ...]]
    kinds: tuple[str, ...]
    is_argued: bool
    is_disputed: bool


def map_of(effects: Iterable[Effect]) -> tuple[DomainView, ...]:
    """All six domains, what was taken back left out: first where they disagree, then what several
    kinds argue, then what one says, last what nobody has spoken of."""
    standing = [effect for effect in effects if effect.withdrawn_on is None]
    found = [_view(domain, standing) for domain in DOMAINS]
    return tuple(
        sorted(found, key=lambda one: (not one.is_disputed, not one.is_argued, not one.kinds))
    )


def _view(domain: str, standing: Iterable[Effect]) -> DomainView:
    here = [effect for effect in standing if effect.domain == domain]
    kinds = in_order(effect.kind for effect in here)
    here.sort(key=lambda effect: (kinds.index(effect.kind), effect.id))
    said = {
        direction: tuple(effect for effect in here if effect.direction == direction)
        for direction in DIRECTIONS
    }
    sides: dict[int, str] = {}
    for effect in sorted(here, key=lambda effect: effect.id):
        sides.setdefault(effect.person, effect.kind)
    return DomainView(
        domain=domain,
        by_direction=said,
        kinds=kinds,
        is_argued=len(set(sides.values())) >= LEAST_KINDS,
        is_disputed=bool(said[HELPS] and said[HARMS]),
    )


def objections_to_argue(
    effect: Effect, *, words: str, number: int, is_there: bool, said: Iterable[Effect]
) -> Iterator[Refusal]:
    """Against arguing an effect.

    words     why; number, is_there: of what it speaks, and whether that is there
    said      everything argued about it so far
    """
    if not is_there:
        yield NO_SUBJECT.because(number=number)
    if effect.domain not in DOMAINS:
        yield NO_SUCH_DOMAIN.because(domain=effect.domain)
    if effect.direction not in DIRECTIONS:
        yield NO_SUCH_DIRECTION.because(direction=effect.direction)
    yield from objections_to_kind(effect.kind)
    yield from objections_to_words(words)
    own = [one for one in said if one.withdrawn_on is None and one.person == effect.person]
    for other in own:
        if (other.kind, other.domain) == (effect.kind, effect.domain):
            yield EFFECT_SAID.because(effect=other.id)
    elsewhere = next((other for other in own if other.kind != effect.kind), None)
    if elsewhere is not None:
        yield OTHER_SIDE_TAKEN.because(effect=elsewhere.id)


def objections_to_withdraw(effect: Effect, *, by: int | None) -> Iterator[Refusal]:
    """Against taking back what was argued."""
    if effect.person != by:
        yield NOT_WHO_ARGUED.because()
    elif effect.withdrawn_on is not None:
        yield EFFECT_WITHDRAWN.because(day=effect.withdrawn_on)
