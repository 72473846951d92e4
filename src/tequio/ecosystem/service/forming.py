"""An alliance takes form: planned, registered, followed, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from tequio.chronicle.rules.inputs import Id, Text, Words
from tequio.chronicle.service import act, take_ids
from tequio.ecosystem.models import AllianceRow, AllianceStepRow, PlanRow
from tequio.ecosystem.queries.alliances import ENDED, FOLLOWED, REGISTERED, folio_of
from tequio.ecosystem.queries.standing import objections_to_organise
from tequio.ecosystem.rules import alliances as rules
from tequio.ecosystem.rules import told_of_alliances as told
from tequio.ecosystem.rules.alliances import refusals as no
from tequio.ecosystem.rules.standing import ORGANISERS
from tequio.ecosystem.service.alliances import Place, known
from tequio.kernel import Act, Refused, canonical, digest, plain, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.queries.hand import heads_of
from tequio.registry.service.speaking import words_kept

Folio = Annotated[str, Text(40)]


@dataclass(frozen=True)
class Planned:
    """One action of a work plan: what, where in the territory, by which partner, until when."""

    words: Annotated[str, Text(400)]
    where: Place = ""
    who: Id | None = None
    until: date | None = None


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
        person_id=act.by_somebody,
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
        person_id=act.by_somebody,
    ).id
