"""Where the reference data lie, outside of the repository, and how tests open them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tequio.registry.queries.mappings import ready_mapping
from tequio.registry.queries.reading import read_file
from tequio.registry.rules.facts import Spoken
from tequio.registry.rules.mapping import Mapper
from tequio.registry.rules.mapping.values import Countries

ROOT = Path(__file__).resolve().parents[4]
DATA = Path(os.environ.get("TEQUIO_SHARED", ROOT.parent / "shared")) / "data"


def needs(name: str) -> pytest.MarkDecorator:
    """Skips a test where a file of the reference data is not here."""
    return pytest.mark.skipif(
        not (DATA / name).is_file(),
        reason=f"the reference data (../shared/data/{name}) is not here",
    )


def mapped(
    name: str, mapping: str, *, complete: tuple[str, ...] = (), countries: Countries | None = None
) -> tuple[Mapper, list[Spoken]]:
    """All that a real file says under a ready mapping."""
    with (DATA / name).open("rb") as stream:
        table = read_file(stream, name=name)
        mapper = Mapper(
            ready_mapping(mapping), table.columns, complete=complete, countries=countries
        )
        return mapper, [one for row in table.rows for one in mapper.row(row).spoken]
