"""Proposals and resolutions, with their words."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from tequio.governance.models import ProposalRow, ResolutionRow
from tequio.membership import queries as members


@dataclass(frozen=True)
class ProposalView:
    """A proposal as a page shows it.

    effect  plain facts of what it would allow, with its `kind`
    state   open, decided or withdrawn
    """

    id: int
    body: int
    decision_type: str
    title: str
    text: str
    by: int | None
    by_name: str
    effect: Mapping[str, Any]
    made_at: datetime
    state: str


@dataclass(frozen=True)
class ResolutionView:
    """A resolution as a page shows it.  `certificate` holds the rule, the count, the arithmetic."""

    id: int
    proposal: int
    ballot: int
    meeting: int | None
    title: str
    effect: Mapping[str, Any]
    outcome: str
    resolved_on: date
    certificate: Mapping[str, Any]
    digest: str


def proposals(
    organisation: int,
    *,
    ids: Iterable[int] | None = None,
    only_open: bool = False,
    limit: int = 100,
) -> list[ProposalView]:
    """Proposals, newest first.  Three queries."""
    rows = ProposalRow.objects.filter(organisation_id=organisation).order_by("-id")
    if ids is not None:
        rows = rows.filter(id__in=set(ids))
    if only_open:
        rows = rows.filter(decided_at=None, withdrawn_at=None)
    return _proposals(organisation, rows[:limit])


def undecided(organisation: int, numbers: Iterable[int]) -> set[int]:
    """Those of these proposals that are neither decided nor withdrawn.  One query."""
    rows = ProposalRow.objects.filter(
        organisation_id=organisation, id__in=set(numbers), decided_at=None, withdrawn_at=None
    )
    return set(rows.values_list("id", flat=True))


def proposal(organisation: int, number: int) -> ProposalView | None:
    """One proposal, or None."""
    found = proposals(organisation, ids=[number])
    return found[0] if found else None


def _proposals(organisation: int, rows: QuerySet[ProposalRow]) -> list[ProposalView]:
    listed = list(rows)
    texts = members.texts(organisation, [row.text_id for row in listed])
    names = members.person_names([row.by_id for row in listed if row.by_id is not None])
    return [
        ProposalView(
            row.id,
            row.body_id,
            row.decision_type,
            texts[row.text_id].title,
            texts[row.text_id].body,
            row.by_id,
            names.get(row.by_id or 0, ""),
            row.effect,
            row.made_at,
            _state(row),
        )
        for row in listed
    ]


def _state(row: ProposalRow) -> str:
    if row.withdrawn_at is not None:
        return "withdrawn"
    return "decided" if row.decided_at is not None else "open"


def resolutions(
    organisation: int,
    *,
    ids: Iterable[int] | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[ResolutionView]:
    """Resolutions, newest first; `before` a number for the next page.  Three queries."""
    rows = ResolutionRow.objects.filter(organisation_id=organisation).order_by("-id")
    if ids is not None:
        rows = rows.filter(id__in=set(ids))
    if before is not None:
        rows = rows.filter(id__lt=before)
    return _resolutions(organisation, rows[:limit])


def resolutions_of_meeting(organisation: int, meeting: int) -> list[ResolutionView]:
    """What a meeting decided, in order."""
    rows = ResolutionRow.objects.filter(organisation_id=organisation, meeting_id=meeting)
    return _resolutions(organisation, rows.order_by("id"))


def resolution(organisation: int, number: int) -> ResolutionView | None:
    """One resolution, or None."""
    found = resolutions(organisation, ids=[number])
    return found[0] if found else None


def resolution_of_proposal(organisation: int, proposal: int) -> ResolutionView | None:
    """What became of a proposal last."""
    rows = ResolutionRow.objects.filter(organisation_id=organisation, proposal_id=proposal)
    found = _resolutions(organisation, rows.order_by("-id")[:1])
    return found[0] if found else None


def adopted(organisation: int, proposal: int) -> ResolutionView | None:
    """The resolution by which a proposal was adopted, or None: it may yet be, or was rejected, or
    lacked its quorum, or could no longer be done."""
    rows = ResolutionRow.objects.filter(
        organisation_id=organisation, proposal_id=proposal, outcome="adopted"
    )
    found = _resolutions(organisation, rows.order_by("-id")[:1])
    return found[0] if found else None


def adopted_across(proposals: Collection[tuple[int, int]]) -> dict[tuple[int, int], date]:
    """Of proposals of several organisations (organisation, proposal) those that were adopted, with
    the day.  One query, however many; the caller checked who may know."""
    rows = ResolutionRow.objects.filter(
        organisation_id__in={organisation for organisation, _proposal in proposals},
        proposal_id__in={proposal for _organisation, proposal in proposals},
        outcome="adopted",
    )
    found = rows.values_list("organisation_id", "proposal_id", "resolved_on")
    return {(one, other): day for one, other, day in found if (one, other) in proposals}


def titles_of_resolutions(organisation: int, ids: Iterable[int]) -> dict[int, str]:
    """Titles by number, for pages that cite the decision behind a mandate; founding is empty."""
    return {one.id: one.title for one in resolutions(organisation, ids=ids, limit=1000)}


def _resolutions(organisation: int, rows: QuerySet[ResolutionRow]) -> list[ResolutionView]:
    listed = list(rows)
    decided = ProposalRow.objects.filter(
        organisation_id=organisation, id__in={row.proposal_id for row in listed}
    )
    about = {row.id: row for row in decided}
    texts = members.texts(organisation, [row.text_id for row in about.values()])
    return [_resolution(row, about.get(row.proposal_id), texts) for row in listed]


def _resolution(
    row: ResolutionRow, about: ProposalRow | None, texts: Mapping[int, members.Text]
) -> ResolutionView:
    return ResolutionView(
        row.id,
        row.proposal_id,
        row.ballot_id,
        row.meeting_id,
        texts[about.text_id].title if about else "",
        about.effect if about else {"kind": "founding"},
        row.outcome,
        row.resolved_on,
        json.loads(row.certificate),
        row.digest,
    )
