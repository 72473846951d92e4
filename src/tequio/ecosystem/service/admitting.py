"""An alliance is admitted as the members decided, on exactly how it stood when they were asked."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from tequio.chronicle.rules.inputs import Id
from tequio.chronicle.service import act
from tequio.ecosystem.models import AskedRow, PartnerRow, PlanRow
from tequio.ecosystem.queries.alliances import ADMITTED, waiting_admission
from tequio.ecosystem.queries.standing import objections_to_organise
from tequio.ecosystem.rules import alliances as rules
from tequio.ecosystem.rules.alliances import refusals as no
from tequio.ecosystem.rules.standing import ORGANISERS
from tequio.ecosystem.rules.told_of_alliances import AdmissionProposed, AllianceAdmitted
from tequio.ecosystem.service.alliances import Known, known
from tequio.ecosystem.service.forming import step_taken
from tequio.governance import queries as governance
from tequio.governance import service as governing
from tequio.governance.rules.effects import Nothing
from tequio.governance.service.proposals import made
from tequio.kernel import Act, Refused, canonical, digest, refuse
from tequio.membership import queries as members
from tequio.membership.rules import NOT_A_MEMBER, OFFICE_NOT_HELD
from tequio.registry.queries.hand import heads_of
from tequio.registry.queries.of_one import names_of
from tequio.screening.rules.packs import in_language

OF_STANDING = (
    no.ALLIANCE_ENDED,
    no.ADMITTED_ALREADY,
    no.ALLIANCE_SUSPENDED,
    *no.SECTOR_MISSING.values(),
    no.OTHER_SECTOR_MISSING,
    no.TOO_FEW_PARTNERS,
)


@act(
    "ecosystem.propose_admission",
    may="every member of the network",
    refusals=[
        NOT_A_MEMBER,
        no.NO_SUCH_ALLIANCE,
        no.NOT_REGISTERED,
        no.FORMATION_NOT_OVER,
        no.NEVER_FOLLOWED,
        *OF_STANDING,
        no.ADMISSION_AT_WORK,
    ],
)
def propose_admission(act: Act, /, *, alliance: Id) -> AdmissionProposed:
    """Ask the members to admit an alliance as it stands: its partners, its plan, its folio."""
    keeper = act.of_organisation
    if not members.standing(act.by, keeper, act.today).is_member:
        raise Refused(NOT_A_MEMBER.because())
    found = known(keeper, alliance)
    waiting = waiting_admission(keeper, alliance)
    refuse(rules.objections_to_propose(found.alliance, found.rule, proposal=waiting, on=act.today))
    content = _content(act, found)
    filed = governing.file_proposal(
        act, title=_title(found), text=_told(act, found, digest(content)), effect=Nothing()
    )
    event = made(filed)
    AskedRow.objects.create(
        organisation_id=keeper,
        proposal_id=event.proposal,
        alliance_id=alliance,
        content=content,
        digest=digest(content),
        asked_at=act.at,
    )
    return AdmissionProposed(
        alliance=alliance,
        content=digest(content),
        proposal=event.proposal,
        body=event.body,
        decision_type=event.decision_type,
        effect=event.effect,
        text=event.text,
    )


@act(
    "ecosystem.admit_alliance",
    may=ORGANISERS,
    refusals=[
        OFFICE_NOT_HELD,
        *OF_STANDING,
        no.ADMISSION_NOT_ASKED,
        no.ADMISSION_NOT_DECIDED,
        no.ALLIANCE_STANDS_OTHERWISE,
    ],
)
def admit_alliance(act: Act, /, *, proposal: Id) -> AllianceAdmitted:
    """Admit an alliance for which the members voted, if it still stands as they were told.

    proposal  that asked for it
    """
    refuse(objections_to_organise(act))
    keeper = act.of_organisation
    asked = AskedRow.objects.filter(organisation_id=keeper, proposal_id=proposal).first()
    if asked is None:
        raise Refused(no.ADMISSION_NOT_ASKED.because(proposal=proposal))
    found = known(keeper, asked.alliance_id)
    resolution = governance.adopted(keeper, proposal)
    refuse(
        rules.objections_to_admit(
            found.alliance, found.rule, is_decided=resolution is not None, on=act.today
        )
    )
    assert resolution is not None, "it was refused above"
    if digest(_content(act, found)) != asked.digest:
        raise Refused(no.ALLIANCE_STANDS_OTHERWISE.because())
    step = step_taken(
        act, asked.alliance_id, ADMITTED, day=act.today, decided=(proposal, resolution.id)
    )
    return AllianceAdmitted(asked.alliance_id, step, proposal, resolution.id, act.today)


def _content(act: Act, found: Known) -> str:
    """How an alliance stands, as canonical JSON: what is admitted is exactly this."""
    plans = PlanRow.objects.filter(
        organisation_id=act.of_organisation, alliance_id=found.alliance.id
    )
    partners = rules.partners_on(found.alliance, act.today)
    return canonical(
        {
            "alliance": found.alliance.id,
            "rule": found.row.digest,
            "folio": found.alliance.folio,
            "registered_on": found.alliance.registered_on,
            "partners": sorted([one.actor, one.sector] for one in partners),
            "plan": plans.count(),
        }
    )


def _title(found: Known) -> str:
    return gettext("We admit the alliance: %(name)s") % {"name": found.row.name}


def _names(keeper: int, alliance: rules.Alliance) -> dict[int, str]:
    """Everybody who takes part: its name, and whether it said so itself."""
    names = names_of(keeper, {one.actor for one in alliance.partners}, is_inside=True)
    rows = PartnerRow.objects.filter(organisation_id=keeper, alliance_id=alliance.id, left_on=None)
    said = heads_of(keeper, rows.filter(is_own=True).values_list("listed_id", flat=True))
    own, written = gettext("said by itself"), gettext("written down by an organiser")
    return {
        one: f"{name} ({own if one in said.values() else written})" for one, name in names.items()
    }


def _told(act: Act, found: Known, content: str) -> str:
    """Rule, partners by sector and whether they joined themselves, folio and days: what members
    vote on."""
    language = get_language() or "en"
    partners = rules.partners_on(found.alliance, act.today)
    names = _names(act.of_organisation, found.alliance)
    lines = [in_language(found.rule.titles, language)]
    for sector in found.rule.sectors:
        taking = [names.get(one.actor, "") for one in partners if one.sector == sector.code]
        lines.append(f"- {in_language(sector.names, language)}: {', '.join(taking)}")
    since, until = found.alliance.registered_on, rules.admits_from(found.alliance, found.rule)
    assert since is not None, "without a folio it was refused"
    assert until is not None, "its time of formation follows from the folio"
    lines += [
        gettext("Folio %(folio)s of %(day)s; its time of formation ended on %(until)s.")
        % {
            "folio": found.alliance.folio,
            "day": date_format(since),
            "until": date_format(until),
        },
        gettext("Fingerprint of how it stands: %(digest)s") % {"digest": content[:16]},
    ]
    return "\n".join(lines)
