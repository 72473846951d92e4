"""What members were asked and allowed: packs to judge by, books to be read, findings."""

from __future__ import annotations

from django.db import models


class AskedRow(models.Model):
    """What exactly a proposal asks: its adoption allows this and nothing else.

    kind     `pack`, `consent`, `finding` or `appeal`
    subject_id  of a finding or an appeal the case; else 0
    content  what is adopted, as text: a pack, or canonical JSON
    digest   of the content; it stands in the words of the proposal
    """

    pk = models.CompositePrimaryKey("organisation_id", "proposal_id")
    organisation_id = models.BigIntegerField()
    proposal_id = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    subject_id = models.BigIntegerField(default=0)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "kind", "subject_id"], name="asked_by_subject"),
        ]


class PackRow(models.Model):
    """A pack by which this examiner judges, as its members adopted it: `text` to the letter."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    resolution_id = models.BigIntegerField()
    adopted_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation_id", "code", "version", name="pack_once"),
        ]


class ConsentRow(models.Model):
    """A group lets an examiner read these books of its own, to be judged by these packs.

    organisation_id  whose books they are
    packs, books     codes, as JSON; packs are the purposes for which it is allowed
    until            last day, if one was decided; withdrawn_on: from that day on it is over
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    examiner = models.ForeignKey("membership.OrganisationRow", models.PROTECT, related_name="+")
    packs = models.JSONField()
    books = models.JSONField()
    resolution_id = models.BigIntegerField()
    since = models.DateField()
    until = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "examiner"], name="consents_to_examiner"),
        ]
