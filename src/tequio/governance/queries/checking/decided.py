"""What was decided, as far as lines and digests prove it: the source of mandates and statutes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from tequio.governance.queries.checking.tables import Tables, seal
from tequio.governance.rules.effects import (
    AmendStatutes,
    Effect,
    ShareBudget,
    on_the_day,
    read_effect,
    read_projects,
)
from tequio.governance.rules.retold import Facts, Story
from tequio.statutes import queries as statutes
from tequio.statutes.rules import Adopted, Statutes, in_force, read_value


@dataclass(frozen=True)
class Decision:
    """An adopted resolution; `effect` is None for a founding, whose certificate says it all."""

    resolution: int
    digest: str
    on: date
    effect: Effect | ShareBudget | None
    certificate: dict[str, Any]
    ballot: int

    @property
    def values(self) -> tuple[dict[str, Any], date]:
        """The provisions that it gave, and from which day."""
        if self.effect is None:
            return dict(self.certificate.get("statutes") or {}), self.on
        if isinstance(self.effect, AmendStatutes):
            return self.effect.values, self.effect.from_day
        return {}, self.on


@dataclass
class Decided:
    """All that was adopted.

    told        number → digest of every resolution that the chronicle calls adopted
    known       those whose content is proven, in order of number
    provisions  the rows of the statutes
    """

    told: dict[int, str]
    known: list[Decision]
    provisions: list[statutes.Provided]
    adopted: list[Adopted] = field(default_factory=list)
    cache: dict[tuple[int, date], Statutes] = field(default_factory=dict)

    @cached_property
    def is_known(self) -> frozenset[int]:
        return frozenset(one.resolution for one in self.known)

    @cached_property
    def is_whole(self) -> bool:
        """Whether the content of every decision is proven."""
        return self.told.keys() == self.is_known

    @cached_property
    def unit(self) -> str:
        """The unit with which the organisation was founded."""
        founded = next((one.certificate for one in self.known if one.effect is None), {})
        return str(founded.get("unit", ""))

    def statutes(self, day: date, *, before: int) -> Statutes:
        """The statutes of a day as they were when the resolution of this number was written."""
        until = bisect_left(self.adopted, before, key=lambda one: one.source)
        if (until, day) not in self.cache:
            self.cache[until, day] = in_force(self.adopted[:until], day)
        return self.cache[until, day]


def decided(organisation: int, story: Story, tables: Tables) -> Decided:
    """One query, for the statutes."""
    told = {
        number: row
        for number, row in sorted(story.rows["resolution"].items())
        if row.get("outcome") == "adopted"
    }
    known = [one for number, row in told.items() if (one := _decision(number, row, story, tables))]
    digests = {number: str(row.get("certificate")) for number, row in told.items()}
    found = Decided(digests, known, statutes.provisions(organisation))
    found.adopted = sorted(_adopted(found), key=lambda one: one.source)
    return found


def _decision(number: int, told: Facts, story: Story, tables: Tables) -> Decision | None:
    """What the line's digests prove; None where rows were changed, which is said elsewhere."""
    certificate = tables.certificate(number) or {}
    is_proven = seal(certificate) == told.get("certificate")
    proposal = int(told.get("proposal") or 0)
    try:
        on = date.fromisoformat(str(told.get("resolved_on")))
        effect = _effect(proposal, on, story, tables) if proposal else None
    except ValueError:
        return None
    proof, ballot = str(told.get("certificate")), int(told.get("ballot") or 0)
    if not is_proven and (effect is None or isinstance(effect, ShareBudget)):
        return None
    if isinstance(effect, ShareBudget):
        listed = story.rows["projects"].get(ballot, {}).get("listed")
        if tables.listed(ballot) != listed:
            return None
    return Decision(number, proof, on, effect, certificate, ballot)


def _effect(proposal: int, on: date, story: Story, tables: Tables) -> Effect | ShareBudget:
    row, told = tables.proposals.get(proposal), story.rows["proposal"].get(proposal, {})
    if row is None or seal(row.effect) != told.get("effect"):
        raise ValueError("what it would allow is not what was proposed")
    if row.effect.get("kind") == "projects":
        return read_projects(row.effect)
    return on_the_day(read_effect(row.effect), on)


def _adopted(found: Decided) -> Iterator[Adopted]:
    """From proven decisions; what an unproven one gave is taken as the rows say it."""
    for one in found.known:
        values, since = one.values
        for code, value in values.items():
            if is_readable(code, value):
                typed = read_value(code, value)
                yield Adopted(code, typed, since, one.resolution, one.digest, one.resolution)
    unproven = found.told.keys() - found.is_known
    for row in found.provisions:
        if row.source in unproven and is_readable(row.code, row.plain):
            value = read_value(row.code, row.plain)
            yield Adopted(row.code, value, row.since, row.source, row.source_hash, row.source)


def is_readable(code: str, value: Any) -> bool:
    """Whether the catalogue knows the provision and can read the value."""
    try:
        read_value(code, value)
    except (KeyError, ValueError):
        return False
    return True
