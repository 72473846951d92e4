"""Divisions held against the chronicle, computed again, and held against the books."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from tequio.chronicle.queries import facts_of
from tequio.chronicle.rules.comparing import compared
from tequio.kernel import Finding, plain
from tequio.kernel import gettext_noop as _
from tequio.ledger.queries import entries_for
from tequio.shares import rules
from tequio.shares.models import DividedRow
from tequio.shares.queries.dividing import DIVIDE, Division, divisions, flows

ROOM = "shares"
COMPUTED_OTHERWISE = _("Division {division} gives other sums when it is computed again.")
POSTED_OTHERWISE = _("Division {division} stands otherwise in the books than it was decided.")
TOLD = (
    "book unit since until result losses set_aside rate in_cash dividend refund rest rest_to"
    " parts proposal"
).split()
DONE = "mandate unit minor divided_on journal".split()


def check_divisions(organisation: int) -> Iterator[Finding]:
    """Every division agrees with its lines, with its own arithmetic and with the books."""
    listed = sorted(divisions(organisation), key=lambda one: one.id)
    yield from compared(
        ROOM,
        "division",
        told=_told(organisation, "shares.propose_division", TOLD),
        here={one.id: plain(_proposed(one)) for one in listed},
    )
    rows = DividedRow.objects.filter(organisation_id=organisation)
    minor = {one.id: (one.unit.code, one.surplus) for one in listed}
    yield from compared(
        ROOM,
        "surplus divided",
        told=_told(organisation, DIVIDE, DONE),
        here={row.division_id: _done(row, *minor.get(row.division_id, ("", 0))) for row in rows},
    )
    for one in listed:
        if not computes_again(one):
            yield Finding.of(ROOM, "computed_otherwise", COMPUTED_OTHERWISE, division=one.id)
    yield from _check_entries(organisation, listed)


def _told(organisation: int, act: str, fields: list[str]) -> dict[int, dict[str, Any]]:
    return {
        facts["division"]: {field: facts[field] for field in fields}
        for facts in facts_of(organisation, act)
    }


def _proposed(one: Division) -> dict[str, Any]:
    return {
        "book": one.book,
        "unit": one.unit.code,
        "since": one.since,
        "until": one.until,
        "result": one.result,
        "losses": one.losses,
        "set_aside": one.steps,
        "rate": one.rate,
        "in_cash": one.in_cash,
        "dividend": one.dividend,
        "refund": one.refund,
        "rest": one.rest,
        "rest_to": one.rest_to,
        "parts": [(p.person, p.share_days, p.use, p.dividend, p.refund, p.cash) for p in one.parts],
        "proposal": one.proposal,
    }


def _done(row: DividedRow, unit: str, minor: int) -> dict[str, Any]:
    return {
        "mandate": row.mandate_id,
        "unit": unit,
        "minor": minor,
        "divided_on": row.divided_on.isoformat(),
        "journal": row.journal_id,
    }


def computes_again(one: Division) -> bool:
    """Whether result, losses, share-days and uses give the same division to the last minor unit."""
    years = rules.Years(one.since, one.until, one.result, -one.losses, one.unit)
    steps = [rules.Step(label, part) for label, part, _minor in one.steps]
    held = [rules.Holding(part.person, part.share_days, part.use) for part in one.parts]
    again = rules.plan(years, steps, held, rules.Proposed(one.rate, one.refund, one.in_cash))
    taken = tuple((step.label, step.part, minor) for step, minor in again.steps)
    return (taken, again.parts, again.rest) == (one.steps, one.parts, one.rest)


def _check_entries(organisation: int, listed: list[Division]) -> Iterator[Finding]:
    """What was divided stands in its journal, each sum where it goes; nothing else does."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for entry in entries_for(organisation, [DIVIDE]).values():
        found[entry.journal].append((entry.subject, entry.credit, entry.minor))
    known = {
        one.journal: (one.id, sorted((str(one.id), *flow) for flow in flows(one)))
        for one in listed
        if one.journal is not None
    }
    for journal in sorted(known.keys() | found.keys()):
        number, meant = known.get(journal, (0, []))
        if sorted(found.get(journal, [])) != meant:
            division = number or int(found[journal][0][0])
            yield Finding.of(ROOM, "posted_otherwise", POSTED_OTHERWISE, division=division)
