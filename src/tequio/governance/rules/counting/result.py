"""The outcome of a count: what was chosen, every step with its numbers, every tie and its end."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tequio.governance.rules.counting.ballots import BudgetVote, Project
from tequio.kernel import Amount, Unit
from tequio.kernel import gettext_noop as _

BY_SUPPORTERS = _("more supporters")
BY_COST = _("lower cost")
BY_LIST = _("order of the list")
BY_LOT = _("lot")

Figure = int | str | Fraction | Amount


@dataclass(frozen=True)
class Stage:
    """One step of the count: a sentence with named fields, and the exact numbers in them.

    Amounts are minor units; fractions are exact shares of minor units.
    """

    kind: str
    sentence: str
    fields: tuple[tuple[str, Figure], ...] = ()

    def __str__(self) -> str:
        return self.sentence.format_map(dict(self.fields))

    def as_plain(self) -> dict[str, Any]:
        """The same for JSON: integers, fractions as strings such as `1070000/2553`, no floats."""
        exact = {name: _plain(value) for name, value in self.fields}
        return {"kind": self.kind, "sentence": str(self), **exact}


@dataclass(frozen=True)
class StageKind:
    """A kind of step: written once, as a constant beside the rule that takes it."""

    kind: str
    sentence: str

    def with_(self, **fields: Figure) -> Stage:
        """The step with its fields filled in."""
        return Stage(self.kind, self.sentence, tuple(fields.items()))


WITHDRAWN = StageKind("withdrawn", _("{label} was withdrawn after the vote began: it is left out."))


@dataclass(frozen=True)
class Tie:
    """Projects that stood equal, in the order in which they were then taken.

    stage  place in the list of stages, counted from zero, of the step before which they stood equal
    by     what decided in the end: one of the four constants above
    """

    stage: int
    projects: tuple[str, ...]
    by: str

    def as_plain(self) -> dict[str, Any]:
        """The same for JSON."""
        return {"stage": self.stage, "projects": list(self.projects), "by": self.by}


@dataclass(frozen=True)
class BudgetCount:
    """What a method made of a vote.

    selected  project ids in the order in which they were chosen
    spent     sum of their costs, in minor units; never more than `budget`
    """

    method: str
    selected: tuple[str, ...]
    stages: tuple[Stage, ...]
    ties: tuple[Tie, ...]
    tie_rule: str
    budget: int
    spent: int
    voters: int
    exponent: int
    currency: str

    def as_plain(self) -> dict[str, Any]:
        """The count as plain data for JSON and certificates: no floats, amounts in minor units."""
        return {
            "method": self.method,
            "selected": list(self.selected),
            "budget": self.budget,
            "spent": self.spent,
            "left": self.budget - self.spent,
            "currency": self.currency,
            "exponent": self.exponent,
            "voters": self.voters,
            "tie_rule": self.tie_rule,
            "ties": [tie.as_plain() for tie in self.ties],
            "stages": [stage.as_plain() for stage in self.stages],
        }


def money(vote: BudgetVote, minor: int) -> Amount:
    """An amount in the unit of the vote."""
    return Amount(minor, Unit(vote.currency or "units", vote.exponent))


def named(project: Project) -> dict[str, str]:
    """The fields that say which project: its id, and a label with its name for the sentence."""
    label = f"{project.id} ({project.name})" if project.name else project.id
    return {"project": project.id, "label": label}


def about(vote: BudgetVote, share: Fraction) -> str:
    """A share of minor units as a decimal that people can read, rounded half to even.

    Reading matter only: the exact fraction stands beside it, and no rule looks at this.
    """
    digits = max(2, vote.exponent)
    whole = round(share * 10 ** (digits - vote.exponent))
    return f"{whole // 10**digits}.{whole % 10**digits:0{digits}d} {vote.currency or 'units'}"


def tie_rule(vote: BudgetVote) -> str:
    """The order in which ties are decided, in words."""
    return f"more supporters, then lower cost, then {last_resort(vote)}"


def last_resort(vote: BudgetVote) -> str:
    """What decides when supporters and cost are equal too."""
    return BY_LOT if vote.lot else BY_LIST


def _plain(value: Figure) -> int | str:
    if isinstance(value, Amount):
        return value.minor
    if isinstance(value, Fraction):
        return str(value)
    return value
