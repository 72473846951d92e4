"""Alliances gather: they are founded, and organisations join and leave them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from tequio.chronicle.rules.inputs import Code, Id, Text, Title
from tequio.chronicle.service import act, take_ids
from tequio.ecosystem.models import AllianceRow, PartnerRow
from tequio.ecosystem.queries.alliances import (
    facts_of,
    rule_called,
)
from tequio.ecosystem.queries.standing import (
    here_of,
    objections_to_organise,
    speaks_as,
    speaks_as_known,
)
from tequio.ecosystem.rules import alliances as rules
from tequio.ecosystem.rules import told_of_alliances as told
from tequio.ecosystem.rules.alliances import refusals as no
from tequio.ecosystem.rules.standing import (
    ITS_OFFICERS,
    NOT_ITS_OFFICER,
    ORGANISERS,
    objections_to_overrule,
)
from tequio.kernel import Act, Refused, digest, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.queries.hand import family_of, heads_of, listed_of
from tequio.registry.rules import deciding
from tequio.screening.rules.case_refusals import SPEAKS_FOR_ITSELF

RuleKey = Annotated[str, Text(50)]
"""Such as nodess@1."""
Place = Annotated[str, Text(120)]


@dataclass(frozen=True)
class Invited:
    """A listed organisation that takes part from the beginning, for a sector."""

    listed: Id
    sector: Code


@dataclass(frozen=True)
class Known:
    """An alliance as it is recorded, its rule and its row."""

    alliance: rules.Alliance
    rule: rules.AllianceRule
    row: AllianceRow


def known(keeper: int, alliance: int) -> Known:
    """What is recorded of an alliance.  Raises Refused."""
    found = facts_of(keeper, [alliance]).get(alliance)
    if found is None:
        raise Refused(no.NO_SUCH_ALLIANCE.because(alliance=alliance))
    rule = rule_called(found[1].rule)
    assert rule is not None, "it was known when the alliance was founded"
    return Known(found[0], rule, found[1])


@act(
    "ecosystem.found_alliance",
    may=ORGANISERS,
    refusals=[
        OFFICE_NOT_HELD,
        no.NO_SUCH_RULE,
        no.NAME_MISSING,
        no.NO_SUCH_SECTOR,
        no.ALREADY_PARTNER,
        *deciding.OF_A_LISTED,
    ],
)
def found_alliance(
    act: Act,
    /,
    *,
    name: Title,
    rule: RuleKey = "nodess",
    territory: Place = "",
    partners: tuple[Invited, ...] = (),
    listed: Id | None = None,
) -> told.AllianceFounded:
    """Begin to gather an alliance of several sectors.

    rule      such as nodess
    partners  listed organisations that take part from today, each for a sector of the rule
    listed    under which the alliance itself stands in the register, if it does
    """
    refuse(objections_to_organise(act))
    keeper, found = act.of_organisation, rule_called(rule)
    refuse(rules.objections_to_found(rule, found, name=name))
    assert found is not None, "it was refused above"
    _refuse_partners(act, found, partners)
    row = AllianceRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        name=name.strip(),
        territory=territory.strip(),
        rule=found.key,
        digest=found.digest,
        party_id=_refuse_unlisted(keeper, listed) if listed is not None else None,
        founded_on=act.today,
        person_id=act.by_somebody,
    )
    return told.AllianceFounded(
        alliance=row.id,
        name=digest(row.name),
        territory=digest(row.territory),
        rule=row.rule,
        content=row.digest,
        party=row.party_id,
        partners=tuple(_take(act, row.id, one, is_own=False) for one in partners),
        founded_on=row.founded_on,
    )


def _refuse_partners(act: Act, rule: rules.AllianceRule, partners: tuple[Invited, ...]) -> None:
    """Raises Refused for one of them that cannot take part from today on beside those before it."""
    alliance = rules.Alliance(0, act.today)
    for one in partners:
        _refuse_unlisted(act.of_organisation, one.listed)
        taken = rules.Partner(one.listed, one.sector, act.today)
        refuse(
            rules.objections_to_join(
                alliance, rule, actor=taken.actor, sector=taken.sector, on=act.today
            )
        )
        alliance = replace(alliance, partners=(*alliance.partners, taken))


def _refuse_unlisted(keeper: int, listed: int) -> int | None:
    """The organisation of the node that a listed one is.  Raises Refused where none is listed."""
    found = listed_of(keeper, [listed]).get(listed)
    refuse(deciding.objections_to_listed(listed, found))
    return found.party if found else None


def _take(act: Act, alliance: int, one: Invited, *, is_own: bool) -> told.PartnerTaken:
    row = PartnerRow.objects.create(
        organisation_id=act.of_organisation,
        id=take_ids(act.of_organisation),
        alliance_id=alliance,
        listed_id=one.listed,
        sector=one.sector,
        is_own=is_own,
        person_id=act.by_somebody,
        joined_on=act.today,
    )
    return told.PartnerTaken(row.id, one.listed, one.sector, is_own)


@act(
    "ecosystem.join_alliance",
    may=ITS_OFFICERS,
    refusals=[
        *deciding.OF_A_LISTED,
        NOT_ITS_OFFICER,
        no.NO_SUCH_ALLIANCE,
        no.ALLIANCE_ENDED,
        no.NO_SUCH_SECTOR,
        no.ALREADY_PARTNER,
    ],
)
def join_alliance(act: Act, /, *, alliance: Id, listed: Id, sector: Code) -> told.AllianceJoined:
    """A listed organisation takes part in an alliance from today on, for a sector of its rule."""
    is_own = speaks_as(act, listed)
    found = known(act.of_organisation, alliance)
    refuse(
        rules.objections_to_join(
            found.alliance, found.rule, actor=listed, sector=sector, on=act.today
        )
    )
    taken = _take(act, alliance, Invited(listed, sector), is_own=is_own)
    return told.AllianceJoined(alliance, taken.partner, listed, sector, is_own, act.today)


@act(
    "ecosystem.leave_alliance",
    may=ITS_OFFICERS,
    refusals=[
        NOT_ITS_OFFICER,
        no.NO_SUCH_ALLIANCE,
        no.ALLIANCE_ENDED,
        no.NOT_A_PARTNER,
        SPEAKS_FOR_ITSELF,
    ],
)
def leave_alliance(act: Act, /, *, alliance: Id, listed: Id) -> told.AllianceLeft:
    """A listed organisation leaves an alliance.  If its sector is then empty, the alliance is
    suspended until somebody fills it; nothing is deleted.  One of this node that joined itself
    leaves itself.

    listed  under any number that was found to be it
    """
    keeper = act.of_organisation
    is_own = speaks_as_known(act, listed)
    found, actor = known(keeper, alliance), heads_of(keeper, [listed])[listed]
    refuse(rules.objections_to_leave(found.alliance, actor=actor, on=act.today))
    rows = PartnerRow.objects.filter(organisation_id=keeper, alliance_id=alliance, left_on=None)
    of_it = rows.filter(listed_id__in=family_of(keeper, actor)).order_by("id")
    partner, came_itself = of_it.values_list("id", "is_own")[0]
    is_theirs = came_itself and bool(here_of(keeper, [actor]))
    refuse(objections_to_overrule(is_own=is_own, is_theirs=is_theirs))
    rows.filter(id=partner).update(left_on=act.today)
    after = known(keeper, alliance)
    missing = rules.missing_sectors(after.alliance, after.rule, act.today)
    return told.AllianceLeft(alliance, partner, listed, act.today, missing)
