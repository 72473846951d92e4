"""Alliances gather: founded, joined, left, planned, registered, followed, ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from tequio.chronicle.rules.inputs import Code, Id, Text, Title, Words
from tequio.chronicle.service import act, take_ids
from tequio.ecosystem.models import AllianceRow, AllianceStepRow, PartnerRow, PlanRow
from tequio.ecosystem.queries.alliances import (
    ENDED,
    FOLLOWED,
    REGISTERED,
    facts_of,
    folio_of,
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
from tequio.ecosystem.service.speaking import somebody
from tequio.kernel import Act, Refusal, Refused, canonical, digest, plain, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.queries.hand import family_of, heads_of, listed_of
from tequio.registry.rules import deciding
from tequio.registry.service.speaking import words_kept
from tequio.screening.rules.case_refusals import SPEAKS_FOR_ITSELF

RuleKey = Annotated[str, Text(50)]
"""Such as nodess@1."""
Folio = Annotated[str, Text(40)]
Place = Annotated[str, Text(120)]


@dataclass(frozen=True)
class Invited:
    """A listed organisation that takes part from the beginning, for a sector."""

    listed: Id
    sector: Code


@dataclass(frozen=True)
class Planned:
    """One action of a work plan: what, where in the territory, by which partner, until when."""

    words: Annotated[str, Text(400)]
    where: Place = ""
    who: Id | None = None
    until: date | None = None


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
    alliance = rules.Alliance(0, act.today)
    for one in partners:
        _refuse_unlisted(keeper, one.listed)
        refuse(_objections_to_join(act, alliance, found, one))
        taken = rules.Partner(one.listed, one.sector, act.today)
        alliance = rules.Alliance(0, act.today, (*alliance.partners, taken))
    row = AllianceRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        name=name.strip(),
        territory=territory.strip(),
        rule=found.key,
        digest=found.digest,
        party_id=_refuse_unlisted(keeper, listed) if listed is not None else None,
        founded_on=act.today,
        person_id=somebody(act),
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


def _refuse_unlisted(keeper: int, listed: int) -> int | None:
    """The organisation of the node that a listed one is.  Raises Refused where none is listed."""
    found = listed_of(keeper, [listed]).get(listed)
    refuse(deciding.objections_to_listed(listed, found))
    return found.party if found else None


def _objections_to_join(
    act: Act, alliance: rules.Alliance, rule: rules.AllianceRule, one: Invited
) -> Iterator[Refusal]:
    yield from rules.objections_to_join(
        alliance, rule, actor=one.listed, sector=one.sector, on=act.today
    )


def _take(act: Act, alliance: int, one: Invited, *, is_own: bool) -> told.PartnerTaken:
    row = PartnerRow.objects.create(
        organisation_id=act.of_organisation,
        id=take_ids(act.of_organisation),
        alliance_id=alliance,
        listed_id=one.listed,
        sector=one.sector,
        is_own=is_own,
        person_id=somebody(act),
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
    one = Invited(listed, sector)
    refuse(_objections_to_join(act, found.alliance, found.rule, one))
    taken = _take(act, alliance, one, is_own=is_own)
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


@act(
    "ecosystem.plan_alliance",
    may=ORGANISERS,
    refusals=[
        OFFICE_NOT_HELD,
        no.NO_SUCH_ALLIANCE,
        no.ALLIANCE_ENDED,
        no.PLAN_WITHOUT_ACTIONS,
        no.TOO_MANY_ACTIONS,
        no.PLAN_SAYS_NOTHING,
        no.NOT_A_PARTNER,
    ],
)
def plan_alliance(
    act: Act, /, *, alliance: Id, words: Words, actions: tuple[Planned, ...]
) -> told.AlliancePlanned:
    """Write the work plan of an alliance, or a new version of it; earlier ones stay.

    words    what the plan is for
    actions  what is done where in the territory, by which partner, until when
    """
    refuse(objections_to_organise(act))
    keeper = act.of_organisation
    found = known(keeper, alliance)
    said = [one for one in actions if one.words.strip()]
    refuse(rules.objections_to_plan(found.alliance, actions=len(said), words=words, on=act.today))
    inside = {one.actor for one in rules.partners_on(found.alliance, act.today)}
    heads = heads_of(keeper, [one.who for one in said if one.who is not None])
    if not inside.issuperset(heads.values()):
        raise Refused(no.NOT_A_PARTNER.because())
    content = canonical([plain(one) for one in said])
    text, proof = words_kept(keeper, words)
    assert text is not None, "words without words were refused"
    number = PlanRow.objects.filter(organisation_id=keeper, alliance_id=alliance).count() + 1
    PlanRow.objects.create(
        organisation_id=keeper,
        alliance_id=alliance,
        number=number,
        text_id=text,
        actions=content,
        day=act.today,
        person_id=somebody(act),
    )
    return told.AlliancePlanned(
        alliance, number, text, proof, digest(content), len(said), act.today
    )


@act(
    "ecosystem.register_alliance",
    may=ORGANISERS,
    refusals=[
        OFFICE_NOT_HELD,
        no.NO_SUCH_ALLIANCE,
        no.ALLIANCE_ENDED,
        no.REGISTERED_ALREADY,
        no.FOLIO_MISSING,
        no.FOLIO_TAKEN,
        no.FOLIO_ON_NO_SUCH_DAY,
        *no.SECTOR_MISSING.values(),
        no.OTHER_SECTOR_MISSING,
        no.TOO_FEW_PARTNERS,
        no.WORK_PLAN_MISSING,
    ],
)
def register_alliance(
    act: Act, /, *, alliance: Id, folio: Folio, registered_on: date | None = None
) -> told.AllianceRegistered:
    """Write down the folio under which an alliance was registered; its time of formation begins.

    registered_on  day of the folio; left out: today
    """
    refuse(objections_to_organise(act))
    keeper = act.of_organisation
    found, day, number = known(keeper, alliance), registered_on or act.today, folio.strip()
    refuse(
        rules.objections_to_register(
            found.alliance, found.rule, folio=number, registered_on=day, today=act.today
        )
    )
    other = folio_of(keeper, number)
    if other is not None:
        raise Refused(no.FOLIO_TAKEN.because(alliance=other))
    AllianceRow.objects.filter(organisation_id=keeper, id=alliance).update(
        folio=number, registered_on=day
    )
    step = step_taken(act, alliance, REGISTERED, day=day)
    until = rules.admits_from(known(keeper, alliance).alliance, found.rule)
    assert until is not None, "it has a folio now"
    return told.AllianceRegistered(alliance, step, digest(number), day, until)


@act(
    "ecosystem.follow_alliance",
    may=ORGANISERS,
    refusals=[
        OFFICE_NOT_HELD,
        no.NO_SUCH_ALLIANCE,
        no.ALLIANCE_ENDED,
        no.NOT_REGISTERED,
        no.FOLLOWED_ON_NO_SUCH_DAY,
        no.NOTHING_TOLD,
    ],
)
def follow_alliance(
    act: Act, /, *, alliance: Id, words: Words, day: date | None = None
) -> told.AllianceFollowed:
    """Write down how the formation of an alliance goes.

    day  on which it was looked at; left out: today
    """
    refuse(objections_to_organise(act))
    found, seen = known(act.of_organisation, alliance), day or act.today
    refuse(
        rules.objections_to_follow(found.alliance, words=words, followed_on=seen, today=act.today)
    )
    text, proof = words_kept(act.of_organisation, words)
    assert text is not None, "words without words were refused"
    step = step_taken(act, alliance, FOLLOWED, day=seen, text=text)
    return told.AllianceFollowed(alliance, step, text, proof, seen)


@act(
    "ecosystem.end_alliance",
    may=ORGANISERS,
    refusals=[OFFICE_NOT_HELD, no.NO_SUCH_ALLIANCE, no.ALLIANCE_ENDED, no.NOTHING_TOLD],
)
def end_alliance(act: Act, /, *, alliance: Id, words: Words) -> told.AllianceEnded:
    """Say that an alliance has ended, and why; what it did stays to be read."""
    refuse(objections_to_organise(act))
    found = known(act.of_organisation, alliance)
    refuse(rules.objections_to_end(found.alliance, words=words, on=act.today))
    text, proof = words_kept(act.of_organisation, words)
    assert text is not None, "words without words were refused"
    step = step_taken(act, alliance, ENDED, day=act.today, text=text)
    return told.AllianceEnded(alliance, step, text, proof, act.today)


def step_taken(
    act: Act,
    alliance: int,
    kind: str,
    *,
    day: date,
    text: int | None = None,
    decided: tuple[int, int] | None = None,
) -> int:
    """Write what happened to an alliance; the number of the step.

    decided  the proposal and the resolution that adopted it
    """
    proposal, resolution = decided or (None, None)
    return AllianceStepRow.objects.create(
        organisation_id=act.of_organisation,
        id=take_ids(act.of_organisation),
        alliance_id=alliance,
        kind=kind,
        text_id=text,
        proposal_id=proposal,
        resolution_id=resolution,
        day=day,
        person_id=somebody(act),
    ).id
