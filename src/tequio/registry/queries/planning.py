"""What is kept already of the rows of a file, and what will therefore happen to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import connection

from tequio.registry.models import IdentifierRow, RecordRow, SourceRow
from tequio.registry.queries.zeros import Zeros, restored, whose
from tequio.registry.rules.facts import Spoken
from tequio.registry.rules.meaning import meaning
from tequio.registry.rules.properties import CHECKED_KINDS
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
    zeros    where keys of the file may have lost zeros; None where its keys are exact
    seen     keys of the rows so far, kept only while nothing is written in between
    """

    keeper: int
    sources: Mapping[str, int]
    batch: int = 0
    once: Callable[[Number], bool] | None = None
    zeros: Zeros | None = None
    seen: set[Key] = field(default_factory=set)


def portions(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The rows of a file, some thousands at a time."""
    walked = iter(lines)
    while some := list(islice(walked, AT_ONCE)):
        yield some


def planned(intake: Intake, lines: Sequence[Line]) -> list[Planned]:
    """What will happen to these rows.  A handful of queries, however many rows."""
    known, keys = _known(intake, lines)
    if keys:
        lines = restored(lines, intake.sources, keys)
    seen = intake.seen if intake.batch == 0 else set()
    ground = Ground(intake.sources, known, intake.batch, _short)
    made = list(plan(lines, ground, seen))
    if intake.once is None:
        return made
    return _by_number(intake, made)


def _short(spoken: Spoken) -> str:
    """128 bits of what a record means: as much as its column holds."""
    return meaning(spoken)[:32]


def _known(intake: Intake, lines: Sequence[Line]) -> tuple[dict[Key, Known], dict[Key, str]]:
    """What is kept of these rows; and of keys that are not the kept key that differs only by zeros
    in front, where that is one and the file has these digits once."""
    wanted: dict[int, set[str]] = defaultdict(set)
    for line in lines:
        for spoken in line.spoken:
            wanted[intake.sources[spoken.source]].add(spoken.key)
            if spoken.of_source:
                wanted[intake.sources[spoken.of_source]].add(spoken.about)
    found: dict[Key, Known] = {}
    lost: dict[Key, str] = {}
    for source, keys in wanted.items():
        kept = _kept(intake.keeper, source, keys)
        missing = [key for key in keys if key not in kept]
        if intake.zeros and missing:
            back = _with_other_zeros(intake, intake.zeros, source, missing)
            lost.update(((source, key), other) for key, (other, _known) in back.items())
            kept.update(back.values())
        found.update(((source, key), one) for key, one in kept.items())
    return found, lost


def _kept(keeper: int, source: int, keys: Iterable[str]) -> dict[str, Known]:
    """By key what is kept of a source.  One query."""
    asked: list[Any] = [keeper, source, *sorted(keys)]
    with connection.cursor() as cursor:
        cursor.execute(KNOWN.format(places=", ".join(["%s"] * (len(asked) - 2))), asked)
        return {key: Known._make(kept) for _of, key, *kept in cursor.fetchall()}


def _with_other_zeros(
    intake: Intake, zeros: Zeros, source: int, missing: Iterable[str]
) -> dict[str, tuple[str, Known]]:
    """By key of the file the kept one of the same digits.  At most two queries."""
    forms = zeros.forms(intake.keeper, source, missing)
    kept = _kept(intake.keeper, source, forms) if forms else {}
    owners = whose(kept, forms)
    if not owners:
        return {}
    codes = [code for code, number in intake.sources.items() if number == source]
    unclear = {digits for code, digits in zeros.two_ways() if code in codes}
    return {
        key: (owners[digits], kept[owners[digits]])
        for key in missing
        if (digits := key.lstrip("0")) in owners and digits not in unclear
    }


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
    """By number the organisations that have it by the word of a source that is held against
    something: nobody's claim of herself brings official records to her.  Four queries for each
    scheme's two thousand."""
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
    checked = _checked(keeper)
    sources: dict[int, set[int]] = defaultdict(set)
    trusted: set[int] = set()
    records = RecordRow.objects.filter(organisation_id=keeper, listed_id__in=listed)
    for record, about, source in records.values_list("id", "listed_id", "source_id"):
        sources[about].add(source)
        if source in checked:
            trusted.add(record)
    theirs: dict[int, set[Number]] = defaultdict(set)
    rows = IdentifierRow.objects.filter(organisation_id=keeper, listed_id__in=listed)
    for record, about, scheme, normal in rows.values_list(
        "record_id", "listed_id", "scheme", "normal"
    ):
        if record in trusted:
            theirs[about].add((scheme, normal))
    found: dict[Number, list[Neighbour]] = defaultdict(list)
    for about in sorted(listed):
        one = Neighbour(about, frozenset(theirs[about]), frozenset(sources[about]))
        for number in one.numbers:
            found[number].append(one)
    return found


def _checked(keeper: int) -> set[int]:
    rows = SourceRow.objects.filter(organisation_id=keeper, kind__in=CHECKED_KINDS)
    return set(rows.values_list("id", flat=True))


def has_numbers(keeper: int) -> bool:
    """Whether any organisation of the register has a register number.  One query."""
    return IdentifierRow.objects.filter(organisation_id=keeper).exists()
