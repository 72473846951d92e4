"""Looking for organisations that may be one, to be brought before a person; nothing is decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from tequio.chronicle.rules.inputs import Id, Whole
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.queries.keeping import objections_to_keep
from tequio.registry.queries.neighbours import beside, known_pairs, listed_after, sides_of
from tequio.registry.rules.keeping import KEEPERS
from tequio.registry.rules.seeking import Side, plain_features, proposed, root_of
from tequio.registry.rules.told import Found, MatchesSought
from tequio.registry.service.bulk import insert, written

AT_ONCE = 200
REMEMBERED = 20_000
CANDIDATE = "organisation_id id first_id second_id score features reading state found_at".split()


@act("registry.find_matches", may=KEEPERS, refusals=[OFFICE_NOT_HELD])
def find_matches(
    act: Act, /, *, after: Id = 0, most: Annotated[int, Whole(1, 20_000)] = 2000
) -> MatchesSought:
    """Compare some listed organisations with all the others; what may be one waits on the desk.

    after  behind which number to begin; the answer's `until` is where to go on, 0 at the end
    most   how many to look at
    """
    refuse(objections_to_keep(act))
    keeper = act.of_organisation
    listed = listed_after(keeper, after, most + 1)
    looked_at, more = listed[:most], listed[most:]
    found = find_for(keeper, looked_at, act.at)
    return MatchesSought(after, looked_at[-1] if more else 0, len(looked_at), found)


def find_for(keeper: int, listed: Iterable[int], at: datetime) -> Found:
    """Look for those with whom these may be one, and keep what is new as candidates.  A dozen
    statements for every 200; an import calls it for whom it listed, and tells what it gives."""
    asked = sorted(set(listed))
    rows: list[tuple[int, int, int, int, str, str]] = []
    sides: dict[int, Side] = {}
    for start in range(0, len(asked), AT_ONCE):
        rows += _find(keeper, asked[start : start + AT_ONCE], at, sides)
        if len(sides) > REMEMBERED:
            sides.clear()
    return Found(rows[0][0] if rows else 0, len(rows), root_of(rows))


def _find(
    keeper: int, asked: list[int], at: datetime, sides: dict[int, Side]
) -> list[tuple[int, int, int, int, str, str]]:
    """sides  whom it met already; whom it meets is added"""
    sides.update(sides_of(keeper, set(asked) - sides.keys()))
    pairs = beside(keeper, {one: sides[one] for one in asked if one in sides})
    sides.update(sides_of(keeper, {one for pair in pairs for one in pair} - sides.keys()))
    answered, waiting = known_pairs(keeper, asked)
    found = proposed(pairs, sides, answered)
    chosen = [(pair, one) for pair, one in found if pair not in waiting]
    first = take_ids(keeper, len(chosen)) if chosen else 0
    rows = [
        (first + place, *pair, one.score, one.reading, plain_features(one))
        for place, (pair, one) in enumerate(chosen)
    ]
    if rows:
        when = written(at)
        insert(
            "registry_candidaterow",
            CANDIDATE,
            (
                (keeper, number, one, other, score, features, reading, "open", when)
                for number, one, other, score, reading, features in rows
            ),
        )
    return rows
