"""Designs as they are kept, and what a practice stands on now."""

from __future__ import annotations

import json

from tequio.knowledge.models import InnovationRow, SignOffRow, VersionRow
from tequio.knowledge.queries.designs import read_design
from tequio.knowledge.rules.designs import Design
from tequio.knowledge.rules.practices import Practice


def innovation_of(keeper: int, innovation: int) -> InnovationRow | None:
    """A practice in somebody's library, whoever asks.  One query."""
    return InnovationRow.objects.filter(organisation_id=keeper, id=innovation).first()


def version_of(keeper: int, innovation: int, number: int) -> VersionRow | None:
    """What a practice said in one version.  One query."""
    rows = VersionRow.objects.filter(
        organisation_id=keeper, innovation_id=innovation, number=number
    )
    return rows.first()


def design_kept(row: VersionRow) -> Design:
    """The design of a version."""
    return read_design(json.loads(row.design))


def practice_of(row: InnovationRow) -> Practice:
    """How a practice stands: its state, and which roles signed its newest version.  One query."""
    signed = SignOffRow.objects.filter(
        organisation_id=row.organisation_id, innovation_id=row.id, version=row.version
    )
    roles = frozenset(signed.values_list("role", flat=True))
    return Practice(row.id, row.state, row.version, roles)
