"""Practices that were offered, and what became of the offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from tequio.knowledge.models import OfferRow
from tequio.knowledge.queries.versions import titles_at
from tequio.knowledge.queries.words import words_across
from tequio.knowledge.rules.offering import Offer
from tequio.membership import queries as members

MOST = 200


@dataclass(frozen=True)
class OfferSeen:
    """An offer with its words.

    keeper, receiver  number, short name and name of whoever offers and of whoever receives
    """

    id: int
    keeper: tuple[int, str, str]
    receiver: tuple[int, str, str]
    innovation: int
    version: int
    title: str
    words: str
    offered_at: datetime
    answer: str
    answer_words: str
    answered_at: datetime | None


def offer_of(keeper: int, number: int) -> Offer | None:
    """An offer as it stands.  One query."""
    row = OfferRow.objects.filter(organisation_id=keeper, id=number).first()
    return Offer(row.id, row.receiver_id, row.answer) if row else None


def waiting_offer(keeper: int, innovation: int, receiver: int) -> int | None:
    """The unanswered offer of this practice to this organisation.  One query."""
    rows = OfferRow.objects.filter(
        organisation_id=keeper, innovation_id=innovation, receiver_id=receiver, answer=""
    )
    return rows.order_by("id").values_list("id", flat=True).first()


def standing_offer(keeper: int, innovation: int, receiver: int) -> int | None:
    """The newest offer of this practice that this organisation did not decline.  One query."""
    rows = OfferRow.objects.filter(
        organisation_id=keeper, innovation_id=innovation, receiver_id=receiver
    ).exclude(answer="declined")
    return rows.order_by("-id").values_list("id", flat=True).first()


def offers_to(receiver: int, *, is_waiting: bool = False) -> list[OfferSeen]:
    """What was offered to an organisation, the newest first.  Four queries, however many; the
    caller checked who looks."""
    rows = OfferRow.objects.filter(receiver_id=receiver)
    return _seen(rows.filter(answer="") if is_waiting else rows)


def offers_by(keeper: int, *, innovation: int | None = None) -> list[OfferSeen]:
    """What an organisation offered, the newest first.  At most four queries."""
    rows = OfferRow.objects.filter(organisation_id=keeper)
    return _seen(rows.filter(innovation_id=innovation) if innovation is not None else rows)


def _seen(rows: QuerySet[OfferRow]) -> list[OfferSeen]:
    found = list(rows.order_by("-offered_at", "-id")[:MOST])
    if not found:
        return []
    parties = {one for row in found for one in (row.organisation_id, row.receiver_id)}
    names = {one.id: (one.id, one.slug, one.name) for one in members.organisations(parties)}
    titles = titles_at({(row.organisation_id, row.innovation_id, row.version) for row in found})
    words = words_across(
        (row.organisation_id, one) for row in found for one in (row.text_id, row.answer_id)
    )
    return [
        OfferSeen(
            id=row.id,
            keeper=names[row.organisation_id],
            receiver=names[row.receiver_id],
            innovation=row.innovation_id,
            version=row.version,
            title=titles.get((row.organisation_id, row.innovation_id, row.version), ""),
            words=words[row.organisation_id, row.text_id],
            offered_at=row.offered_at,
            answer=row.answer,
            answer_words=words[row.organisation_id, row.answer_id],
            answered_at=row.answered_at,
        )
        for row in found
    ]
