"""Imports: what there was, and what stands against another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from tequio.kernel import Refusal
from tequio.registry.models import BatchRow, MappingRow, SourceRow, SubscriptionRow
from tequio.registry.queries.saved_mappings import saved
from tequio.registry.rules import mapping as mappings
from tequio.registry.rules import taking_in as rules
from tequio.registry.rules.deciding import CODE_TAKEN
from tequio.registry.rules.properties import BY_HAND
from tequio.registry.rules.subscribing import code_of


def objections_to_import(
    keeper: int, *, source: str, mapping: str, edition: date
) -> Iterator[Refusal]:
    """What stands against taking in a file of this source under this mapping.  Seven queries."""
    if not MappingRow.objects.filter(organisation_id=keeper, code=mapping).exists():
        yield rules.NO_SUCH_MAPPING.because(mapping=mapping)
        return
    saved_mapping = saved(keeper, mapping).mapping
    spoken = codes_of(saved_mapping)
    there = set(_numbers(keeper, spoken))
    for code in spoken:
        if code not in there:
            yield rules.NO_SUCH_SOURCE.because(source=code)
    if source not in spoken:
        yield rules.MAPPING_OF_OTHER_SOURCE.because(
            mapping=mapping, source=source, sources=", ".join(spoken)
        )
        return
    yield from _objections_to_speak_for(keeper, spoken_by(saved_mapping))
    rows = _batches(keeper).filter(edition__gt=edition).order_by("-edition")
    for row in speaking_for(keeper, rows, _numbers(keeper, spoken_by(saved_mapping)).values())[:1]:
        yield rules.EDITION_BEFORE.because(edition=edition, later=row.edition)


def _objections_to_speak_for(keeper: int, codes: list[str]) -> Iterator[Refusal]:
    """No file speaks for what is written here by hand, nor for what comes by a feed.  Two
    queries."""
    followed = SubscriptionRow.objects.filter(organisation_id=keeper)
    partners = SourceRow.objects.filter(
        organisation_id=keeper, id__in=followed.values("source_id")
    ).values_list("code", flat=True)
    starts = tuple(code_of(code, "")[:50] for code in partners)
    for code in codes:
        if code in BY_HAND or code in partners or code.startswith(starts):
            yield CODE_TAKEN.because(code=code)


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
    return [numbers[code] for code in spoken_by(mapping)]


def spoken_by(mapping: mappings.Mapping) -> list[str]:
    """Codes of the sources that say something in such a file, in its order."""
    return list(dict.fromkeys(part.source for part in mapping.parts))


def speaking_for(
    keeper: int, batches: Iterable[BatchRow], sources: Iterable[int]
) -> list[BatchRow]:
    """Those of these imports whose files speak for one of these sources at least, as the main one
    or beside another.  Three queries."""
    asked = set(sources)
    codes = set(
        SourceRow.objects.filter(organisation_id=keeper, id__in=asked).values_list(
            "code", flat=True
        )
    )
    rows = list(batches)
    used = MappingRow.objects.filter(
        organisation_id=keeper, id__in={row.mapping_id for row in rows}
    )
    texts = dict(used.values_list("id", "text"))
    return [
        row
        for row in rows
        if row.source_id in asked or codes & _codes_in(texts.get(row.mapping_id or 0))
    ]


@lru_cache(maxsize=64)
def _codes_in(text: str | None) -> frozenset[str]:
    """Codes of the sources for which a saved mapping speaks."""
    return frozenset(spoken_by(mappings.read_mapping(text))) if text else frozenset()


def sources_of_batch(row: BatchRow) -> set[int]:
    """Numbers of all sources for which a file spoke that was taken in.  Two queries."""
    rows = MappingRow.objects.filter(organisation_id=row.organisation_id, id=row.mapping_id or 0)
    codes = _codes_in(rows.values_list("text", flat=True).first())
    return {row.source_id, *_numbers(row.organisation_id, sorted(codes)).values()}


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
    """What stands against taking this import back.  Six queries."""
    row = BatchRow.objects.filter(organisation_id=keeper, id=batch).first()
    if row is None:
        yield rules.NO_SUCH_BATCH.because(batch=batch)
        return
    if row.undone_at is not None:
        yield rules.ALREADY_UNDONE.because()
        return
    rows = _batches(keeper).filter(id__gt=batch).order_by("-id")
    for later in speaking_for(keeper, rows, sources_of_batch(row))[:1]:
        yield rules.LATER_BATCH.because(batch=later.id)
