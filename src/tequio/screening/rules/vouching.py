"""What one organisation may say when it vouches for another, and how near to it it may be.  Pure.

Vouching speaks for somebody.  Who doubts opens a case (`screening.challenge`), where there is an
answer to what is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.screening.rules.catalogue import FACTS, Fact
from tequio.screening.rules.showing import COUNTED_HERE, Shown

AGAINST_IT = frozenset(
    {
        "practice.supplies_labour",
        "practice.veto_used",
        "practice.surplus_divided",
        "practice.insider_payments",
        "practice.reserve_drawn",
        "practice.assets_below_value",
        "practice.bought_back_above_paid",
        "practice.demutualised",
    }
)
"""What speaks against an organisation where it is true."""
MORE_IS_WORSE = frozenset({"practice.months_since_assembly"})
"""Counts with which nobody vouches."""

ACCUSES = RefusalKind(
    "vouching_accuses",
    _("{title}: whoever vouches says yes, no or a number that speaks for the organisation."),
    _("If you doubt it, open a challenge in the register, with evidence."),
    about="input",
)
TOO_CLOSE = RefusalKind(
    "too_close_to_vouch",
    _("You belong to that organisation, or somebody holds an office in it and in yours."),
    _("Ask a group to vouch for it that shares nobody with it."),
    about="who",
)


def objections_to_vouched(facts: Iterable[Shown]) -> Iterator[Refusal]:
    """Against what does not speak for it; what nobody can vouch for is told elsewhere."""
    for one in facts:
        fact = FACTS.get(one.fact)
        if fact is None or fact.aspect == "rules" or fact.code in COUNTED_HERE:
            continue
        if not _speaks_for(fact, one.value):
            yield ACCUSES.because(title=fact.title)


def _speaks_for(fact: Fact, value: object) -> bool:
    if fact.kind == "yes_no":
        return value is not (fact.code in AGAINST_IT)
    if fact.kind != "count" or fact.code in MORE_IS_WORSE:
        return False
    return not isinstance(value, int) or value >= 1


def objections_to_closeness(
    *, belongs: bool, ours: Collection[int], theirs: Collection[int]
) -> Iterator[Refusal]:
    """Against vouching for whom one is too close.

    belongs       whoever acts is a member of it or holds an office in it
    ours, theirs  persons who hold an office in either
    """
    if belongs or not set(ours).isdisjoint(theirs):
        yield TOO_CLOSE.because()
