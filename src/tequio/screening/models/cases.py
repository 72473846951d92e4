"""Cases, from the asking to the finding; assessments that anybody can make again."""

from __future__ import annotations

from django.db import models


class CaseRow(models.Model):
    """An organisation is judged by a pack.

    kind    `application`, `review` (the examiner's own), `challenge` or `appeal`
    state   `quarantine` (a challenge nobody has looked at), `open`, `taken` (an assessor works),
            `draft` (the organisation may answer), `before_panel`, `decided`, `refused` (a
            challenge without ground), `withdrawn`
    party   the organisation of the node that asked, if one did
    finding_id     the finding that is challenged or appealed against
    assessment_id  the assessment on which the draft rests, or the newest
    reply_until    last day of the time to answer the draft
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    listed_id = models.BigIntegerField()
    pack_id = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    finding_id = models.BigIntegerField(null=True)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    party = models.ForeignKey(
        "membership.OrganisationRow", models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField()
    assessor = models.ForeignKey(
        "membership.PersonRow", models.PROTECT, null=True, related_name="+"
    )
    assessment_id = models.BigIntegerField(null=True)
    reply_until = models.DateField(null=True)
    proposal_id = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "state", "id"], name="cases_by_state"),
            models.Index(fields=["organisation_id", "listed_id"], name="cases_of_listed"),
        ]


class AssessmentRow(models.Model):
    """What a pack says of what was known on a day: a pure function, kept whole.

    snapshot   all that was known, as canonical JSON; judgement: what came of it, likewise
    case_id    the case for which it was made; without one it was only looked at
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    listed_id = models.BigIntegerField()
    case_id = models.BigIntegerField(null=True)
    pack_id = models.BigIntegerField()
    judged_on = models.DateField()
    snapshot = models.TextField()
    snapshot_digest = models.CharField(max_length=64)
    judgement = models.TextField()
    judgement_digest = models.CharField(max_length=64)
    verdict = models.CharField(max_length=20)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "listed_id", "id"], name="assessments_of"),
        ]


class MessageRow(models.Model):
    """What was said in a case.  kind: `claim`, `examined`, `draft`, `reply`."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    case_id = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    text_id = models.BigIntegerField()
    assessment_id = models.BigIntegerField(null=True)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "case_id"], name="messages_of_case")]


class InterestRow(models.Model):
    """A person says that she has an interest in an organisation: she neither assesses it nor
    decides about it until she has none any more."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    listed_id = models.BigIntegerField()
    text_id = models.BigIntegerField(null=True)
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "listed_id"], name="interests_in_listed"),
        ]


class FindingRow(models.Model):
    """What a panel decided, public with its reasons.

    replaces_id   the finding in whose place it stands (an appeal, a renewal)
    appeal_until  last day on which an appeal can be made
    holds_until   last day on which it counts; it may lapse earlier (`LapseRow`)
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    listed_id = models.BigIntegerField()
    pack_id = models.BigIntegerField()
    case_id = models.BigIntegerField()
    assessment_id = models.BigIntegerField()
    verdict = models.CharField(max_length=20)
    text_id = models.BigIntegerField()
    body_id = models.BigIntegerField()
    proposal_id = models.BigIntegerField()
    resolution_id = models.BigIntegerField()
    decided_on = models.DateField()
    appeal_until = models.DateField()
    holds_until = models.DateField()
    replaces_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation_id", "case_id", name="finding_once_a_case"),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "listed_id", "id"], name="findings_of_listed"),
        ]


class LapseRow(models.Model):
    """A finding counts no more before its time.

    trigger  `clause_changed`, `dividend`, `no_assembly`, `merger`
    day      on which it happened
    """

    pk = models.CompositePrimaryKey("organisation_id", "finding_id")
    organisation_id = models.BigIntegerField()
    finding_id = models.BigIntegerField()
    trigger = models.CharField(max_length=20)
    day = models.DateField()
    noted_at = models.DateTimeField()
