"""The panel decides on what was assessed, and its finding is public with its reasons."""

from __future__ import annotations

import json

from tequio.chronicle.rules import Told
from tequio.chronicle.rules.inputs import Id, Words
from tequio.chronicle.service import act, take_ids
from tequio.governance import queries as governance_reads
from tequio.governance import service as governance
from tequio.governance.queries.rolls import body_of, entitled
from tequio.governance.rules.effects import Nothing
from tequio.governance.rules.events import BodyOfOffices
from tequio.governance.service.proposals import made
from tequio.kernel import Act, Refused, refuse
from tequio.membership import queries as members
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.queries.of_one import names_of
from tequio.registry.service.speaking import words_kept
from tequio.screening.models import AskedRow, AssessmentRow, CaseRow, FindingRow
from tequio.screening.queries import words_of_findings as told_in_words
from tequio.screening.queries.cases_there import (
    assessors_of,
    case_there,
    has_answered,
    standing_finding,
    ties_in,
    voted_though_tied,
)
from tequio.screening.queries.examining import examining_on, objections_to_examine
from tequio.screening.queries.overtaken import comes_out_otherwise, ending_of, since_assessed
from tequio.screening.queries.packs import Adopted, packs_by_number
from tequio.screening.rules import case_refusals as no
from tequio.screening.rules import cases as rules
from tequio.screening.rules import findings
from tequio.screening.rules.examining import ASSESSORS, IN_CONFLICT, Examining, objections_to_ties
from tequio.screening.rules.told_of_cases import FindingMade, FindingNotMade, FindingProposed
from tequio.screening.service.asking import keep_asked
from tequio.screening.service.assessing import HER_CASE, OF_HER_CASE, case_of_hers
from tequio.screening.service.speaking import the_party, told


@act(
    "screening.propose_finding",
    may=HER_CASE,
    refusals=[
        *OF_HER_CASE,
        no.MAY_STILL_ANSWER,
        no.FINDING_REPLACED,
        no.APPEAL_AT_WORK,
        no.ASSESSMENT_OUTDATED,
        no.NOTHING_SAID,
        no.SAID_AT_LENGTH,
        no.PANEL_IS_EMPTY,
    ],
)
def propose_finding(act: Act, /, *, case: Id, reasons: Words) -> FindingProposed:
    """Ask the panel to find what the assessment says; in an appeal the other panel is asked.

    Whoever of it has an interest, or assessed, stands aside.  A panel that thinks otherwise rejects
    it, and asks for another assessment.  What is known is judged anew: if it came out otherwise
    than the draft says, it is assessed again first.

    reasons  published with the finding
    """
    found = case_of_hers(act, case, rules.DRAFT)
    examiner, today = act.of_organisation, act.today
    has_replied = has_answered(examiner, found)
    refuse(rules.objections_to_propose(found, has_answered=has_replied, today=today))
    refuse(rules.objections_to_words(reasons))
    refuse(rules.objections_to_panel(found, since_assessed(examiner, found), today))
    if comes_out_otherwise(examiner, found, today):
        raise Refused(no.ASSESSMENT_OUTDATED.because(case=case, days=rules.FRESH_DAYS))
    pack = packs_by_number(examiner, [found.pack])[found.pack]
    kind = findings.kind_asked(found.kind)
    panel, aside = _panel(act, found, kind)
    text, proof = words_kept(examiner, reasons)
    assert text is not None, "it was refused above"
    asked = _question(examiner, found, pack, (text, proof))
    return _file(act, found, asked, (panel, aside))


def _panel(act: Act, case: rules.Case, kind: str) -> tuple[BodyOfOffices, list[int]]:
    """The body that decides, and who of it stands aside.  Raises Refused if nobody is left."""
    examiner, today = act.of_organisation, act.today
    code, offices = findings.PANELS[kind], _offices(examining_on(examiner, today), kind)
    number = governance.body_of_offices(examiner, code, offices)
    people = entitled(body_of(examiner, number), today)
    ties = ties_in(examiner, case, today)
    ties |= dict.fromkeys(assessors_of(examiner, case.id), "assessor")
    left, aside = findings.left_on_panel(people, ties)
    if not left:
        raise Refused(no.PANEL_IS_EMPTY.because())
    return BodyOfOffices(number, code, offices), aside


