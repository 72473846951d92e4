"""Tables of governance.  Rolls, votes, counts and resolutions are append-only by trigger."""

from __future__ import annotations

from django.db import models


class BodyRow(models.Model):
    """Who decides: the assembly (all of a membership class) or a board (holders of offices)."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    code = models.CharField(max_length=30)
    member_class = models.CharField(max_length=30, default="member")
    offices = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation_id", "code", name="body_code_once"),
        ]


class MeetingRow(models.Model):
    """A meeting, called with notice or held ad hoc."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    body_id = models.BigIntegerField()
    call = models.PositiveSmallIntegerField(default=1)
    is_ad_hoc = models.BooleanField(default=False)
    held_on = models.DateField()
    called_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    place_id = models.BigIntegerField(null=True)
    agenda = models.JSONField(default=list)
    minutes = models.CharField(max_length=64, blank=True)


class AttendanceRow(models.Model):
    """Somebody came or left: events, so that a quorum can be lost."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    meeting_id = models.BigIntegerField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    is_present = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "meeting_id"], name="attendance_at")]


class ProposalRow(models.Model):
    """A proposal with the one effect that it would have."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    body_id = models.BigIntegerField()
    decision_type = models.CharField(max_length=20)
    text_id = models.BigIntegerField()
    by = models.ForeignKey("membership.PersonRow", models.PROTECT, null=True, related_name="+")
    effect = models.JSONField()
    effect_digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)


class ExcusedRow(models.Model):
    """Somebody has an interest in a proposal and stands on no roll that is frozen after this."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    proposal_id = models.BigIntegerField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation_id", "proposal_id", "person", name="stood_aside_once"
            ),
        ]


class BallotRow(models.Model):
    """A vote on a proposal under the statutes of the day on which it was opened."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    proposal_id = models.BigIntegerField()
    meeting_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=10, default="question")
    way = models.CharField(max_length=10)
    rule = models.JSONField()
    roll = models.CharField(max_length=64)
    entitled = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    closes_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "proposal_id"], name="ballots_on")]


class RollRow(models.Model):
    """A person entitled in a ballot, frozen when it was opened."""

    pk = models.CompositePrimaryKey("organisation_id", "ballot_id", "person")
    organisation_id = models.BigIntegerField()
    ballot_id = models.BigIntegerField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")


class VoteRow(models.Model):
    """A vote cast by phone.  The latest of a person counts; earlier ones stay as they were."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    ballot_id = models.BigIntegerField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    choice = models.CharField(max_length=10, blank=True)
    projects = models.JSONField(default=list)
    points = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "ballot_id", "person"], name="votes_in")]


class HandsRow(models.Model):
    """A count of raised hands.  The latest of a ballot counts."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    ballot_id = models.BigIntegerField()
    yes = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    abstain = models.PositiveIntegerField()
    witnesses = models.JSONField()
    photo = models.CharField(max_length=64, blank=True)
    entered_by = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    at = models.DateTimeField()


class ProjectRow(models.Model):
    """A project on the ballot of a participatory budget, with its cost in minor units."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    ballot_id = models.BigIntegerField()
    code = models.CharField(max_length=60)
    text_id = models.BigIntegerField()
    minor = models.BigIntegerField()
    place = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation_id", "ballot_id", "code", name="project_code_once"
            ),
        ]


class ResolutionRow(models.Model):
    """What came out: the certificate holds the rule, the count and the arithmetic."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    proposal_id = models.BigIntegerField()
    ballot_id = models.BigIntegerField()
    meeting_id = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=12)
    certificate = models.TextField()
    digest = models.CharField(max_length=64)
    resolved_on = models.DateField()
