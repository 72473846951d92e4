"""Acts that take a file in, and that take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from tequio.chronicle.rules.inputs import Code, Digest, Id, Text, Title
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refusal, Refused, digest, refuse
from tequio.membership.visits.spreadsheets import FILE_TOO_LARGE, NOT_A_SPREADSHEET
from tequio.registry.models import BatchRow, MappingRow, RecordRow
from tequio.registry.queries.batches import (
    complete_among,
    objections_to_import,
    objections_to_undo,
    sources_for,
    speaking_in,
)
from tequio.registry.queries.heard import sources_of
from tequio.registry.queries.keeping import keeping_on, objections_to_keep
from tequio.registry.queries.lines import once_in, walk, zeros_in
from tequio.registry.queries.planning import Intake, planned, portions
from tequio.registry.queries.saved_mappings import digest_of_mapping, saved
from tequio.registry.rules import taking_in as rules
from tequio.registry.rules.keeping import KEEPERS
from tequio.registry.rules.mapping import Mapping, read_mapping
from tequio.registry.rules.mapping.nodes import LONGEST
from tequio.registry.rules.refusals import OF_A_MAPPING, OF_AN_IMPORT, OF_AN_UNDOING
from tequio.registry.rules.reporting import MOST_REFUSED, plain_report
from tequio.registry.rules.told import Found
from tequio.registry.service import showing
from tequio.registry.service.bulk import Growing, in_bulk
from tequio.registry.service.matching import find_for
from tequio.registry.service.staged import staged, unstage
from tequio.registry.service.undoing import begin_anew, take_back
from tequio.registry.service.writing import Writing, place_waiting, write_portion

MappingText = Annotated[str, Text(LONGEST)]


@act(
    "registry.import_batch",
    may=KEEPERS,
    refusals=(*OF_AN_IMPORT, NOT_A_SPREADSHEET, FILE_TOO_LARGE),
)
def import_batch(  # noqa: PLR0913 - the fields of the form
    act: Act,
    /,
    *,
    source: Code,
    mapping: Code,
    file: Digest,
    name: Title,
    edition: date | None = None,
    whole: bool = True,
) -> rules.BatchTakenIn:
    """Take in a file of a source: what is new, what changed, what is missing since the edition
    before.  Nothing is deleted; what is missing is not closed.

    source   whose file it is
    mapping  how its columns are read, as it was saved last
    file     SHA-256 of the file that waits
    name     the file's name, to be found again
    edition  the day for which the file stands, today unless said otherwise
    whole    the file holds all that the source has; what is missing has vanished from it
    """
    keeper, on = act.of_organisation, edition or act.today
    refuse(objections_to_keep(act))
    refuse(objections_to_import(keeper, source=source, mapping=mapping, edition=on))
    path = staged(keeper, file)
    if path is None:
        raise Refused(rules.FILE_NOT_HERE.because())
    kept = saved(keeper, mapping)
    numbers = sources_for(keeper, kept.mapping)
    intake = Intake(keeper, numbers, batch=take_ids(keeper))
    speaking = speaking_in(kept.mapping, numbers)
    given = File(path, name, kept.mapping, complete_among(keeper, numbers))
    told, begun = _take_in(act, intake, given)
    found = _look_for(act, intake, begun)
    vanished = _mark_vanished(intake, speaking) if whole else []
    row = BatchRow.objects.create(
        organisation_id=keeper,
        id=intake.batch,
        source_id=numbers[source],
        mapping_id=kept.id,
        file_name=name,
        file_digest=file,
        edition=on,
        recorded_at=act.at,
        vanished=len(vanished),
        **told,
    )
    unstage(keeper, file)
    sources = tuple(dict.fromkeys((row.source_id, *speaking)))
    return _taken_in(row, sources, found, missing=digest(vanished), whole=whole)


@dataclass(frozen=True)
class File:
    """A file that waits, how it is read, and which of its sources claim to be complete."""

    path: Path
    name: str
    mapping: Mapping
    complete: frozenset[str]


def _take_in(act: Act, intake: Intake, file: File) -> tuple[dict[str, Any], list[int]]:
    """Walk over the file and write it; what the batch says of it, and who begins in it."""
    keeper = intake.keeper
    order, sources = keeping_on(keeper, act.today).order, sources_of(keeper)
    writing = Writing(keeper, intake.batch, act.at, order, sources)
    intake.once = once_in(file.path, file.mapping, name=file.name, keeper=keeper)
    intake.zeros = zeros_in(file.path, file.mapping, name=file.name)
    rows, refused, growing = 0, list[Refusal](), Growing()
    walking = walk(file.path, file.mapping, name=file.name, complete=file.complete)
    with in_bulk(), walking as walked:
        for some in portions(walked.lines):
            rows += len(some)
            made = planned(intake, some)
            refused += [one.why for one in made if one.why][: MOST_REFUSED - len(refused)]
            write_portion(writing, made)
            growing.by(rows)
        report = plain_report(walked.report(), refused)
        place_waiting(writing)
    showing.show_again(keeper, writing.touched, order)
    counts = {one: writing.counts[one] for one in ("new", "changed", "same", "refused")}
    proof = writing.proof()
    told = {"format": walked.format, "rows": rows, "report": report, "root": proof, **counts}
    return told, writing.begun


def _look_for(act: Act, intake: Intake, begun: list[int]) -> Found:
    """Who of the new ones may be listed already by somebody else.  Two keys of one publisher are
    two organisations, so in the first file of a register there is nobody to look for."""
    others = RecordRow.objects.filter(organisation_id=intake.keeper).exclude(
        source_id__in=intake.sources.values()
    )
    return find_for(intake.keeper, begun if others.exists() else (), act.at)


def _mark_vanished(intake: Intake, sources: list[int]) -> list[int]:
    """Records of these sources that this file does not have any more, in order."""
    missing = RecordRow.objects.filter(
        organisation_id=intake.keeper,
        source_id__in=sources,
        last_batch_id__lt=intake.batch,
        vanished_batch_id__isnull=True,
    )
    numbers = list(missing.order_by("id").values_list("id", flat=True))
    if numbers:
        missing.update(vanished_batch_id=intake.batch)
    return numbers


def _taken_in(
    row: BatchRow, sources: tuple[int, ...], found: Found, *, missing: str, whole: bool
) -> rules.BatchTakenIn:
    assert row.mapping_id is not None
    return rules.BatchTakenIn(
        batch=row.id,
        sources=sources,
        mapping=row.mapping_id,
        file=row.file_digest,
        format=row.format,
        edition=row.edition,
        whole=whole,
        rows=row.rows,
        new=row.new,
        changed=row.changed,
        same=row.same,
        vanished=row.vanished,
        refused=row.refused,
        root=row.root,
        missing=missing,
        words=digest([row.file_name, row.report]),
        found=found,
    )


@act(
    "registry.undo_batch",
    may=KEEPERS,
    refusals=OF_AN_UNDOING,
)
def undo_batch(act: Act, /, *, batch: Id) -> rules.BatchUndone:
    """Take an import back: it counts as never said, what was said before it is current again.

    batch  its number
    """
    keeper = act.of_organisation
    refuse(objections_to_keep(act))
    refuse(objections_to_undo(keeper, batch))
    touched, statements = take_back(keeper, batch, act.at)
    begin_anew(keeper, batch)
    showing.show_again(keeper, touched, keeping_on(keeper, act.today).order)
    return rules.BatchUndone(batch, statements)


@act(
    "registry.save_mapping",
    may=KEEPERS,
    refusals=OF_A_MAPPING,
)
def save_mapping(act: Act, /, *, text: MappingText) -> rules.MappingSaved:
    """Write down how the columns of a file are read; the code in it names it, a later one of the
    same code replaces it for files to come.

    text  the mapping, in YAML or JSON
    """
    keeper = act.of_organisation
    refuse(objections_to_keep(act))
    mapping = read_mapping(text)
    row = MappingRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        code=mapping.code,
        title=mapping.title,
        text=text,
        digest=digest_of_mapping(text),
        made_at=act.at,
    )
    return rules.MappingSaved(row.id, row.code, row.digest)