def _offices(examining: Examining, kind: str) -> tuple[str, ...]:
    return examining.appeal if kind == rules.APPEAL else examining.panel


def _question(
    examiner: int, case: rules.Case, pack: Adopted, reasons: tuple[int, str]
) -> findings.Question:
    assert case.assessment is not None, "a draft rests on one"
    row = AssessmentRow.objects.get(organisation_id=examiner, id=case.assessment)
    return findings.Question(
        case=case.id,
        listed=case.subject,
        pack=pack.key,
        pack_digest=pack.digest,
        assessment=row.id,
        verdict=row.verdict,
        gates=tuple(json.loads(row.judgement)["gates"]),
        snapshot=row.snapshot_digest,
        judgement=row.judgement_digest,
        text=reasons[0],
        proof=reasons[1],
    )


def _file(
    act: Act,
    case: rules.Case,
    asked: findings.Question,
    panel: tuple[BodyOfOffices, list[int]],
) -> FindingProposed:
    examiner, (body, aside) = act.of_organisation, panel
    title, text = _words(examiner, case, asked)
    filed = governance.file_proposal(act, title=title, text=text, effect=Nothing(), body=body.body)
    kind = findings.kind_asked(case.kind)
    kept = keep_asked(act, filed.id, kind=kind, content=asked.content, subject=case.id)
    excused = governance.excuse(act, proposal=filed.id, people=aside)
    rows = CaseRow.objects.filter(organisation_id=examiner, id=case.id)
    rows.update(state=rules.BEFORE_PANEL, proposal_id=filed.id)
    proposed = made(filed)
    return FindingProposed(
        examiner=examiner,
        case=case.id,
        kind=kind,
        content=kept.digest,
        reasons=asked.text,
        proof=asked.proof,
        proposal=proposed.proposal,
        body=proposed.body,
        decision_type=proposed.decision_type,
        effect=proposed.effect,
        text=proposed.text,
        bodies=(body,),
        excused=excused,
    )


def _words(examiner: int, case: rules.Case, asked: findings.Question) -> tuple[str, str]:
    pack = packs_by_number(examiner, [case.pack])[case.pack].pack
    name = names_of(examiner, [case.subject], is_inside=True).get(case.subject, "")
    reasons = members.texts(examiner, [asked.text])[asked.text].body
    return (
        told_in_words.finding_title(name, pack)[:200],
        told_in_words.finding_told(name, pack, asked, reasons),
    )


@act(
    "screening.decide",
    may=ASSESSORS,
    refusals=[
        OFFICE_NOT_HELD,
        no.NO_SUCH_CASE,
        IN_CONFLICT,
        no.CASE_STANDS_OTHERWISE,
        no.NOT_YET_DECIDED,
        no.APPEAL_AT_WORK,
    ],
    touches=the_party,
)
def decide(act: Act, /, *, case: Id) -> Told[FindingMade] | Told[FindingNotMade]:
    """Do what the panel decided: what it adopted becomes a finding, public with its reasons.

    After a rejection the assessor assesses anew; so too where somebody voted who was elected after
    the panel was asked and has an interest in the organisation, where the vote came too long after
    the assessment, and where something was found since.  A case that can come to no finding ends:
    an appeal against what stands no more, and rules that do not apply.
    """
    refuse(objections_to_examine(act))
    found = case_there(act.of_organisation, case)
    refuse(objections_to_ties(ties_in(act.of_organisation, found, act.today), act.by))
    ending = ending_of(act.of_organisation, found)
    if ending:
        return told(_ends(act, found, ending), found.party)
    refuse(rules.objections_to_state(found, rules.BEFORE_PANEL))
    return told(_decided(act, found), found.party)


