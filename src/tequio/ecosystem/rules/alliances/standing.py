"""How an alliance stands on a day.  Everything follows from days that were recorded.  Pure.

An alliance from which a sector leaves is suspended with a day until which to fill the place, not
deleted; filled again it is what it was before.  The clock of formation starts with the folio, runs
by calendar months, and nothing shortens it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tequio.ecosystem.rules.alliances.rule import AllianceRule
from tequio.kernel import add_months
from tequio.kernel import gettext_noop as _

FORMING, REGISTERED, IN_FORMATION = "forming", "registered", "in_formation"
ADMITTED, SUSPENDED, ENDED = "admitted", "suspended", "ended"
STATUSES: Mapping[str, str] = {
    FORMING: _("is finding its partners"),
    REGISTERED: _("is registered; its time of formation runs"),
    IN_FORMATION: _("is in formation and is being followed"),
    ADMITTED: _("is admitted"),
    SUSPENDED: _("is suspended until its missing place is filled"),
    ENDED: _("has ended"),
}


@dataclass(frozen=True)
class Partner:
    """A listed organisation that takes part for a sector; on `left_on` it is gone."""

    actor: int
    sector: str
    since: date
    left_on: date | None = None

    def is_in(self, day: date) -> bool:
        """Whether it takes part on a day."""
        return self.since <= day and (self.left_on is None or day < self.left_on)


@dataclass(frozen=True)
class Alliance:
    """What is recorded of an alliance.

    partners       all that ever took part
    planned_on     day of its first work plan
    registered_on  day of the folio
    followed_on    first day on which somebody looked how its formation goes
    """

    id: int
    founded_on: date
    partners: tuple[Partner, ...] = ()
    planned_on: date | None = None
    folio: str = ""
    registered_on: date | None = None
    followed_on: date | None = None
    admitted_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True)
class Standing:
    """How it stands on a day.

    status        one of STATUSES
    before        what it is again once its missing places are filled, while it is suspended
    missing       codes of sectors that lack somebody
    lacks_actors  so many partners too few
    refill_until  while it is suspended; `is_overdue`: that day has passed
    admits_from   first day on which it can be admitted, once it has a folio
    """

    status: str
    before: str
    missing: tuple[str, ...]
    lacks_actors: int
    refill_until: date | None
    is_overdue: bool
    admits_from: date | None


def partners_on(alliance: Alliance, day: date) -> tuple[Partner, ...]:
    """Who takes part on a day."""
    return tuple(partner for partner in alliance.partners if partner.is_in(day))


def missing_sectors(alliance: Alliance, rule: AllianceRule, day: date) -> tuple[str, ...]:
    """Codes of sectors of which there are too few on a day, in the order of the rule."""
    found = Counter(partner.sector for partner in partners_on(alliance, day))
    return tuple(sector.code for sector in rule.sectors if found[sector.code] < sector.least)


def lacking_actors(alliance: Alliance, rule: AllianceRule, day: date) -> int:
    """How many partners too few there are on a day."""
    found = {partner.actor for partner in partners_on(alliance, day)}
    return max(0, rule.least_actors - len(found))


def admits_from(alliance: Alliance, rule: AllianceRule) -> date | None:
    """The day on which the months of formation are over: the same day of a later month, or the
    last one of a month that is shorter."""
    day = alliance.registered_on
    return None if day is None else add_months(day, rule.months)


def standing(alliance: Alliance, rule: AllianceRule, on: date) -> Standing:
    """How an alliance stands on a day."""
    before = _reached(alliance, on)
    open_since = _open_since(alliance, rule, on)
    until = None if open_since is None else open_since + timedelta(days=rule.refill_days)
    return Standing(
        status=before if until is None else SUSPENDED,
        before=before,
        missing=missing_sectors(alliance, rule, on),
        lacks_actors=lacking_actors(alliance, rule, on),
        refill_until=until,
        is_overdue=until is not None and until < on,
        admits_from=admits_from(alliance, rule),
    )


def _reached(alliance: Alliance, on: date) -> str:
    steps = (
        (ENDED, alliance.ended_on),
        (ADMITTED, alliance.admitted_on),
        (IN_FORMATION, alliance.followed_on),
        (REGISTERED, alliance.registered_on),
    )
    return next((step for step, day in steps if day is not None and day <= on), FORMING)


def _open_since(alliance: Alliance, rule: AllianceRule, on: date) -> date | None:
    """Since when, without a break, places are empty of an alliance that had filled them."""
    registered = alliance.registered_on
    if registered is None or registered > on or _reached(alliance, on) == ENDED:
        return None
    moved = (day for one in alliance.partners for day in (one.since, one.left_on))
    days = {registered} | {day for day in moved if day is not None and registered < day <= on}
    open_since: date | None = None
    for day in sorted(days):
        is_full = not (missing_sectors(alliance, rule, day) or lacking_actors(alliance, rule, day))
        open_since = None if is_full else open_since or day
    return open_since
