"""What other networks found, as it is kept here: theirs, with issuer and day, counted nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tequio.registry.queries.feeding import Subscription, subscriptions_of
from tequio.registry.queries.hand import families_of, family_of
from tequio.screening.models import PartnerVerdictRow
from tequio.screening.rules.partners import Kept, rules_named, to_follow


@dataclass(frozen=True)
class PartnerVerdict:
    """A verdict of another network.

    listed       number under which the organisation stands in the register now
    gates        conditions that it names
    address      where they publish it; status: where it can be asked whether it counts still; empty
                 where that is no address of the web
    followed_as  title of the feed of theirs that this register follows; empty if it follows none
    """

    id: int
    listed: int
    issuer: str
    issuer_key: str
    pack: str
    verdict: str
    gates: tuple[str, ...]
    decided_on: date
    holds_until: date | None
    address: str
    status: str
    followed_as: str

    def is_over(self, today: date) -> bool:
        """Whether its time was over by its own words."""
        return self.holds_until is not None and self.holds_until < today


def partner_verdicts(examiner: int, listed: int) -> tuple[PartnerVerdict, ...]:
    """What others found of one organisation: of each network by the same rules the newest."""
    return partner_verdicts_of(examiner, [listed]).get(listed, ())


def partner_verdicts_of(
    examiner: int, numbers: Iterable[int]
) -> dict[int, tuple[PartnerVerdict, ...]]:
    """The same for many, the newest first; of whom nothing is kept is left out.  At most four
    queries, and one for each step of merges."""
    families = families_of(examiner, numbers)
    rows = PartnerVerdictRow.objects.filter(
        organisation_id=examiner,
        listed_id__in={one for family in families.values() for one in family},
        withdrawn_at__isnull=True,
    )
    kept = list(rows.order_by("-decided_on", "-id"))
    feeds = {one.key: one.title for one in followed(examiner)} if kept else {}
    found = {}
    for number, family in families.items():
        newest: dict[tuple[str, str], PartnerVerdict] = {}
        for row in kept:
            if row.listed_id in family:
                whose = row.issuer_key, rules_named(row.pack)
                newest.setdefault(whose, _verdict(row, number, feeds.get(row.issuer_key, "")))
        if newest:
            found[number] = tuple(newest.values())
    return found


def followed(examiner: int) -> list[Subscription]:
    """The feeds that a register follows now, of those whose key is known.  Two queries."""
    return [one for one in subscriptions_of(examiner) if one.ended_at is None and one.key]


def feed_of_key(examiner: int, key: str) -> str:
    """The title of the feed that this key signs and the register follows; else empty."""
    return next((one.title for one in followed(examiner) if one.key == key), "")


def kept_of(examiner: int, listed: int) -> list[Kept]:
    """All that was ever kept of an organisation.  One query, and one for each step of merges."""
    rows = PartnerVerdictRow.objects.filter(
        organisation_id=examiner, listed_id__in=family_of(examiner, listed)
    )
    return [
        Kept(
            row.id,
            row.issuer_key,
            row.pack,
            row.decided_on,
            row.digest,
            row.withdrawn_at is not None,
        )
        for row in rows.order_by("id")
    ]


def _verdict(row: PartnerVerdictRow, listed: int, feed: str) -> PartnerVerdict:
    said = json.loads(row.credential)
    return PartnerVerdict(
        id=row.id,
        listed=listed,
        issuer=row.issuer,
        issuer_key=row.issuer_key,
        pack=row.pack,
        verdict=row.verdict,
        gates=tuple(said["credentialSubject"]["gatesNotMet"]),
        decided_on=row.decided_on,
        holds_until=row.holds_until,
        address=to_follow(said["id"]),
        status=to_follow(said["credentialStatus"]["id"]),
        followed_as=feed,
    )