def _decided(act: Act, case: rules.Case) -> FindingMade | FindingNotMade:
    examiner = act.of_organisation
    assert case.proposal is not None, "a case in this state has a proposal"
    proposal = governance_reads.proposal(examiner, case.proposal)
    assert proposal is not None, "it was filed"
    if proposal.state == "open":
        raise Refused(no.NOT_YET_DECIDED.because(case=case.id, proposal=case.proposal))
    since = since_assessed(examiner, case)
    if since.appeal is not None:
        raise Refused(no.APPEAL_AT_WORK.because(case=since.appeal))
    resolution = governance_reads.adopted(examiner, case.proposal)
    if resolution is None:
        return _goes_on(act, case, "withdrawn" if proposal.state == "withdrawn" else "rejected")
    if voted_though_tied(examiner, case, resolution.ballot):
        return _goes_on(act, case, "tied")
    if rules.is_outdated(case, since, resolution.resolved_on):
        return _goes_on(act, case, "outdated")
    return _made(act, case, resolution, proposal.body)


def _ends(act: Act, case: rules.Case, outcome: str) -> FindingNotMade:
    rows = CaseRow.objects.filter(organisation_id=act.of_organisation, id=case.id)
    rows.update(state=rules.DECIDED, closed_at=act.at)
    return FindingNotMade(act.of_organisation, case.id, case.listed, case.proposal, outcome)


def _goes_on(act: Act, case: rules.Case, outcome: str) -> FindingNotMade:
    assert case.proposal is not None, "the panel was asked"
    rows = CaseRow.objects.filter(organisation_id=act.of_organisation, id=case.id)
    rows.update(state=rules.TAKEN, assessment_id=None, reply_until=None, proposal_id=None)
    return FindingNotMade(act.of_organisation, case.id, case.listed, case.proposal, outcome)


def _made(
    act: Act, case: rules.Case, resolution: governance_reads.ResolutionView, body: int
) -> FindingMade:
    examiner = act.of_organisation
    rows = AskedRow.objects.filter(organisation_id=examiner, proposal_id=resolution.proposal)
    asked = findings.read_question(rows.get().content)
    months = packs_by_number(examiner, [case.pack])[case.pack].pack.months
    days = findings.days_of(
        judged_on=since_assessed(examiner, case).judged_on,
        told_on=act.today,
        months=months,
        appeal_days=examining_on(examiner, act.today).appeal_days,
    )
    row = FindingRow.objects.create(
        organisation_id=examiner,
        id=take_ids(examiner),
        listed_id=asked.listed,
        pack_id=case.pack,
        case_id=case.id,
        assessment_id=asked.assessment,
        verdict=asked.verdict,
        text_id=asked.text,
        body_id=body,
        proposal_id=resolution.proposal,
        resolution_id=resolution.id,
        decided_on=resolution.resolved_on,
        appeal_until=days.appeal_until,
        holds_until=days.holds_until,
        replaces_id=_replaced(examiner, case),
    )
    cases = CaseRow.objects.filter(organisation_id=examiner, id=case.id)
    cases.update(state=rules.DECIDED, closed_at=act.at)
    return _told_of(row, asked.proof)


def _replaced(examiner: int, case: rules.Case) -> int | None:
    """In place of what it stands: an appeal of what it is about, which stood until now."""
    if case.kind == rules.APPEAL:
        return case.finding
    return standing_finding(examiner, case.subject, case.pack)


def _told_of(row: FindingRow, proof: str) -> FindingMade:
    return FindingMade(
        examiner=row.organisation_id,
        case=row.case_id,
        finding=row.id,
        listed=row.listed_id,
        pack=row.pack_id,
        assessment=row.assessment_id,
        verdict=row.verdict,
        text=row.text_id,
        proof=proof,
        body=row.body_id,
        proposal=row.proposal_id,
        resolution=row.resolution_id,
        decided_on=row.decided_on,
        appeal_until=row.appeal_until,
        holds_until=row.holds_until,
        instead_of=row.replaces_id,
    )
