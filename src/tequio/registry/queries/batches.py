"""Imports: what there was, and what stands against another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tequio.kernel import Refusal
from tequio.registry.models import BatchRow, MappingRow, SourceRow
from tequio.registry.queries.saved_mappings import saved
from tequio.registry.rules import mapping as mappings
from tequio.registry.rules import taking_in as rules


def objections_to_import(
    keeper: int, *, source: str, mapping: str, edition: date
) -> Iterator[Refusal]:
    """What stands against taking in a file of this source under this mapping.  Four queries."""
    if not MappingRow.objects.filter(organisation_id=keeper, code=mapping).exists():
        yield rules.NO_SUCH_MAPPING.because(mapping=mapping)
        return
    spoken = codes_of(saved(keeper, mapping).mapping)
    there = set(_numbers(keeper, spoken))
    for code in spoken:
        if code not in there:
            yield rules.NO_SUCH_SOURCE.because(source=code)
    if source not in spoken:
        yield rules.MAPPING_OF_OTHER_SOURCE.because(
            mapping=mapping, source=source, sources=", ".join(spoken)
        )
        return
    later = _batches(keeper).filter(
        source_id__in=_numbers(keeper, [source]).values(), edition__gt=edition
    )
    for row in later.order_by("-edition")[:1]:
        yield rules.EDITION_BEFORE.because(edition=edition, later=row.edition)


def codes_of(mapping: mappings.Mapping) -> list[str]:
    """The sources for which a mapping speaks, in its order, and those whose records it names."""
    parts = (code for part in mapping.parts for code in (part.source, part.of_source) if code)
    return list(dict.fromkeys(parts))


def sources_for(keeper: int, mapping: mappings.Mapping) -> dict[str, int]:
    """Number by code of the sources for which a mapping speaks.  One query."""
    codes = codes_of(mapping)
    numbers = _numbers(keeper, codes)
    return {code: numbers[code] for code in codes if code in numbers}


def speaking_in(mapping: mappings.Mapping, numbers: Mapping[str, int]) -> list[int]:
    """The sources that say something in such a file, without those that it only names."""
    return [numbers[code] for code in dict.fromkeys(part.source for part in mapping.parts)]


def complete_among(keeper: int, numbers: Mapping[str, int]) -> frozenset[str]:
    """Codes of those that claim to list all of their scope.  One query."""
    rows = SourceRow.objects.filter(
        organisation_id=keeper, id__in=numbers.values(), is_complete=True
    )
    return frozenset(rows.values_list("code", flat=True))


def _numbers(keeper: int, codes: list[str]) -> dict[str, int]:
    rows = SourceRow.objects.filter(organisation_id=keeper, code__in=codes)
    return dict(rows.values_list("code", "id"))


def _batches(keeper: int):  # type: ignore[no-untyped-def]
    return BatchRow.objects.filter(organisation_id=keeper, undone_at__isnull=True)


def objections_to_undo(keeper: int, batch: int) -> Iterator[Refusal]:
    """What stands against taking this import back.  Two queries."""
    row = BatchRow.objects.filter(organisation_id=keeper, id=batch).first()
    if row is None:
        yield rules.NO_SUCH_BATCH.because(batch=batch)
        return
    if row.undone_at is not None:
        yield rules.ALREADY_UNDONE.because()
        return
    later = _batches(keeper).filter(source_id=row.source_id, id__gt=batch).order_by("-id").first()
    if later is not None:
        yield rules.LATER_BATCH.because(batch=later.id)
