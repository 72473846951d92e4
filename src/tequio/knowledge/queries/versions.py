"""What a practice says in one version, whoever's it is."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from tequio.knowledge.models import InnovationRow, VersionRow
from tequio.knowledge.queries.designs import read_design
from tequio.knowledge.rules.designs import Design


@dataclass(frozen=True)
class Written:
    """A version of a practice as it stands; `design`: its text, canonical JSON."""

    organisation: int
    innovation: int
    version: int
    title: str
    design: str
    digest: str
    is_public: bool

    def read(self) -> Design:
        """What it says.  Raises DesignError."""
        return read_design(json.loads(self.design))


def design_at(organisation: int, innovation: int, version: int | None = None) -> Written | None:
    """A version of a practice, the newest where none is named; None where there is none.  Two
    queries."""
    rows = InnovationRow.objects.filter(organisation_id=organisation, id=innovation)
    found = rows.values_list("version", "is_public").first()
    if found is None:
        return None
    newest, is_public = found
    kept = VersionRow.objects.filter(
        organisation_id=organisation, innovation_id=innovation, number=version or newest
    ).first()
    if kept is None:
        return None
    return Written(
        organisation, innovation, kept.number, kept.title, kept.design, kept.digest, is_public
    )


def titles_at(asked: Collection[tuple[int, int, int]]) -> dict[tuple[int, int, int], str]:
    """(organisation, practice, version) → what it is called in that version.  One query."""
    rows = VersionRow.objects.filter(
        organisation_id__in={one for one, _practice, _version in asked},
        innovation_id__in={one for _organisation, one, _version in asked},
    )
    told = rows.values_list("organisation_id", "innovation_id", "number", "title")
    return {row[:3]: row[3] for row in told if row[:3] in asked}
