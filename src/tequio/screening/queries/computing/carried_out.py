"""Whether what was decided was done: the decisions beside what was paid under them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from tequio.governance.queries.over_time import Taken
from tequio.ledger.queries.carried_out import PaidUnder, paid_under
from tequio.mandates import queries as mandates
from tequio.mandates.rules import Mandate
from tequio.screening.queries.computing.governed import Governed, governed, resolutions_of
from tequio.screening.queries.computing.shape import Answer, Found, Module, Row
from tequio.screening.rules import grading

YEAR = 12
GRANTS = ("mandate", "projects")
"""Kinds of decisions that grant permissions to pay."""
WITHOUT_EFFECT = ("nothing", "")

Done = Literal["done", "not_done", "open"]


@dataclass(frozen=True)
class Read:
    """Decisions; permissions to pay and what was paid under them.

    granted  resolution of the last 12 months → its mandates
    """

    governed: Governed
    granted: dict[int, list[Mandate]]
    paid: dict[int, list[PaidUnder]]

    @property
    def on(self) -> date:
        return self.governed.on


def read(party: int, on: date) -> Read:
    """What was decided, and at most five queries for what was paid."""
    found = governed(party, on)
    since = found.since(YEAR)
    listed = [one for one in found.told.taken if one.kind in GRANTS and one.on >= since]
    granted: dict[int, list[Mandate]] = defaultdict(list)
    numbers = {f"resolution:{one.resolution}": one.resolution for one in listed}
    for mandate in mandates.mandates_from(party, *numbers) if numbers else ():
        granted[numbers[mandate.source]].append(mandate)
    paid = paid_under(party, [one.id for several in granted.values() for one in several], on)
    return Read(found, granted, paid)


def decisions_executed(read: Read) -> Answer:
    """Part of the decisions of the last 12 months that were carried out.  A share.  A permission to
    pay is carried out when something was paid under it, and not when its time ran out before; one
    that still runs or was taken back is left out, as is a decision without an effect.  Whatever
    else was adopted is done in the same moment, unless it had become impossible.  Source: the
    report of what was decided against what was done; a payment has the grade of its entry."""
    since = read.governed.since(YEAR)
    judged = [
        (one, done)
        for one in read.governed.told.taken
        if one.on >= since
        and one.outcome in ("adopted", "impossible")
        and one.kind not in WITHOUT_EFFECT
        and (done := _done(read, one)) != "open"
    ]
    if not judged:
        return "nothing_happened"
    executed = [one for one, done in judged if done == "done"]
    grades = [read.governed.of_vote(one) for one, _done in judged]
    proofs = [proof for one in executed for proof in _proofs(read, one)]
    grades += [_grade_of(read, proof) for proof in proofs]
    rows = (
        *resolutions_of([one for one, _done in judged]),
        *(Row("entry", proof.entry, proof.on) for proof in proofs),
    )
    share = str(Fraction(len(executed), len(judged)))
    return Found(share, since, read.on, grading.weakest(grades), rows)


def _done(read: Read, one: Taken) -> Done:
    if one.outcome == "impossible":
        return "not_done"
    if one.kind == "budget":
        return _shared(read, one)
    if one.kind not in GRANTS:
        return "done"
    granted = read.granted.get(one.resolution, [])
    if any(read.paid.get(mandate.id) for mandate in granted):
        return "done"
    if granted and all(_ran_out(mandate, read.on) for mandate in granted):
        return "not_done"
    return "open"


def _shared(read: Read, budget: Taken) -> Done:
    """A budget is done when its projects were voted on; it is left out while its days run, or where
    it was taken back."""
    after = {
        one.kind
        for one in read.governed.told.taken
        if one.effect.get("resolution") == budget.resolution and one.outcome == "adopted"
    }
    if after:
        return "done" if "projects" in after else "open"
    return "not_done" if date.fromisoformat(budget.effect["until"]) < read.on else "open"


def _ran_out(mandate: Mandate, on: date) -> bool:
    """Its last day is over, and nobody took it back before."""
    until = mandate.grant.valid_until
    if until is None or until >= on:
        return False
    return mandate.ended_on is None or mandate.ended_on > until


def _proofs(read: Read, one: Taken) -> Iterator[PaidUnder]:
    """For each permission to pay of a decision the entry that proves most that it was used."""
    for mandate in read.granted.get(one.resolution, ()):
        if entries := read.paid.get(mandate.id):
            yield max(entries, key=lambda entry: (_grade_of(read, entry), -entry.entry))


def _grade_of(read: Read, entry: PaidUnder) -> int:
    if entry.is_matched:
        return grading.FROM_OUTSIDE
    return read.governed.sheets.journals.get(entry.journal, grading.TYPED_ALONE)


FUNCTIONS: dict[str, Callable[[Read], Answer]] = {
    "practice.decisions_executed": decisions_executed,
}
MODULE = Module("carried_out", "meetings", read, FUNCTIONS, also=("money",))
