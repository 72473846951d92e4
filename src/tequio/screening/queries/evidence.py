"""Evidence as judging reads it, and as pages show it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from tequio.membership.queries.federating import federations_of_each
from tequio.membership.queries.over_time import in_office
from tequio.registry.queries.hand import families_of, family_of, listed_of
from tequio.screening.models import CaseRow, EvidenceFactRow, EvidenceRow
from tequio.screening.rules.cases import CHALLENGE, NOT_TAKEN_UP
from tequio.screening.rules.evidence import grade_of
from tequio.screening.rules.items import Item
from tequio.screening.rules.showing import (
    ATTESTATION,
    BY_FEDERATION,
    BY_GROUPS,
    vouched_since,
)
from tequio.screening.rules.values import exact


def items_of_evidence(examiner: int, listed: Iterable[int], on: date) -> dict[int, list[Item]]:
    """What evidence says of these organisations, with all that were merged into them, as it was
    known on a day.

    What was withdrawn is marked so; what came with a challenge that nobody took up is left out; who
    vouches is counted.  At most nine queries, and one for each step of merges.
    """
    families = families_of(examiner, set(listed))
    rows = list(_counting(examiner, {one for family in families.values() for one in family}, on))
    shown = values_of(examiner, [row.id for row in rows])
    by_listed: dict[int, list[EvidenceRow]] = defaultdict(list)
    for row in rows:
        by_listed[row.listed_id].append(row)
    found = {
        number: [row for one in sorted(family) for row in by_listed[one]]
        for number, family in families.items()
    }
    vouched = _vouched(examiner, found, on)
    return {
        number: [
            *(item for row in of_it for item in _items(row, shown.get(row.id, {}))),
            *vouched.get(number, ()),
        ]
        for number, of_it in found.items()
    }


def _counting(examiner: int, numbers: Iterable[int], on: date) -> QuerySet[EvidenceRow]:
    waiting = CaseRow.objects.filter(
        organisation_id=examiner, kind=CHALLENGE, state__in=NOT_TAKEN_UP
    )
    rows = EvidenceRow.objects.filter(
        organisation_id=examiner, listed_id__in=set(numbers), recorded_at__date__lte=on
    )
    counted = Q(case_id__isnull=True) | ~Q(case_id__in=waiting.values("id"))
    return rows.filter(counted).order_by("id")


def values_of(examiner: int, evidence: Iterable[int]) -> dict[int, dict[str, Any]]:
    """What each piece shows.  A value that cannot be read is left out and stops nobody else;
    `verify` finds it."""
    rows = EvidenceFactRow.objects.filter(organisation_id=examiner, evidence_id__in=set(evidence))
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for row in rows.order_by("evidence_id", "fact"):
        with suppress(ValueError, RecursionError):
            found[row.evidence_id][row.fact] = exact(row.fact, json.loads(row.value))
    return found


def _items(row: EvidenceRow, values: Mapping[str, Any]) -> list[Item]:
    return [
        Item(
            fact=fact,
            value=value,
            grade=min(row.grade, grade_of(row.kind)),
            since=row.since,
            until=row.until,
            origin=f"{row.kind}:{row.id}",
            digest=row.file,
            is_withdrawn=row.withdrawn_at is not None,
        )
        for fact, value in values.items()
    ]


def _vouched(
    examiner: int, found: Mapping[int, list[EvidenceRow]], on: date
) -> dict[int, list[Item]]:
    """Who vouches for whom, counted once for each that does and shares no office holder with it:
    federations of which it is a member, and others."""
    first = vouched_since(on)
    vouching = {
        number: [
            row
            for row in rows
            if row.kind == ATTESTATION and row.withdrawn_at is None and row.until >= first
        ]
        for number, rows in found.items()
    }
    vouching = {number: rows for number, rows in vouching.items() if rows}
    if not vouching:
        return {}
    selves = {one: at.party or 0 for one, at in listed_of(examiner, vouching).items()}
    federations = federations_of_each(filter(None, selves.values()), on)
    parties = {row.party_id for rows in vouching.values() for row in rows if row.party_id}
    office = in_office(parties | set(filter(None, selves.values())), on)
    return {
        number: _counted(
            [row for row in rows if _is_apart(office, row.party_id, selves[number])],
            selves[number],
            federations.get(selves[number], frozenset()),
        )
        for number, rows in vouching.items()
    }


def _is_apart(office: Mapping[int, set[int]], party: int | None, itself: int) -> bool:
    """Whether nobody holds an office in both."""
    return office.get(party or 0, set()).isdisjoint(office.get(itself, set()))


def _counted(rows: Iterable[EvidenceRow], itself: int, federations: frozenset[int]) -> list[Item]:
    """itself: what it is on the node; what it once said of itself before a merge is no vouching."""
    others = [row for row in rows if row.party_id != itself]
    latest = {row.party_id: row for row in sorted(others, key=lambda row: (row.until, row.id))}
    above = [row for party, row in latest.items() if party in federations]
    beside = [row for party, row in latest.items() if party not in federations]
    items = [_count(BY_GROUPS, len(beside), beside)] if beside else []
    return [*items, _count(BY_FEDERATION, True, above)] if above else items


def _count(fact: str, value: int | bool, rows: list[EvidenceRow]) -> Item:
    """Several who vouch, as one item; it is as old as the newest of them."""
    return Item(
        fact=fact,
        value=value,
        grade=grade_of(ATTESTATION, fact),
        since=None,
        until=max(row.until for row in rows),
        origin=f"{ATTESTATION}:{','.join(str(one) for one in sorted(row.id for row in rows))}",
    )


def vouches_by(examiner: int, party: int, listed: int, on: date) -> int | None:
    """The evidence with which one organisation vouches for another now, if it does."""
    rows = EvidenceRow.objects.filter(
        organisation_id=examiner,
        listed_id__in=family_of(examiner, listed),
        kind=ATTESTATION,
        party_id=party,
        withdrawn_at__isnull=True,
        until__gte=vouched_since(on),
    )
    return rows.order_by("id").values_list("id", flat=True).first()


def is_of_a_challenge(row: EvidenceRow) -> bool:
    """Whether whoever doubted the organisation brought it.  One query."""
    if row.case_id is None or row.party_id is not None:
        return False
    cases = CaseRow.objects.filter(organisation_id=row.organisation_id, id=row.case_id)
    return cases.filter(kind=CHALLENGE, person_id=row.person_id).exists()
