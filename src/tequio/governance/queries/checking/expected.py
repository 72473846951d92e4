"""The mandates that follow from what was decided, and the days on which decisions ended them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tequio.governance.queries.checking.decided import Decided, Decision
from tequio.governance.queries.checking.tables import Tables
from tequio.governance.rules.effects import (
    AllowPayment,
    AmendStatutes,
    EndBudget,
    EndMandate,
    RatifyClaim,
    ShareBudget,
)
from tequio.governance.rules.grants import (
    STANDING,
    TOUCHED_BY,
    grant_of_payment,
    grant_of_project,
    grant_of_ratification,
    granted_again,
    segments,
    standing_grants,
)
from tequio.mandates.rules import Grant, Mandate, decision_hash

End = tuple[date, int, str]
"""From which day, by which resolution, with which digest."""


@dataclass
class Expected:
    """A mandate that a decision gave, with its end if one was decided."""

    grant: Grant
    by: Decision
    end: End | None = None
    proof: str = ""

    def __post_init__(self) -> None:
        self.proof = decision_hash(
            self.grant,
            source=f"resolution:{self.by.resolution}",
            source_hash=self.by.digest,
            decided_on=self.by.on,
        )


@dataclass(frozen=True)
class Ground:
    """What decisions meet besides statutes.

    listed  every mandate as it stands
    units   codes of the organisation's units
    claims  payment without decision → its unit
    """

    known: Decided
    tables: Tables
    listed: list[Mandate]
    units: frozenset[str]
    claims: dict[int, str]


@dataclass
class Following:
    """The mandates that follow, by the resolution that each names."""

    ground: Ground
    from_: dict[int, list[Expected]] = field(default_factory=lambda: defaultdict(list))

    def add(self, grants: Iterable[Grant], by: Decision) -> None:
        """These were granted by a decision."""
        self.from_[by.resolution] += [Expected(grant, by) for grant in grants]

    @property
    def all(self) -> list[Expected]:
        return [one for listed in self.from_.values() for one in listed]


def following(ground: Ground) -> Following:
    """Go through the decisions in their order."""
    story = Following(ground)
    for one in ground.known.known:
        if isinstance(one.effect, EndMandate):
            _revoke(story, one, one.effect.mandate)
        elif _renews(one):
            _renew(story, one)
        else:
            story.add(_grants(ground, one), one)
    return story


def gives_a_mandate(one: Decision) -> bool:
    """Whether the number that came of a decision is that of a mandate."""
    return isinstance(one.effect, AllowPayment | RatifyClaim) or _renews(one)


def _grants(ground: Ground, one: Decision) -> list[Grant]:
    """What a decision gives under the statutes that it met."""
    effect, met = one.effect, ground.known.statutes(one.on, before=one.resolution)
    if isinstance(effect, AllowPayment):
        return [grant_of_payment(effect, met, one.on)]
    if isinstance(effect, RatifyClaim):
        unit = ground.claims.get(effect.claim, ground.known.unit)
        return [grant_of_ratification(effect, unit, met, one.on)]
    if isinstance(effect, ShareBudget) and not _was_taken_back(ground, one, effect):
        rows = ground.tables.projects.get(one.ballot, ())
        won = set(one.certificate["count"]["selected"])
        listed = [(row.id, row.minor) for row in rows if row.code in won]
        ballot = ground.tables.ballots.get(one.ballot)
        closes_on = ballot.closes_on if ballot else None
        return [
            grant_of_project(effect, project, met, on=one.on, closes_on=closes_on)
            for project in listed
        ]
    return []


def _was_taken_back(ground: Ground, one: Decision, effect: ShareBudget) -> bool:
    """Whether the assembly took the budget back before the vote on it was closed."""
    earlier = (other for other in ground.known.known if other.resolution < one.resolution)
    ended = {other.effect.resolution for other in earlier if isinstance(other.effect, EndBudget)}
    return effect.resolution in ended


def _revoke(story: Following, one: Decision, number: int) -> None:
    proofs = {mandate.decision_hash for mandate in story.ground.listed if mandate.id == number}
    for expected in story.all:
        if expected.proof in proofs and expected.end is None:
            expected.end = (one.on, one.resolution, one.digest)


# What the statutes allow without a vote -----------------------------------------------------


def _renews(one: Decision) -> bool:
    """Whether the standing mandates begin with this decision."""
    if one.effect is None:
        return True
    return isinstance(one.effect, AmendStatutes) and bool(set(TOUCHED_BY) & set(one.effect.values))


def _renew(story: Following, one: Decision) -> None:
    """End what was held from the day of the amended statutes on, and grant it anew."""
    since = one.effect.from_day if isinstance(one.effect, AmendStatutes) else one.on
    held = [expected for expected in story.all if _is_held(expected, since)]
    for expected in held:
        expected.end = (one.on, one.resolution, one.digest)
        if again := granted_again(expected.grant, since=since, on=one.on):
            story.add([again], expected.by)
    units = _units(story.ground, one)
    for day, last in segments([expected.grant for expected in held], since):
        met = story.ground.known.statutes(day, before=one.resolution + 1)
        story.add(standing_grants(met, units, last), one)


def _is_held(expected: Expected, since: date) -> bool:
    grant = expected.grant
    is_over = grant.valid_until is not None and grant.valid_until < since
    return grant.title == STANDING and not is_over and expected.end is None


def _units(ground: Ground, one: Decision) -> frozenset[str]:
    """The units of that day.  No line tells when a unit was opened, so those of the rows count if
    the organisation has them all and the unit with which it was founded is among them."""
    source = f"resolution:{one.resolution}"
    here = [m for m in ground.listed if m.source == source and m.title == STANDING]
    said = frozenset(ceiling.unit for mandate in here[:1] for ceiling in mandate.grant.ceilings)
    unit = ground.known.unit
    return said if unit in said and said <= ground.units else frozenset({unit})
