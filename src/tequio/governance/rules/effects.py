"""What a proposal would allow: exactly one effect, typed, so that everybody sees it beforehand.

The effect is carried out in the same transaction in which the resolution is adopted.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from pydantic import TypeAdapter

from tequio.chronicle.rules.inputs import (
    Code,
    Id,
    Minor,
    Purpose,
    Reference,
    Small,
    Subject,
    UnitCode,
    Words,
)
from tequio.governance.rules.founding import short_name
from tequio.kernel import digest


@dataclass(frozen=True)
class Nothing:
    """A resolution that moves neither money nor rules."""

    kind: Literal["nothing"] = "nothing"


@dataclass(frozen=True)
class AllowPayment:
    """A mandate: these offices may pay up to this sum for this purpose, until that day.

    minor    ceiling in minor units of `unit`
    since    first day on which it may be paid; not before the day of the decision
    period   "" for once, or "month", "quarter", "year" when the ceiling renews itself
    """

    kind: Literal["mandate"]
    purpose: Purpose
    minor: Minor
    unit: UnitCode
    offices: tuple[Reference, ...]
    subject: Subject = ""
    keys: Small = 1
    since: date | None = None
    until: date | None = None
    period: Literal["", "month", "quarter", "year"] = ""


@dataclass(frozen=True)
class RatifyClaim:
    """Accept afterwards, in whole or in part, what was paid without a decision."""

    kind: Literal["ratification"]
    claim: Id
    minor: Minor
    purpose: Purpose = "ledger.pay"


@dataclass(frozen=True)
class AmendStatutes:
    """Change provisions from a day on; a reason for each value that an unverified law warns of."""

    kind: Literal["amendment"]
    values: dict[Reference, Any]
    from_day: date
    reasons: dict[Reference, Words] = field(default_factory=dict)


@dataclass(frozen=True)
class AllowBudget:
    """Let a sum be shared once, by a vote on projects that `governance.open_budget` opens.

    minor   the sum in minor units of `unit`; no project may cost more
    method  id of the counting method, such as `budget.equal-shares.cost.add1@1`
    until   last day on which the winners may be paid; the vote ends before it
    """

    kind: Literal["budget"]
    minor: Minor
    unit: UnitCode
    method: Reference
    until: date


@dataclass(frozen=True)
class Admit:
    """Let a person in, who was written down before (`membership.register_person`)."""

    kind: Literal["admission"]
    person: Id
    member_class: Code = "member"


@dataclass(frozen=True)
class AdmitOrganisation:
    """Let an organisation of this node in as a member (federation)."""

    kind: Literal["admission_of_organisation"]
    organisation: Id


@dataclass(frozen=True)
class Exclude:
    """End a membership."""

    kind: Literal["exclusion"]
    person: Id


@dataclass(frozen=True)
class ExcludeOrganisation:
    """End the membership of an organisation."""

    kind: Literal["exclusion_of_organisation"]
    organisation: Id


@dataclass(frozen=True)
class GiveOffice:
    """Elect a person to an office; whoever is named in `replaces` leaves it the same day."""

    kind: Literal["office"]
    office: Reference
    person: Id
    replaces: Id | None = None
    until: date | None = None


@dataclass(frozen=True)
class EndMandate:
    """Revoke a mandate that an earlier decision gave; what the statutes allow is amended."""

    kind: Literal["revocation"]
    mandate: Id


@dataclass(frozen=True)
class EndBudget:
    """Take back a budget that an earlier decision gave, as long as it is not shared."""

    kind: Literal["budget_revocation"]
    resolution: Id


Effect = (
    Nothing
    | AllowPayment
    | RatifyClaim
    | AmendStatutes
    | AllowBudget
    | Admit
    | AdmitOrganisation
    | Exclude
    | ExcludeOrganisation
    | GiveOffice
    | EndMandate
    | EndBudget
)


@dataclass(frozen=True)
class ShareBudget:
    """What the vote on projects allows: one mandate for each winning project, up to its cost,
    for the offices and keys of the statutes in force when it is closed.

    It is proposed by `governance.open_budget` or `governance.import_budget` only, with its
    projects.

    resolution  by which the assembly decided on the budget; None: it was voted elsewhere
    ballots     approval, choose-1, cumulative, ordinal or scoring
    threshold   least score with which a project stays in the count
    places      ordinal ballots: how many places a full ballot has
    """

    kind: Literal["projects"]
    method: str
    minor: int
    unit: str
    until: date | None = None
    resolution: int | None = None
    ballots: Literal["approval", "choose-1", "cumulative", "ordinal", "scoring"] = "approval"
    threshold: int = 0
    places: int = 0


READER: TypeAdapter[Effect] = TypeAdapter(Effect)
PROJECTS_READER: TypeAdapter[ShareBudget] = TypeAdapter(ShareBudget)


def read_effect(plain: Any) -> Effect:
    """An effect as it was stored with its proposal."""
    return READER.validate_python(plain)


def read_projects(plain: Any) -> ShareBudget:
    """What the vote on projects would allow, as it was stored with its proposal."""
    return PROJECTS_READER.validate_python(plain)


def on_the_day(effect: Effect, day: date) -> Effect:
    """The effect as it is decided on a day: neither statutes nor the permission to pay hold from
    before their decision."""
    if isinstance(effect, AmendStatutes) and effect.from_day < day:
        return replace(effect, from_day=day)
    if isinstance(effect, AllowPayment) and effect.since is not None and effect.since < day:
        return replace(effect, since=day)
    return effect


DECISION_TYPE = {
    "nothing": "ordinary",
    "mandate": "money",
    "ratification": "money",
    "amendment": "amendment",
    "admission": "admission",
    "admission_of_organisation": "admission",
    "exclusion": "expulsion",
    "exclusion_of_organisation": "expulsion",
    "office": "office",
    "revocation": "money",
    "budget_revocation": "money",
    "budget": "money",
    "projects": "budget",
}
"""Under which rule of the statutes an effect is decided."""


def subject_from(title: str) -> str:
    """What a payment must name to be covered by a decision with this title: its words in Latin
    letters, else a short digest of them; at most 60 characters."""
    plain = short_name(title)[:60].strip("-")
    return plain or "d-" + digest(title)[:12]
