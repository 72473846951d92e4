"""Writing of what was planned: records, statements, whom they are about, what is shown of them.

What one import writes goes through here in portions, so that a million rows need the memory of
some thousands.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from tequio.chronicle.service import take_ids
from tequio.registry.queries.following import (
    Identifier,
    Points,
    identifiers_alone,
    identifiers_in,
    points_of,
)
from tequio.registry.queries.heard import Source, shown_of
from tequio.registry.rules.choosing import Heard
from tequio.registry.rules.facts import Spoken, as_text, plain_said
from tequio.registry.rules.projecting import Projection, project, project_alone
from tequio.registry.rules.proofs import Proven, proof_of
from tequio.registry.rules.taking_in import Key, Planned
from tequio.registry.service import showing
from tequio.registry.service.bulk import insert, run_on, written

MOST_POINTS = 20_000
LISTED = "organisation_id id uid merged_into_id is_withdrawn party_id changed".split()
RECORD = (
    "organisation_id id source_id key listed_id first_listed_id linked_by first_batch_id"
    " last_batch_id vanished_batch_id"
).split()
STATEMENT = (
    "organisation_id id record_id batch_id number raw said meaning by_id recorded_at is_current"
).split()
MOST_LOOKED_FOR = 20_000
"""Of how many new organisations an import itself looks whether they are listed already."""
BACK = "organisation_id batch_id record_id vanished_batch_id".split()
SEEN = (
    "UPDATE registry_recordrow SET last_batch_id = %s, vanished_batch_id = NULL"
    " WHERE organisation_id = %s AND id IN"
)
SUPERSEDED = "UPDATE registry_statementrow SET is_current = %s WHERE organisation_id = %s AND id IN"


@dataclass
class Writing:
    """One import as it is written.

    touched  organisations that were listed before and of whom something new is said
    begun    the first organisations that begin here, as many as are looked for in one import
    counts   how many records are new, changed, the same, refused
    root     hash over every statement so far, in the order of their ids
    points   places that are not on the map yet
    """

    keeper: int
    batch: int
    at: datetime
    order: str
    sources: Mapping[int, Source]
    touched: set[int] = field(default_factory=set)
    begun: list[int] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    root: hashlib._Hash = field(default_factory=hashlib.sha256)
    points: Points = field(default_factory=list)

    def proof(self) -> str:
        """The hash over all that was written."""
        return self.root.hexdigest()


class Told(NamedTuple):
    """A statement to be written, with its record and whom it is about; `uid` where that one begins
    with it."""

    statement: int
    record: int
    listed: int
    uid: str
    planned: Planned
    spoken: Spoken
    said: str


def write_portion(writing: Writing, some: Sequence[Planned]) -> None:
    """Write what was planned of some rows."""
    writing.counts.update(one.outcome for one in some)
    told = _numbered(writing, some)
    _write_records(writing, told)
    _write_statements(writing, told)
    _mark_seen(writing, some)
    _write_listed(writing, told, _show(writing, told))


def _numbered(writing: Writing, some: Sequence[Planned]) -> list[Told]:
    """Numbers for every new statement, record and organisation, in the order of the rows."""
    speaking = [
        (one, one.spoken)
        for one in some
        if one.spoken is not None and one.outcome in ("new", "changed")
    ]
    if not speaking:
        return []
    at = take_ids(writing.keeper, 3 * len(speaking))
    begun: dict[Key, int] = {}
    told = []
    for place, (one, spoken) in enumerate(speaking):
        statement = at + 3 * place
        record, new = statement + 1, statement + 2
        listed = one.listed
        if listed is None and one.linked_by == "about":
            listed = begun.get((_source(writing, spoken.of_source), spoken.about))
        if listed is None:
            listed = new
        record = one.known.record if one.known else record
        begun[one.source, spoken.key] = listed
        uid = uuid.uuid4().hex if listed == new else ""
        said = as_text(plain_said(spoken.said))
        told.append(Told(statement, record, listed, uid, one, spoken, said))
    return told


def _source(writing: Writing, code: str) -> int:
    return next(one.id for one in writing.sources.values() if one.code == code)


def _is_new(one: Told) -> bool:
    """Whether its organisation begins with it."""
    return bool(one.uid)


def _write_listed(writing: Writing, told: Sequence[Told], seen: set[int]) -> None:
    """Those who begin here; who is seen by the public has a place in the feed."""
    new = [(one.listed, one.uid) for one in told if _is_new(one)]
    left = MOST_LOOKED_FOR - len(writing.begun)
    writing.begun.extend(listed for listed, _uid in new[:left])
    insert(
        "registry_listedrow",
        LISTED,
        (
            (writing.keeper, one, uid, None, False, None, one if one in seen else 0)
            for one, uid in new
        ),
    )


def _write_records(writing: Writing, told: Sequence[Told]) -> None:
    keeper, batch = writing.keeper, writing.batch
    insert(
        "registry_recordrow",
        RECORD,
        (
            [
                keeper, one.record, one.planned.source, one.spoken.key, one.listed, one.listed,
                one.planned.linked_by, batch, batch, None,
            ]
            for one in told
            if one.planned.known is None
        ),
    )  # fmt: skip


def _write_statements(writing: Writing, told: Sequence[Told]) -> None:
    old = [one.planned.known.statement for one in told if one.planned.known]
    run_on(SUPERSEDED, [False, writing.keeper], [one for one in old if one is not None])
    at = written(writing.at)
    rows = []
    for one in told:
        raw, means = one.planned.raw, one.planned.meaning
        writing.root.update(proof_of(_proven(one)))
        rows.append([
            writing.keeper, one.statement, one.record, writing.batch, one.planned.number, raw,
            one.said, means, None, at, True,
        ])  # fmt: skip
    insert("registry_statementrow", STATEMENT, rows)


def _proven(one: Told) -> Proven:
    known = one.planned.known
    return Proven(
        one.statement,
        one.record,
        one.planned.source,
        one.spoken.key,
        known.first_listed if known else one.listed,
        "" if known else one.planned.linked_by,
        one.uid,
        one.planned.number,
        one.planned.meaning,
        one.planned.raw,
        one.said,
    )


def _mark_seen(writing: Writing, some: Iterable[Planned]) -> None:
    seen = [one.known for one in some if one.known and one.outcome != "refused"]
    run_on(SEEN, [writing.batch, writing.keeper], [one.record for one in seen])
    back = [one for one in seen if one.vanished is not None]
    insert(
        "registry_backrow",
        BACK,
        ((writing.keeper, writing.batch, one.record, one.vanished) for one in back),
    )


def _show(writing: Writing, told: Sequence[Told]) -> set[int]:
    """Show those who begin here; of whom more was said before is shown again at the end.  Whom of
    them the public sees."""
    speaking: dict[int, list[Told]] = defaultdict(list)
    begun = {one.listed for one in told if _is_new(one)}
    for one in told:
        if one.listed in begun and one.spoken.said:
            speaking[one.listed].append(one)
        elif one.listed not in begun:
            writing.touched.add(one.listed)
    shown = {}
    numbers: list[Identifier] = []
    for listed, some in speaking.items():
        alone = _alone(writing, some[0]) if len(some) == 1 else None
        if alone is not None:
            shown[listed] = alone
            numbers.extend(identifiers_alone(listed, some[0].record, some[0].spoken.said))
            continue
        heard = [said for one in some for said in _heard(writing, one)]
        chosen, is_closed = shown_of(heard, "", writing.order)
        shown[listed] = project(chosen, is_closed=is_closed)
        numbers.extend(identifiers_in(listed, heard))
    showing.write_rows(writing.keeper, shown, numbers)
    writing.points += points_of(shown)
    if len(writing.points) >= MOST_POINTS:
        place_waiting(writing)
    return {listed for listed, one in shown.items() if not one.is_closed}


def place_waiting(writing: Writing) -> None:
    """Add the places that wait to the map: of many at once most lie in the same cells."""
    showing.place(writing.keeper, writing.points)
    writing.points.clear()


def _alone(writing: Writing, one: Told) -> Projection | None:
    source = writing.sources[one.planned.source]
    if source.kind == "own":
        return None
    return project_alone(one.spoken.said, source=source.id, may_publish=source.may_publish)


def _heard(writing: Writing, one: Told) -> Iterator[Heard]:
    source = writing.sources[one.planned.source]
    for said in one.spoken.said:
        yield Heard(
            said,
            one.statement,
            one.record,
            source.id,
            source.kind,
            source.may_publish,
            writing.at,
        )
