"""Divisions held against the chronicle, computed again, and held against the books."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from tequio.chronicle.queries import facts_of
from tequio.chronicle.rules.comparing import compared
from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _
from tequio.ledger.queries import entries_for
from tequio.shares import rules
from tequio.shares.models import DividedRow, DivisionPartRow, DivisionRow, DivisionStepRow
from tequio.shares.queries.dividing import DIVIDE, Division, divisions, flows

ROOM = "shares"
COMPUTED_OTHERWISE = _("Division {division} gives other sums when it is computed again.")
POSTED_OTHERWISE = _("Division {division} stands otherwise in the books than it was decided.")
COLUMNS = "book unit result losses rate in_cash dividend refund rest rest_to".split()
OF_A_PART = "person_id share_days use dividend refund cash".split()
DONE = "mandate unit minor divided_on journal".split()
Facts = dict[int, dict[str, Any]]


def check_divisions(organisation: int) -> Iterator[Finding]:
    """Every division agrees with its lines, with its own arithmetic and with the books.

    What its line tells otherwise is found as that, and is neither computed nor looked for in the
    books: a step or a unit that does not exist would end the check.
    """
    rows = list(DivisionRow.objects.filter(organisation_id=organisation).order_by("id"))
    told, here = _told_of_proposals(organisation), _here(organisation, rows)
    yield from compared(ROOM, "division", told=told, here=here)
    done = list(DividedRow.objects.filter(organisation_id=organisation))
    yield from compared(
        ROOM,
        "surplus divided",
        told={
            facts["division"]: {field: facts[field] for field in DONE}
            for facts in facts_of(organisation, DIVIDE)
        },
        here=_done(rows, done),
    )
    agreeing = {number for number, facts in here.items() if told.get(number) == facts}
    listed = sorted(divisions(organisation, only=agreeing), key=lambda one: one.id)
    for one in listed:
        if not computes_again(one):
            yield Finding.of(ROOM, "computed_otherwise", COMPUTED_OTHERWISE, division=one.id)
    unread = {row.journal_id for row in done if row.division_id in here.keys() - agreeing}
    yield from _check_entries(organisation, listed, unread)


def _told_of_proposals(organisation: int) -> Facts:
    return {
        facts["division"]: {
            **{name: facts[name] for name in (*COLUMNS, "since", "until", "proposal")},
            "set_aside": [(place, *one) for place, one in enumerate(facts["set_aside"], 1)],
            "parts": sorted(tuple(one) for one in facts["parts"]),
        }
        for facts in facts_of(organisation, "shares.propose_division")
    }


def _here(organisation: int, rows: Iterable[DivisionRow]) -> Facts:
    """The same out of the columns as they stand, whatever is in them.  Two queries."""
    steps: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    parts: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    columns = ("division_id", "number", "label", "part", "minor")
    own = {"organisation_id": organisation}
    for number, *one in DivisionStepRow.objects.filter(**own).values_list(*columns):
        steps[number].append(tuple(one))
    for number, *one in DivisionPartRow.objects.filter(**own).values_list(
        "division_id", *OF_A_PART
    ):
        parts[number].append(tuple(one))
    return {
        row.id: {
            **{name: getattr(row, name) for name in COLUMNS},
            "since": row.since.isoformat(),
            "until": row.until.isoformat(),
            "proposal": row.proposal_id,
            "set_aside": sorted(steps[row.id]),
            "parts": sorted(parts[row.id]),
        }
        for row in rows
    }


def _done(rows: Iterable[DivisionRow], done: Iterable[DividedRow]) -> Facts:
    divided = {row.id: (row.unit, row.result - row.losses) for row in rows}
    found: Facts = {}
    for row in done:
        unit, minor = divided.get(row.division_id, ("", 0))
        found[row.division_id] = {
            "mandate": row.mandate_id,
            "unit": unit,
            "minor": minor,
            "divided_on": row.divided_on.isoformat(),
            "journal": row.journal_id,
        }
    return found


def computes_again(one: Division) -> bool:
    """Whether result, losses, share-days and uses give the same division to the last minor unit."""
    years = rules.Years(one.since, one.until, one.result, -one.losses, one.unit)
    steps = [rules.Step(label, part) for label, part, _minor in one.steps]
    held = [rules.Holding(part.person, part.share_days, part.use) for part in one.parts]
    again = rules.plan(years, steps, held, rules.Proposed(one.rate, one.refund, one.in_cash))
    taken = tuple((step.label, step.part, minor) for step, minor in again.steps)
    return (taken, again.parts, again.rest) == (one.steps, one.parts, one.rest)


def _check_entries(
    organisation: int, listed: list[Division], unread: set[int]
) -> Iterator[Finding]:
    """What was divided stands in its journal, each sum where it goes; nothing else does.

    unread  journals of divisions of which nobody can say what they decided
    """
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for entry in entries_for(organisation, [DIVIDE]).values():
        found[entry.journal].append((entry.subject, entry.credit, entry.minor))
    known = {
        one.journal: (one.id, sorted((str(one.id), *flow) for flow in flows(one)))
        for one in listed
        if one.journal is not None
    }
    for journal in sorted((known.keys() | found.keys()) - unread):
        number, meant = known.get(journal, (0, []))
        if sorted(found.get(journal, [])) != meant:
            division = number or found[journal][0][0]
            yield Finding.of(ROOM, "posted_otherwise", POSTED_OTHERWISE, division=division)
