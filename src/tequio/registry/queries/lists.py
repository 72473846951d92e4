"""Lists of organisations out of files, to be laid side by side: no table is read or written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tequio.kernel import Refusal, RefusalKind, Refused
from tequio.kernel import gettext_noop as _
from tequio.registry.queries.countries import country_of
from tequio.registry.queries.legal_words import headings
from tequio.registry.queries.mappings import ready_mapping, ready_mappings
from tequio.registry.queries.reading import read_file
from tequio.registry.rules.facts import Said, Spoken
from tequio.registry.rules.mapping import Mapper, Mapping, read_mapping
from tequio.registry.rules.matching import Party, party_of_said
from tequio.registry.rules.matching.headings import once_each, party_of_cells, under
from tequio.registry.rules.reading import Table

MAPPING_NOT_KNOWN = RefusalKind(
    "mapping_not_known",
    _("There is no mapping {name}."),
    _("Give the file of a mapping, or one that comes with the house: {ready}."),
    about="input",
)


@dataclass(frozen=True)
class Listed:
    """What a file lists.

    parties   each organisation once, in the order of the file
    mapping   code of the mapping by which it was read; empty where its headings told
    source    code of the one source that its keys are of; empty where nobody says so
    rows      how many rows it has
    problems  what is wrong with rows that were left out or read in part
    """

    parties: tuple[Party, ...]
    mapping: str
    source: str
    rows: int
    problems: tuple[Refusal, ...]


def mapping_named(name: str) -> Mapping:
    """A ready mapping by its code, or one out of a file.  Raises Refused: `mapping_not_known` and
    as `read_mapping`; OSError where a file cannot be read."""
    if name in ready_mappings():
        return ready_mapping(name)
    if not Path(name).exists():
        ready = ", ".join(ready_mappings())
        raise Refused(MAPPING_NOT_KNOWN.because(name=name, ready=ready))
    return read_mapping(Path(name).read_text("utf-8", "replace"))


def read_list(path: Path, *, mapping: Mapping | None = None, country: str = "") -> Listed:
    """The organisations that a file lists, by a mapping; without one by the ready mapping that
    knows all its own columns there, or by the headings.

    country  of rows that do not say where they are.  Raises Refused as `read_file`, `Mapper` and
    `list_without_names` do, OSError where the file cannot be opened.
    """
    with path.open("rb") as stream:
        table = read_file(stream, name=path.name)
        chosen = mapping or _fitting(table)
        if chosen is None:
            return _by_headings(table, path.name, country)
        return _by_mapping(table, chosen, country)


def _fitting(table: Table) -> Mapping | None:
    """The ready mapping that uses most of the columns and lacks none of its own."""
    there = set(table.columns)
    found = [one for one in map(ready_mapping, ready_mappings()) if one.used() <= there]
    return max(found, key=lambda one: (len(one.used()), one.code), default=None)


def _by_headings(table: Table, file: str, country: str) -> Listed:
    known = headings()
    held = under(table.columns, known, file=file)
    problems: list[Refusal] = []
    parties, rows = [], 0
    for row in table.rows:
        rows += 1
        problems += [row.problem] if row.problem else []
        if row.cells:
            said = held.said(row.cells, "country")
            where = (country_of(said) or "") if said else country
            key = f"line {row.line}"
            parties.append(party_of_cells(row.cells, held, known, key=key, country=where))
    named = once_each(one for one in parties if one.names)
    return Listed(named, "", "", rows, tuple(problems))


def _by_mapping(table: Table, mapping: Mapping, country: str) -> Listed:
    mapper = Mapper(mapping, table.columns, countries=country_of)
    problems: list[Refusal] = []
    spoken: dict[str, list[Spoken]] = {}
    for row in table.rows:
        mapped = mapper.row(row)
        problems += mapped.problems
        for key, told in _of_organisations(mapped.spoken):
            spoken.setdefault(key, []).extend(told)
    parties = (_party(key, told, country) for key, told in spoken.items())
    sources = {part.source for part in mapping.parts if not part.about}
    source = sources.pop() if len(sources) == 1 else ""
    named = tuple(one for one in parties if one.names)
    return Listed(named, mapping.code, source, mapper.rows, tuple(problems))


def _of_organisations(spoken: Iterable[Spoken]) -> Iterator[tuple[str, list[Spoken]]]:
    """What one row says, under the key of the organisation: all parts speak of the same one."""
    told = list(spoken)
    if told:
        yield next((one.about for one in told if one.about), told[0].key), told


def _party(key: str, told: list[Spoken], country: str) -> Party:
    said: list[Said] = [one for part in told for one in part.said]
    ids = dict.fromkeys((part.source, part.key) for part in told if not part.about)
    found = party_of_said(key, said, ids=tuple(ids))
    return found if found.country else replace(found, country=country)
