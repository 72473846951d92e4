"""What the acts of a case read: the case as it stands, and who must stand aside from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.timezone import localdate

from tequio.chronicle.queries import facts_of
from tequio.governance import queries as governance
from tequio.governance.queries.ballots import rolls_about
from tequio.kernel import Refusal, Refused
from tequio.registry.queries.hand import family_of, listed_of
from tequio.registry.queries.merging import stands_for
from tequio.screening.models import (
    AskedRow,
    AssessmentRow,
    CaseRow,
    FindingRow,
    MessageRow,
    PackRow,
)
from tequio.screening.queries.examining import ties_to
from tequio.screening.rules import case_refusals as no
from tequio.screening.rules import cases as rules
from tequio.screening.rules.findings import PANELS


def case_there(examiner: int, number: int) -> rules.Case:
    """A case as it stands.  Raises Refused `no_such_case`."""
    row = CaseRow.objects.filter(organisation_id=examiner, id=number).first()
    if row is None:
        raise Refused(no.NO_SUCH_CASE.because(case=number))
    return as_case(row)


def as_case(row: CaseRow) -> rules.Case:
    """The case of a row, under the number that its organisation has now."""
    subject = stands_for(row.organisation_id, row.listed_id)
    found = listed_of(row.organisation_id, [subject]).get(subject)
    return rules.Case(
        id=row.id,
        listed=row.listed_id,
        subject=subject,
        party=found.party if found else None,
        pack=row.pack_id,
        kind=row.kind,
        state=row.state,
        finding=row.finding_id,
        person=row.person_id,
        asked_by=row.party_id,
        assessor=row.assessor_id,
        assessment=row.assessment_id,
        reply_until=row.reply_until,
        proposal=row.proposal_id,
    )


def party_of(examiner: int, listed: int) -> int | None:
    """The organisation of the node that a listed one is recognised as now, after merges."""
    subject = stands_for(examiner, listed)
    found = listed_of(examiner, [subject]).get(subject)
    return found.party if found else None


def party_of_case(examiner: int, case: int) -> int | None:
    """The organisation of the node about which a case is; None where there is no such case."""
    rows = CaseRow.objects.filter(organisation_id=examiner, id=case)
    listed = rows.values_list("listed_id", flat=True).first()
    return party_of(examiner, listed) if listed is not None else None


def case_at_work(examiner: int, listed: int, pack: int, *, besides: int = 0) -> int | None:
    """A case of this organisation by any version of the same rules that is not over."""
    rows = CaseRow.objects.filter(
        organisation_id=examiner,
        listed_id__in=family_of(examiner, listed),
        state__in=rules.AT_WORK,
        pack_id__in=versions_of(examiner, pack),
    )
    return rows.exclude(id=besides).order_by("id").values_list("id", flat=True).first()


def standing_finding(examiner: int, listed: int, pack: int) -> int | None:
    """The newest finding about this organisation by any version of the same rules."""
    rows = FindingRow.objects.filter(
        organisation_id=examiner,
        listed_id__in=family_of(examiner, listed),
        pack_id__in=versions_of(examiner, pack),
    )
    return rows.order_by("-id").values_list("id", flat=True).first()


def versions_of(examiner: int, pack: int) -> list[int]:
    """Every version of a pack that was adopted here, by number.  Two queries."""
    rows = PackRow.objects.filter(organisation_id=examiner)
    code = rows.filter(id=pack).values_list("code", flat=True).first()
    return list(rows.filter(code=code).values_list("id", flat=True))


def open_challenges(examiner: int, person: int | None) -> int:
    """How many of her challenges nobody has looked at."""
    rows = CaseRow.objects.filter(organisation_id=examiner, person_id=person)
    return rows.filter(kind=rules.CHALLENGE, state=rules.QUARANTINE).count()


def ties_in(
    examiner: int, case: rules.Case, on: date, *, at: datetime | None = None
) -> dict[int, str]:
    """Every person who must stand aside in a case, with the reason (a code of `TIES`).

    at  the moment that counts; left out: now
    """
    ties = ties_to(examiner, case.subject, on, at=at)
    if case.kind == rules.CHALLENGE:
        ties[case.person] = "challenger"
    if case.kind == rules.APPEAL and case.finding is not None:
        ties |= dict.fromkeys(first_instance(examiner, case.finding), "first_instance")
    return ties


def first_instance(examiner: int, finding: int) -> set[int]:
    """Who assessed for a finding, or stood on the roll of a vote in its case, also of one in which
    it was rejected.  Five queries."""
    row = FindingRow.objects.get(organisation_id=examiner, id=finding)
    asked = AskedRow.objects.filter(
        organisation_id=examiner, kind__in=PANELS, subject_id=row.case_id
    )
    rolls = rolls_about(examiner, asked.values_list("proposal_id", flat=True))
    return assessors_of(examiner, row.case_id) | rolls


def assessors_of(examiner: int, case: int) -> set[int]:
    """Who assessed in a case, or works on it now.  Two queries."""
    assessments = AssessmentRow.objects.filter(organisation_id=examiner, case_id=case)
    cases = CaseRow.objects.filter(organisation_id=examiner, id=case).exclude(assessor=None)
    now = cases.values_list("assessor_id", flat=True)
    return {*assessments.values_list("person_id", flat=True), *now}


def voted_though_tied(examiner: int, case: rules.Case, ballot: int) -> set[int]:
    """Who stood on the roll of a panel's vote and had to stand aside when it was frozen: elected
    since the panel was asked, or tied since.  What came after the vote began changes nothing; nor
    does it that an interest was ended since."""
    view = governance.ballot(examiner, ballot)
    assert view is not None, "a resolution has its ballot"
    ties = ties_in(examiner, case, localdate(view.opened_at), at=view.opened_at)
    tied = {*ties} | assessors_of(examiner, case.id)
    return tied & governance.roll_of(examiner, ballot)


def has_answered(examiner: int, case: rules.Case) -> bool:
    """Whether the organisation itself answered the draft that was sent last: what an assessor
    entered for it does not end its time.  Three queries."""
    entered = [facts["message"] for facts in facts_of(examiner, "screening.enter_reply")]
    rows = MessageRow.objects.filter(organisation_id=examiner, case_id=case.id)
    sent = rows.filter(kind=rules.DRAFTED).order_by("-id").values_list("id", flat=True).first()
    replies = rows.filter(kind=rules.REPLY, id__gt=sent or 0)
    return sent is not None and replies.exclude(id__in=entered).exists()


def draft_sent_on(examiner: int, case: int) -> date | None:
    """The day of the draft that was sent last."""
    rows = MessageRow.objects.filter(organisation_id=examiner, case_id=case, kind=rules.DRAFTED)
    sent = rows.order_by("-id").values_list("written_at", flat=True).first()
    return localdate(sent) if sent else None


def objections_to_withdraw(
    examiner: int, case: rules.Case, *, by: int | None, party: int | None
) -> Iterator[Refusal]:
    """Against taking a case back, as it stands.  One query."""
    was_drafted = draft_sent_on(examiner, case.id) is not None
    yield from rules.objections_to_withdraw(case, by=by, party=party, was_drafted=was_drafted)


def finding_there(examiner: int, number: int) -> tuple[FindingRow, rules.Seen]:
    """A finding, and how it counts against an appeal.  Raises Refused `no_such_finding`."""
    row = FindingRow.objects.filter(organisation_id=examiner, id=number).first()
    if row is None:
        raise Refused(no.NO_SUCH_FINDING.because(finding=number))
    newer = FindingRow.objects.filter(organisation_id=examiner, replaces_id=number)
    cases = CaseRow.objects.filter(organisation_id=examiner)
    appeals = cases.filter(kind=rules.APPEAL, finding_id=number).exclude(state=rules.WITHDRAWN)
    return row, rules.Seen(
        id=row.id,
        party=party_of(examiner, row.listed_id),
        decided_on=row.decided_on,
        appeal_until=row.appeal_until,
        is_final=cases.filter(id=row.case_id, kind=rules.APPEAL).exists(),
        replaced_by=newer.values_list("id", flat=True).first(),
        appeal=appeals.values_list("id", flat=True).first(),
    )
