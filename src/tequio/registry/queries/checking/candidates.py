"""Pairs that were found to be looked at: as they were found, and answered as persons answered."""

from __future__ import annotations

from collections.abc import Iterator

from tequio.chronicle.rules.comparing import not_told, told_otherwise
from tequio.kernel import Finding
from tequio.registry.models import CandidateRow, ListedRow
from tequio.registry.queries.checking.lines import ROOM, Lines, told_in
from tequio.registry.queries.checking.merges import standing_after
from tequio.registry.rules.seeking import Pair, pair_of, root_of

THING = "candidate"


def check_candidates(organisation: int, lines: Lines) -> Iterator[Finding]:
    """What was found is there unchanged, and each answer is one that somebody gave."""
    rows = list(CandidateRow.objects.filter(organisation_id=organisation).order_by("id"))
    yield from _check_found(rows, lines)
    answers = _answers(lines)
    listed = ListedRow.objects.filter(organisation_id=organisation)
    gone = listed.exclude(merged_into_id=None, is_withdrawn=False)
    away = dict(gone.values_list("id", "merged_into_id"))
    for row in rows:
        pair = (row.first_id, row.second_id)
        merged = {one for one in pair if away.get(one) is not None}
        given = answers.get(pair, set()) | ({"gone"} if not away.keys().isdisjoint(pair) else set())
        if row.state not in given and (row.state != "open" or merged or "not_same" in given):
            yield told_otherwise(ROOM, THING, row.id)


def _check_found(rows: list[CandidateRow], lines: Lines) -> Iterator[Finding]:
    by_number = {row.id: row for row in rows}
    for line in lines:
        found = line.facts.get("found")
        if not isinstance(found, dict) or not found["candidates"]:
            continue
        numbers = range(found["first"], found["first"] + found["candidates"])
        here = [by_number.pop(number) for number in numbers if number in by_number]
        proof = root_of(
            (row.id, row.first_id, row.second_id, row.score, row.reading, row.features)
            for row in here
        )
        if proof != found["root"]:
            yield told_otherwise(ROOM, THING, found["first"])
    for number in sorted(by_number):
        yield not_told(ROOM, THING, number)


def _answers(lines: Lines) -> dict[Pair, set[str]]:
    """By pair every answer that somebody gave and nobody took back."""
    found: dict[Pair, set[str]] = {}
    for merge in standing_after(lines).merges.values():
        if merge.get("undone_at") is None:
            found.setdefault(pair_of(merge["kept"], merge["gone"]), set()).add("same")
    for line, facts in told_in(lines, "declare_not_same", "declare_successor", "declare_branch"):
        if line.kind == "registry.declare_not_same":
            found.setdefault((facts["first"], facts["second"]), set()).add("not_same")
        else:
            state = line.kind.removeprefix("registry.declare_")
            pair = pair_of(facts["listed"], facts["other"])
            found.setdefault(pair, set()).add(state)
    return found
