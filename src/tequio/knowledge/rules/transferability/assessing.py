"""Would a practice stand in this place?  What must change, and which question would decide.  Pure.

The same design and profile always give the same assessment, byte for byte.  No percentage, no
ranking of places: transferability cannot be measured beforehand, only anticipated (PIET-T).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tequio.kernel import Truth
from tequio.knowledge.rules.designs import Comparison, Component, Design, Precondition, Variant
from tequio.knowledge.rules.profiles import Known, Profile
from tequio.knowledge.rules.transferability.alternatives import Alternative, alternatives
from tequio.knowledge.rules.transferability.judging import Status, Verdict, status_of, verdict_of
from tequio.knowledge.rules.transferability.weighing import (
    ENGINE,
    Weigh,
    Why,
    all_met,
    base_and_any,
    meets,
    precondition_truth,
    truth_of,
    weighed,
)
from tequio.knowledge.rules.variables import Variable


@dataclass(frozen=True)
class Compared:
    """A comparison beside what is known.  why: why it is unknown, or left out."""

    comparison: Comparison
    truth: Truth
    why: Why
    known: Known | None


@dataclass(frozen=True)
class ConditionFound:
    """What a precondition comes to: its own comparison first, then its substitutes."""

    precondition: Precondition
    truth: Truth
    parts: tuple[Compared, ...]

    @property
    def why(self) -> Why:
        """Why its own comparison is unknown, or left out."""
        return self.parts[0].why

    @property
    def known(self) -> Known | None:
        """What is known of its own variable."""
        return self.parts[0].known


@dataclass(frozen=True)
class VariantFound:
    """What another form comes to."""

    variant: Variant
    truth: Truth
    conditions: tuple[ConditionFound, ...]


@dataclass(frozen=True)
class ComponentFound:
    """What is to be done with a component.  variant: the first form that holds, if adapted."""

    component: Component
    status: Status
    variant: str
    base: Truth
    conditions: tuple[ConditionFound, ...]
    variants: tuple[VariantFound, ...]

    @property
    def id(self) -> str:
        """Of the component."""
        return self.component.id

    @property
    def is_core(self) -> bool:
        """Whether nothing is left of the practice without it."""
        return self.component.is_core


@dataclass(frozen=True)
class Leads:
    """An answer, and the verdict to which it alone leads."""

    answer: Alternative
    verdict: Verdict


@dataclass(frozen=True)
class Question:
    """A variable of which something is unknown, and what each answer leads to."""

    variable: Variable
    why: Why
    leads: tuple[Leads, ...]
    changes: tuple[Leads, ...]

    @property
    def code(self) -> str:
        """Of the variable."""
        return self.variable.code

    @property
    def is_decisive(self) -> bool:
        """Whether some answer to it alone changes the verdict."""
        return bool(self.changes)


@dataclass(frozen=True)
class Assessment:
    """What a design would need in a place.

    decisive  questions of which an answer alone changes the verdict: to be asked first
    others    what else is unknown
    engine    by which it was made
    """

    design: Design
    profile: Profile
    verdict: Verdict
    components: tuple[ComponentFound, ...]
    decisive: tuple[Question, ...]
    others: tuple[Question, ...]
    engine: int = ENGINE


def assess(design: Design, profile: Profile, *, engine: int = ENGINE) -> Assessment:
    """Hold a design beside what is known of a place, in the manner of an engine."""
    found = {one: _compared(one, profile) for one in design.comparisons()}
    weigh = Weigh(lambda one: found[one].truth, engine)
    components = tuple(_component(one, found, weigh) for one in design.components)
    verdict = verdict_of((one.is_core, one.status) for one in components)
    questions = tuple(_questions(design, found, verdict, engine))
    return Assessment(
        design=design,
        profile=profile,
        verdict=verdict,
        components=components,
        decisive=tuple(one for one in questions if one.is_decisive),
        others=tuple(one for one in questions if not one.is_decisive),
        engine=engine,
    )


def verdict_with(design: Design, weigh: Weigh) -> Verdict:
    """The verdict, given what each comparison comes to."""
    return verdict_of(
        (one.is_core, status_of(*base_and_any(one, weigh), is_core=one.is_core))
        for one in design.components
    )


Found = Mapping[Comparison, Compared]


def _compared(comparison: Comparison, profile: Profile) -> Compared:
    known = profile.get(comparison.variable.code)
    truth, why = weighed(comparison, known)
    return Compared(comparison, truth, why, known)


def _component(component: Component, found: Found, weigh: Weigh) -> ComponentFound:
    base, any_form = base_and_any(component, weigh)
    variants = tuple(
        VariantFound(
            one,
            all_met(one.preconditions, weigh),
            tuple(_condition(each, found, weigh) for each in one.preconditions),
        )
        for one in component.variants
    )
    status = status_of(base, any_form, is_core=component.is_core)
    holding = (one.variant.id for one in variants if one.truth is Truth.HOLDS)
    return ComponentFound(
        component=component,
        status=status,
        variant=next(holding) if status == "adapt" else "",
        base=base,
        conditions=tuple(_condition(one, found, weigh) for one in component.preconditions),
        variants=variants,
    )


def _condition(precondition: Precondition, found: Found, weigh: Weigh) -> ConditionFound:
    truth = precondition_truth(precondition, weigh)
    return ConditionFound(precondition, truth, tuple(found[one] for one in precondition.every))


def _questions(design: Design, found: Found, verdict: Verdict, engine: int) -> Iterator[Question]:
    """Each unknown variable, in the order of the codes."""
    counted = counted_comparisons(design)
    for code, variable in design.variables.items():
        open_ones = [
            one
            for one in found.values()
            if one.comparison.variable.code == code and one.truth is Truth.UNKNOWN
        ]
        if not open_ones:
            continue
        asked = [one.comparison for one in open_ones if one.comparison in counted]
        leads = tuple(
            Leads(answer, verdict_with(design, Weigh(_answered(found, variable, answer), engine)))
            for answer in (alternatives(variable, asked) if asked else ())
        )
        changes = tuple(one for one in leads if one.verdict != verdict)
        yield Question(variable, open_ones[0].why, leads, changes)


def counted_comparisons(design: Design) -> frozenset[Comparison]:
    """The comparisons on which the verdict rests: those of required conditions."""
    return frozenset(
        comparison
        for component in design.components
        for precondition in component.every()
        if precondition.is_required
        for comparison in precondition.every
    )


def _answered(
    found: Found, variable: Variable, answer: Alternative
) -> Callable[[Comparison], Truth]:
    """What comparisons come to if a question were answered so, and nothing else were learned."""

    def weigh(comparison: Comparison) -> Truth:
        known = found[comparison].truth
        if known is not Truth.UNKNOWN or comparison.variable.code != variable.code:
            return known
        if comparison.unit != answer.unit:
            return known
        return truth_of(meets(comparison, answer.value))

    return weigh
