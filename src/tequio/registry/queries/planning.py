"""What is kept already of the rows of a file, and what will therefore happen to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import connection

from tequio.registry.models import IdentifierRow, RecordRow
from tequio.registry.rules.facts import Spoken
from tequio.registry.rules.meaning import meaning
from tequio.registry.rules.taking_in import (
    Ground,
    Key,
    Known,
    Line,
    Neighbour,
    Number,
    Planned,
    linked,
    numbers_of,
    plan,
)

AT_ONCE = 2_000
KNOWN = """
    SELECT r.source_id, r.key, r.id, r.first_listed_id, r.listed_id, s.id, s.meaning,
        r.last_batch_id, r.vanished_batch_id
    FROM registry_recordrow r LEFT JOIN registry_statementrow s
        ON s.organisation_id = r.organisation_id AND s.record_id = r.id AND s.is_current
    WHERE r.organisation_id = %s AND r.source_id = %s AND r.key IN ({places})
"""


@dataclass
class Intake:
    """One import as it goes on.

    sources  number of each source of the file by its code
    batch    its number; 0 while it is only looked at
    once     whether a register number stands once in the file; None where nobody else has numbers
    seen     keys of the rows so far, kept only while nothing is written in between
    """

    keeper: int
    sources: Mapping[str, int]
    batch: int = 0
    once: Callable[[Number], bool] | None = None
    seen: set[Key] = field(default_factory=set)


def portions(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The rows of a file, some thousands at a time."""
    walked = iter(lines)
    while some := list(islice(walked, AT_ONCE)):
        yield some


def planned(intake: Intake, lines: Sequence[Line]) -> list[Planned]:
    """What will happen to these rows.  A handful of queries, however many rows."""
    known = _known(intake, lines)
    seen = intake.seen if intake.batch == 0 else set()
    ground = Ground(intake.sources, known, intake.batch, _short)
    made = list(plan(lines, ground, seen))
    if intake.once is None:
        return made
    return _by_number(intake, made)


def _short(spoken: Spoken) -> str:
    """128 bits of what a record means: as much as its column holds."""
    return meaning(spoken)[:32]


def _known(intake: Intake, lines: Sequence[Line]) -> dict[Key, Known]:
    wanted: dict[int, set[str]] = defaultdict(set)
    for line in lines:
        for spoken in line.spoken:
            wanted[intake.sources[spoken.source]].add(spoken.key)
            if spoken.of_source:
                wanted[intake.sources[spoken.of_source]].add(spoken.about)
    found: dict[Key, Known] = {}
    with connection.cursor() as cursor:
        for source, keys in wanted.items():
            places = ", ".join(["%s"] * len(keys))
            asked: list[Any] = [intake.keeper, source, *sorted(keys)]
            cursor.execute(KNOWN.format(places=places), asked)
            for of, key, *kept in cursor.fetchall():
                found[of, key] = Known._make(kept)
    return found


def _by_number(intake: Intake, made: list[Planned]) -> list[Planned]:
    """New records whose register number leaves no doubt are about whom it belongs to."""
    assert intake.once is not None
    new = [one for one in made if one.outcome == "new" and one.linked_by == "new"]
    numbers = {number for one in new if one.spoken for number in numbers_of(one.spoken)}
    by_number = neighbours_of(intake.keeper, numbers)
    if not by_number:
        return made
    taken: set[Key] = set()
    done = []
    for one in made:
        listed = None
        if one.outcome == "new" and one.linked_by == "new" and one.spoken:
            listed = _whom(one.spoken, one.source, by_number, intake.once)
        if listed is not None and (one.source, str(listed)) not in taken:
            taken.add((one.source, str(listed)))
            done.append(one._replace(listed=listed, linked_by="number"))
        else:
            done.append(one)
    return done


def _whom(
    spoken: Spoken,
    source: int,
    by_number: Mapping[Number, list[Neighbour]],
    once: Callable[[Number], bool],
) -> int | None:
    near = {one.listed: one for number in numbers_of(spoken) for one in by_number.get(number, ())}
    return linked(spoken, source=source, neighbours=near.values(), once=once)


def neighbours_of(keeper: int, numbers: Iterable[Number]) -> dict[Number, list[Neighbour]]:
    """By number the organisations that have it.  Three queries for each scheme's two thousand."""
    by_scheme: dict[str, set[str]] = defaultdict(set)
    for scheme, normal in numbers:
        by_scheme[scheme].add(normal)
    listed: set[int] = set()
    for scheme, normals in by_scheme.items():
        rows = IdentifierRow.objects.filter(
            organisation_id=keeper, scheme=scheme, normal__in=normals
        )
        listed.update(rows.values_list("listed_id", flat=True))
    if not listed:
        return {}
    return _neighbours(keeper, listed)


def _neighbours(keeper: int, listed: set[int]) -> dict[Number, list[Neighbour]]:
    theirs: dict[int, set[Number]] = defaultdict(set)
    rows = IdentifierRow.objects.filter(organisation_id=keeper, listed_id__in=listed)
    for about, scheme, normal in rows.values_list("listed_id", "scheme", "normal"):
        theirs[about].add((scheme, normal))
    sources: dict[int, set[int]] = defaultdict(set)
    records = RecordRow.objects.filter(organisation_id=keeper, listed_id__in=listed)
    for about, source in records.values_list("listed_id", "source_id").distinct():
        sources[about].add(source)
    found: dict[Number, list[Neighbour]] = defaultdict(list)
    for about in sorted(listed):
        one = Neighbour(about, frozenset(theirs[about]), frozenset(sources[about]))
        for number in one.numbers:
            found[number].append(one)
    return found


def has_numbers(keeper: int) -> bool:
    """Whether any organisation of the register has a register number.  One query."""
    return IdentifierRow.objects.filter(organisation_id=keeper).exists()
