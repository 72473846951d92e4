"""Antennas listen, and watch meetings are held."""

from __future__ import annotations

from datetime import date

from tequio.chronicle.rules.inputs import Code, Id, Name, Small
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, digest, refuse
from tequio.knowledge.models import AntennaRow, WatchRow
from tequio.knowledge.queries.standing import objections_to_keep
from tequio.knowledge.queries.watched import bringers_of
from tequio.knowledge.rules import watching as rules
from tequio.knowledge.rules.standing import KEEPERS
from tequio.knowledge.rules.told_of_watching import (
    AntennaClosed,
    AntennaOpened,
    WatchClosed,
    WatchOpened,
)
from tequio.membership.queries.federating import groups_on
from tequio.membership.rules import OFFICE_NOT_HELD


@act("knowledge.open_antenna", may=KEEPERS, refusals=[OFFICE_NOT_HELD, *rules.OF_AN_ANTENNA])
def open_antenna(
    act: Act,
    /,
    *,
    name: Name,
    tier: Code,
    region: rules.Region = "",
    sector: rules.Sector = "",
    party: Id | None = None,
) -> AntennaOpened:
    """Write down who listens for you: in a region, in a sector, or at an apex organisation.

    tier    region, sector or apex
    region  in plain words
    sector  code of a concept, such as childcare
    party   number of the organisation that is the antenna, if it is one of the network
    """
    refuse(objections_to_keep(act))
    keeper = act.of_organisation
    is_near = party in (None, keeper) or party in groups_on(keeper, act.today)
    refuse(
        rules.objections_to_open_antenna(
            name=name, tier=tier, region=region, sector=sector, is_near=is_near
        )
    )
    row = AntennaRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        name=name.strip(),
        tier=tier,
        region=region.strip(),
        sector=sector,
        party_id=party,
        opened_on=act.today,
    )
    return AntennaOpened(
        antenna=row.id,
        name=digest(row.name),
        tier=tier,
        region=digest(row.region),
        sector=sector,
        party=party,
        opened_on=act.today,
    )


@act("knowledge.close_antenna", may=KEEPERS, refusals=[OFFICE_NOT_HELD, rules.NO_SUCH_ANTENNA])
def close_antenna(act: Act, /, *, antenna: Id) -> AntennaClosed:
    """Write down that nobody listens there any more; what it brought stays."""
    refuse(objections_to_keep(act))
    rows = AntennaRow.objects.filter(
        organisation_id=act.of_organisation, id=antenna, closed_on=None
    )
    if not rows.update(closed_on=act.today):
        raise Refused(rules.NO_SUCH_ANTENNA.because(antenna=antenna))
    return AntennaClosed(antenna, act.today)


def antenna_here(keeper: int, antenna: int | None) -> AntennaRow | None:
    """An antenna that listens, or none where none is named.  Raises Refused."""
    if antenna is None:
        return None
    row = AntennaRow.objects.filter(organisation_id=keeper, id=antenna, closed_on=None).first()
    if row is None:
        raise Refused(rules.NO_SUCH_ANTENNA.because(antenna=antenna))
    return row


def watch_here(keeper: int, watch: int) -> WatchRow:
    """A watch meeting.  Raises Refused."""
    row = WatchRow.objects.filter(organisation_id=keeper, id=watch).first()
    if row is None:
        raise Refused(rules.NO_SUCH_WATCH.because(watch=watch))
    return row


@act(
    "knowledge.open_watch",
    may=KEEPERS,
    refusals=[OFFICE_NOT_HELD, rules.WATCH_UNNAMED, rules.NO_SUCH_ANTENNA],
)
def open_watch(
    act: Act, /, *, title: Name, held_on: date | None = None, antenna: Id | None = None
) -> WatchOpened:
    """Open a watch meeting: one round in which everybody brings one observation.

    held_on  the day; left out: today
    antenna  that calls it, if one does
    """
    refuse(objections_to_keep(act))
    keeper = act.of_organisation
    if not title.strip():
        raise Refused(rules.WATCH_UNNAMED.because())
    antenna_here(keeper, antenna)
    row = WatchRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        title=title.strip(),
        held_on=held_on or act.today,
        antenna_id=antenna,
        person_id=act.by_somebody,
        opened_at=act.at,
    )
    return WatchOpened(row.id, digest(row.title), row.held_on, antenna)


@act(
    "knowledge.close_watch",
    may=KEEPERS,
    refusals=[
        OFFICE_NOT_HELD,
        rules.NO_SUCH_WATCH,
        rules.WATCH_CLOSED,
        rules.WATCH_TO_COME,
        rules.NOBODY_PRESENT,
        rules.FEWER_THAN_BROUGHT,
    ],
)
def close_watch(act: Act, /, *, watch: Id, present: Small) -> WatchClosed:
    """Close a watch meeting, and say how many were there.

    What was brought to it and waits in somebody's phone is still taken afterwards.
    """
    refuse(objections_to_keep(act))
    row = watch_here(act.of_organisation, watch)
    refuse(
        rules.objections_to_close(
            held_on=row.held_on,
            is_closed=row.closed_at is not None,
            present=present,
            brought=bringers_of(row.organisation_id, watch),
            today=act.today,
        )
    )
    WatchRow.objects.filter(organisation_id=row.organisation_id, id=watch).update(
        closed_at=act.at, present=present
    )
    return WatchClosed(watch, present)
