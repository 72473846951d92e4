"""A file with what must stand in the register before it: its sources and its mapping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db import transaction

from tequio.chronicle.service import Receipt
from tequio.kernel import Act
from tequio.registry.models import MappingRow, SourceRow
from tequio.registry.queries.saved_mappings import digest_of_mapping
from tequio.registry.rules.mapping import SourceWords, read_mapping
from tequio.registry.service.importing import import_batch, save_mapping
from tequio.registry.service.sources import SourceKind, add_source


@dataclass(frozen=True)
class Waiting:
    """A file that waits: whose it is, its SHA-256, its name, the day for which it stands, and
    whether it is whole."""

    source: str
    file: str
    name: str
    edition: date | None = None
    whole: bool = True


def take_in(act: Callable[[str], Act], text: str, waiting: Waiting) -> Receipt:
    """Take a file in under a mapping, writing down before it the sources and the mapping where
    they are not there yet: all of it or nothing.

    act   an act for the keeper, under a key that ends with the given text
    text  the mapping, in YAML or JSON
    """
    with transaction.atomic():
        code = prepare(act, text)
        return import_batch(
            act(""),
            source=waiting.source,
            mapping=code,
            file=waiting.file,
            name=waiting.name,
            edition=waiting.edition,
            whole=waiting.whole,
        )


def prepare(act: Callable[[str], Act], text: str) -> str:
    """Write down the sources that a mapping describes and that are not there yet, and the mapping
    itself if it is not what was saved last; the mapping's code.

    act   an act for the keeper, under a key that ends with the given text
    text  the mapping, in YAML or JSON
    """
    mapping = read_mapping(text)
    keeper = act("").of_organisation
    there = SourceRow.objects.filter(organisation_id=keeper).values_list("code", flat=True)
    missing = [one for one in mapping.sources if one.code not in set(there)]
    for one in missing:
        _add(act(f" source {one.code}"), one)
    last = MappingRow.objects.filter(organisation_id=keeper, code=mapping.code).last()
    if last is None or last.digest != digest_of_mapping(text):
        save_mapping(act(f" mapping {digest_of_mapping(text)[:16]}"), text=text)
    return mapping.code


def _add(act: Act, one: SourceWords) -> None:
    add_source(
        act,
        code=one.code,
        title=one.title[:200],
        kind=cast("SourceKind", one.kind),
        licence=one.licence,
        licence_url=one.licence_url,
        attribution=one.attribution[:300],
        homepage=one.url,
        is_complete=one.is_complete,
        may_publish=one.is_public and bool(one.licence),
    )
