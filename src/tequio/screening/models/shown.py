"""What was shown to an examiner: evidence, each piece with its grade, and verdicts of others."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class EvidenceRow(models.Model):
    """One piece of evidence about a listed organisation.

    kind      of `rules.evidence.KINDS`; grade 0 … 4 follows from it
    since, until  when what it shows was true: of accounts the year, not the day of printing
    file      SHA-256 of the file; redacted: of the twin that may be shown; pointer: clause or page
    person    who handed it in; party: the organisation of the node for which she did
    case_id   the case for which it was handed in; that of a challenge counts only once somebody
              looked at the challenge and took it
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    listed_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    grade = models.PositiveSmallIntegerField()
    since = models.DateField(null=True)
    until = models.DateField()
    file = models.CharField(max_length=64, blank=True)
    redacted = models.CharField(max_length=64, blank=True)
    pointer = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, blank=True)
    is_public = models.BooleanField()
    text_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    party = models.ForeignKey(
        "membership.OrganisationRow", models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="evidence_has_a_grade", condition=Q(grade__lte=4)),
            models.CheckConstraint(
                name="evidence_period_in_order",
                condition=Q(since__isnull=True) | Q(since__lte=F("until")),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "listed_id"], name="evidence_of_listed"),
        ]


class EvidenceFactRow(models.Model):
    """One fact that a piece of evidence shows; `value` as canonical JSON."""

    pk = models.CompositePrimaryKey("organisation_id", "evidence_id", "fact")
    organisation_id = models.BigIntegerField()
    evidence_id = models.BigIntegerField()
    fact = models.CharField(max_length=40)
    value = models.TextField()


class PartnerVerdictRow(models.Model):
    """What another network found, with its signature: shown as theirs, counted nowhere.

    credential  the signed text as it came; issuer_key: Ed25519, hexadecimal, that signed it
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    listed_id = models.BigIntegerField()
    issuer = models.CharField(max_length=200)
    issuer_key = models.CharField(max_length=64)
    pack = models.CharField(max_length=60)
    verdict = models.CharField(max_length=20)
    decided_on = models.DateField()
    holds_until = models.DateField(null=True)
    credential = models.TextField()
    digest = models.CharField(max_length=64)
    taken_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation_id", "listed_id", "digest", name="partner_verdict_once"
            ),
        ]
