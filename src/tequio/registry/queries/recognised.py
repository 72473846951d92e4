"""Which organisation of the node a listed one is, and what that one says of itself."""

from __future__ import annotations

import json
from datetime import date

from tequio.chronicle.queries import facts_of
from tequio.membership import queries as members
from tequio.membership.queries.federating import belongs_to
from tequio.registry.models import ListedRow, SuggestionRow
from tequio.registry.queries.keeping import keeping_on
from tequio.registry.rules.guarding import OPEN
from tequio.registry.rules.suggesting import OPEN as OPEN_STATE
from tequio.registry.rules.suggesting import Asked

DESCRIBE, RECOGNISE = "registry.describe", "registry.recognise"


def exposure_by_itself(keeper: int, listed: int) -> str:
    """How much of its place an organisation itself allows to be seen; `open` unless it said
    something and is still recognised.  At most two queries."""
    rows = ListedRow.objects.filter(organisation_id=keeper, id=listed, party__isnull=False)
    party = rows.values_list("party_id", flat=True).first()
    if party is None:
        return OPEN
    told = [
        facts["exposure"]
        for facts in facts_of(keeper, DESCRIBE)
        if (facts["register"], facts["organisation"]) == (keeper, party) and facts["exposure"]
    ]
    return str(told[-1]) if told else OPEN


def listed_as(keeper: int, organisation: int) -> int | None:
    """Under which number a register knows this organisation of the node.  One query."""
    rows = ListedRow.objects.filter(
        organisation_id=keeper, party_id=organisation, merged_into_id__isnull=True
    )
    return rows.values_list("id", flat=True).first()


def register_called(slug: str) -> int | None:
    """The organisation that keeps the register of this short name."""
    found = members.organisation(slug) if slug else None
    return found.id if found else None


def is_seen_by(keeper: int, organisation: int, day: date) -> bool:
    """Whether an organisation sees this register: it is public, or it is a member."""
    return keeping_on(keeper, day).is_public or belongs_to(organisation, keeper)


def asked_by(keeper: int, listed: int) -> dict[int, int]:
    """Which organisations ask to be recognised as this one, each with its suggestion.  One
    query."""
    rows = SuggestionRow.objects.filter(organisation_id=keeper, listed_id=listed, state=OPEN_STATE)
    asked = (asked_of(row) for row in rows.order_by("id"))
    return {one.organisation: one.id for one in asked if one.organisation is not None}


def asked_of(row: SuggestionRow) -> Asked:
    """A suggestion as it stands."""
    said = json.loads(row.said)
    organisation = said["organisation"] if isinstance(said, dict) else None
    return Asked(row.id, row.listed_id, row.person_id, row.state, organisation)


def registers_of(organisation: int) -> dict[int, int]:
    """In whose registers an organisation of the node is recognised: keeper → its number there.
    One query."""
    rows = ListedRow.objects.filter(party_id=organisation, merged_into_id__isnull=True)
    return dict(rows.order_by("organisation_id", "-id").values_list("organisation_id", "id"))
