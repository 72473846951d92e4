"""Candidates that a person's decision answers, or opens again."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from tequio.registry.models import CandidateRow, ListedRow, NotSameRow
from tequio.registry.rules.seeking import pair_of

OPEN, GONE = "open", "gone"


def close_candidates(keeper: int, one: int, other: int, *, state: str, others: bool = True) -> None:
    """This pair is answered; with `others` the pairs of `other`, who is gone, cannot be asked."""
    _of_pair(keeper, one, other).update(state=state)
    if others:
        rows = CandidateRow.objects.filter(_with(other), organisation_id=keeper, state=OPEN)
        rows.update(state=GONE)


def open_candidates(keeper: int, kept: int, gone: int) -> None:
    """Who was gone is there again: what was not asked because of that is asked again."""
    first, second = pair_of(kept, gone)
    apart = NotSameRow.objects.filter(organisation_id=keeper, first_id=first, second_id=second)
    before = "not_same" if apart.exists() else OPEN
    _of_pair(keeper, kept, gone).filter(state="same").update(state=before)
    away = ListedRow.objects.filter(organisation_id=keeper).filter(
        Q(merged_into_id__isnull=False) | Q(is_withdrawn=True)
    )
    rows = CandidateRow.objects.filter(_with(gone), organisation_id=keeper, state=GONE)
    numbers = away.values("id")
    rows.exclude(first_id__in=numbers).exclude(second_id__in=numbers).update(state=OPEN)


def _with(listed: int) -> Q:
    return Q(first_id=listed) | Q(second_id=listed)


def _of_pair(keeper: int, one: int, other: int) -> QuerySet[CandidateRow]:
    first, second = pair_of(one, other)
    return CandidateRow.objects.filter(organisation_id=keeper, first_id=first, second_id=second)
