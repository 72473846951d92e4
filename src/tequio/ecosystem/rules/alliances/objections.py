"""In which state of an alliance what can be done.  Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tequio.ecosystem.rules.alliances import refusals as no
from tequio.ecosystem.rules.alliances.rule import AllianceRule
from tequio.ecosystem.rules.alliances.standing import (
    Alliance,
    admits_from,
    partners_on,
    standing,
)
from tequio.kernel import Refusal

MOST_ACTIONS = 60


def objections_to_found(rule: str, found: AllianceRule | None, *, name: str) -> Iterator[Refusal]:
    """Against an alliance of this name by this rule; `found`: it, if it is known."""
    if found is None:
        yield no.NO_SUCH_RULE.because(rule=rule)
    if not name.strip():
        yield no.NAME_MISSING.because()


def objections_to_join(
    alliance: Alliance, rule: AllianceRule, *, actor: int, sector: str, on: date
) -> Iterator[Refusal]:
    """Against an organisation's taking part for a sector."""
    yield from _objections_to_ended(alliance, on)
    if sector not in {one.code for one in rule.sectors}:
        yield no.NO_SUCH_SECTOR.because(sector=sector)
    for partner in partners_on(alliance, on):
        if partner.actor == actor:
            yield no.ALREADY_PARTNER.because(day=partner.since)


def objections_to_leave(alliance: Alliance, *, actor: int, on: date) -> Iterator[Refusal]:
    """Against an organisation's leaving: nobody is held, but who is not in cannot leave."""
    yield from _objections_to_ended(alliance, on)
    if actor not in {partner.actor for partner in partners_on(alliance, on)}:
        yield no.NOT_A_PARTNER.because()


def objections_to_plan(
    alliance: Alliance, *, words: str, actions: int, on: date
) -> Iterator[Refusal]:
    """Against a work plan with so many actions; `words`: what it is for."""
    yield from _objections_to_ended(alliance, on)
    if not words.strip():
        yield no.PLAN_SAYS_NOTHING.because()
    if not actions:
        yield no.PLAN_WITHOUT_ACTIONS.because()
    elif actions > MOST_ACTIONS:
        yield no.TOO_MANY_ACTIONS.because(most=MOST_ACTIONS, found=actions)


def objections_to_register(
    alliance: Alliance, rule: AllianceRule, *, folio: str, registered_on: date, today: date
) -> Iterator[Refusal]:
    """Against registering an alliance by a folio of a day.  What it needs, it has on that day: an
    earlier day is no way to a shorter clock."""
    yield from _objections_to_ended(alliance, today)
    if alliance.registered_on is not None:
        yield no.REGISTERED_ALREADY.because(day=alliance.registered_on)
        return
    if not folio.strip():
        yield no.FOLIO_MISSING.because()
    if not alliance.founded_on <= registered_on <= today:
        yield no.FOLIO_ON_NO_SUCH_DAY.because(since=alliance.founded_on, until=today)
        return
    yield from _objections_to_places(alliance, rule, registered_on)
    if alliance.planned_on is None or alliance.planned_on > registered_on:
        yield no.WORK_PLAN_MISSING.because()


def objections_to_follow(
    alliance: Alliance, *, words: str, followed_on: date, today: date
) -> Iterator[Refusal]:
    """Against recording on a day how its formation goes."""
    yield from _objections_to_ended(alliance, today)
    if not words.strip():
        yield no.NOTHING_TOLD.because()
    since = alliance.registered_on
    if since is None:
        yield no.NOT_REGISTERED.because()
    elif not since <= followed_on <= today:
        yield no.FOLLOWED_ON_NO_SUCH_DAY.because(since=since, until=today)


def objections_to_propose(
    alliance: Alliance, rule: AllianceRule, *, proposal: int | None, on: date
) -> Iterator[Refusal]:
    """Against asking for the admission; `proposal`: it is asked for already."""
    yield from _objections_to_formation(alliance, rule, on)
    if proposal is not None:
        yield no.ADMISSION_AT_WORK.because(proposal=proposal)


def objections_to_admit(
    alliance: Alliance, rule: AllianceRule, *, is_decided: bool, on: date
) -> Iterator[Refusal]:
    """Against admitting on a day an alliance whose admission was asked for; `is_decided`: a
    resolution says so.  Its time of formation was over when it was asked for."""
    yield from _objections_to_ended(alliance, on)
    yield from _objections_to_standing(alliance, rule, on)
    if not is_decided:
        yield no.ADMISSION_NOT_DECIDED.because()


def objections_to_end(alliance: Alliance, *, words: str, on: date) -> Iterator[Refusal]:
    """Against ending an alliance; `words`: why."""
    yield from _objections_to_ended(alliance, on)
    if not words.strip():
        yield no.NOTHING_TOLD.because()


def _objections_to_ended(alliance: Alliance, on: date) -> Iterator[Refusal]:
    if alliance.ended_on is not None and alliance.ended_on <= on:
        yield no.ALLIANCE_ENDED.because(day=alliance.ended_on)


def _objections_to_places(alliance: Alliance, rule: AllianceRule, on: date) -> Iterator[Refusal]:
    taken = partners_on(alliance, on)
    for sector in rule.sectors:
        found = sum(partner.sector == sector.code for partner in taken)
        kind = no.SECTOR_MISSING.get(sector.code)
        if found < sector.least and kind is not None:
            yield kind.because(found=found, least=sector.least)
        elif found < sector.least:
            yield no.OTHER_SECTOR_MISSING.because(
                sector=sector.code, found=found, least=sector.least
            )
    actors = len({partner.actor for partner in taken})
    if actors < rule.least_actors:
        yield no.TOO_FEW_PARTNERS.because(found=actors, least=rule.least_actors)


def _objections_to_formation(alliance: Alliance, rule: AllianceRule, on: date) -> Iterator[Refusal]:
    """What asking for the admission needs on a day."""
    yield from _objections_to_ended(alliance, on)
    since, until = alliance.registered_on, admits_from(alliance, rule)
    if since is None or until is None:
        yield no.NOT_REGISTERED.because()
        return
    if on < until:
        yield no.FORMATION_NOT_OVER.because(day=until, months=rule.months, since=since)
    if alliance.followed_on is None or not since <= alliance.followed_on <= on:
        yield no.NEVER_FOLLOWED.because()
    yield from _objections_to_standing(alliance, rule, on)


def _objections_to_standing(alliance: Alliance, rule: AllianceRule, on: date) -> Iterator[Refusal]:
    """It is not admitted yet, and none of its places is empty."""
    if alliance.admitted_on is not None:
        yield no.ADMITTED_ALREADY.because(day=alliance.admitted_on)
        return
    refill_until = standing(alliance, rule, on).refill_until
    if refill_until is not None:
        yield no.ALLIANCE_SUSPENDED.because(day=refill_until)
        yield from _objections_to_places(alliance, rule, on)
