"""What a practice says in one version, whoever's it is."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Case, Exists, F, OuterRef, Subquery, When
from django.db.models.functions import Coalesce

from tequio.knowledge.models import InnovationRow, SignOffRow, VersionRow
from tequio.knowledge.queries.designs import read_design
from tequio.knowledge.rules.designs import Design
from tequio.knowledge.rules.practices import PRACTITIONER, RESEARCHER, SPOTTED

Key = tuple[int, int]
"""Whose library, and the number in it."""


@dataclass(frozen=True)
class Written:
    """A version of a practice as it stands; `design`: its text, canonical JSON.

    state     of the practice, whatever its text claims
    is_draft  newer than the version that stands: not signed by both yet
    """

    organisation: int
    innovation: int
    version: int
    title: str
    design: str
    digest: str
    state: str
    is_public: bool
    is_draft: bool

    def read(self) -> Design:
        """What it says.  Raises DesignError."""
        return read_design(json.loads(self.design))


def standing_version() -> Case:
    """Of a practice the version that stands, in the database: while it is spotted the newest; then
    the newest that a practitioner and a researcher signed."""
    signed = SignOffRow.objects.filter(
        organisation_id=OuterRef("organisation_id"), innovation_id=OuterRef("id")
    )
    studied = SignOffRow.objects.filter(
        organisation_id=OuterRef("organisation_id"),
        innovation_id=OuterRef("innovation_id"),
        version=OuterRef("version"),
        role=RESEARCHER,
    )
    by_both = signed.filter(Exists(studied), role=PRACTITIONER).order_by("-version")
    last = Subquery(by_both.values("version")[:1])
    return Case(When(state=SPOTTED, then=F("version")), default=Coalesce(last, F("version")))


def stands() -> Exists:
    """A version, among others, that is the one that stands of its practice."""
    practices = InnovationRow.objects.annotate(standing=standing_version())
    return Exists(
        practices.filter(
            organisation_id=OuterRef("organisation_id"),
            id=OuterRef("innovation_id"),
            standing=OuterRef("number"),
        )
    )


def standing_of(row: InnovationRow) -> int:
    """Number of the version that stands.  At most one query."""
    if row.state == SPOTTED:
        return row.version
    rows = InnovationRow.objects.filter(organisation_id=row.organisation_id, id=row.id)
    told = rows.annotate(standing=standing_version())
    return int(told.values_list("standing", flat=True).get())


def standing_versions(keys: Iterable[Key]) -> dict[Key, VersionRow]:
    """The version that stands of each of these practices.  One query."""
    asked = set(keys)
    rows = VersionRow.objects.filter(
        stands(),
        organisation_id__in={keeper for keeper, _number in asked},
        innovation_id__in={number for _keeper, number in asked},
    )
    found = {(row.organisation_id, row.innovation_id): row for row in rows}
    return {key: row for key, row in found.items() if key in asked}


def titles_of(keeper: int, numbers: Iterable[int]) -> dict[int, str]:
    """By number what a practice is called in the version that stands.  One query."""
    rows = VersionRow.objects.filter(
        stands(), organisation_id=keeper, innovation_id__in=set(numbers)
    )
    return dict(rows.values_list("innovation_id", "title"))


def design_at(organisation: int, innovation: int, version: int | None = None) -> Written | None:
    """A version of a practice, the one that stands where none is named; None where there is none.
    Two queries."""
    rows = InnovationRow.objects.filter(organisation_id=organisation, id=innovation)
    told = rows.annotate(standing=standing_version())
    found = told.values_list("standing", "state", "is_public").first()
    if found is None:
        return None
    standing, state, is_public = found
    kept = VersionRow.objects.filter(
        organisation_id=organisation, innovation_id=innovation, number=version or standing
    ).first()
    if kept is None:
        return None
    return Written(
        organisation,
        innovation,
        kept.number,
        kept.title,
        kept.design,
        kept.digest,
        state,
        is_public,
        is_draft=kept.number > standing,
    )


def titles_at(asked: Collection[tuple[int, int, int]]) -> dict[tuple[int, int, int], str]:
    """(organisation, practice, version) → what it is called in that version.  One query."""
    rows = VersionRow.objects.filter(
        organisation_id__in={one for one, _practice, _version in asked},
        innovation_id__in={one for _organisation, one, _version in asked},
    )
    told = rows.values_list("organisation_id", "innovation_id", "number", "title")
    return {row[:3]: row[3] for row in told if row[:3] in asked}
