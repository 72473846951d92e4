"""What several groups answered about building blocks, what was found in a quarter and done."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class FrameworkRow(models.Model):
    """A framework of building blocks of one's own; ready ones are files.  `text` to the letter."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation_id", "code", "version", name="framework_once"),
        ]


class ScorecardRow(models.Model):
    """A framework is put before several groups of people.

    framework  key such as `seed-blocks@1`; digest of its text when it was opened
    groups     codes of those who are asked, as JSON: of `rules.kinds.KINDS`, or of one's own
    until      last day to answer
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    framework = models.CharField(max_length=50)
    digest = models.CharField(max_length=64)
    title = models.CharField(max_length=120)
    territory = models.CharField(max_length=120, blank=True)
    groups = models.JSONField()
    opened_on = models.DateField()
    until = models.DateField()
    closed_on = models.DateField(null=True)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")


class AnswerRow(models.Model):
    """One person's sheet, with or without her name.

    number   of the sheet in its scorecard
    group    of those who were asked
    answers  canonical JSON: `answers` (statement → 0 … scale, or null for "no answer"), and `salt`,
             without which the digest in the chronicle could be guessed
    person   who answered for herself; is_paper: an organiser typed a sheet that nobody signed
    """

    pk = models.CompositePrimaryKey("organisation_id", "scorecard_id", "number")
    organisation_id = models.BigIntegerField()
    scorecard_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    group = models.CharField(max_length=20)
    answers = models.TextField()
    is_paper = models.BooleanField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation_id",
                "scorecard_id",
                "person",
                condition=Q(is_paper=False),
                name="answers_once",
            ),
        ]


class QuarterRow(models.Model):
    """What was found in a quarter: a pure function of what was known, kept whole.

    quarter   such as `2026-Q4`
    known     what went in, as canonical JSON; findings: what came out, likewise
    digest    of both
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    quarter = models.CharField(max_length=7)
    known = models.TextField()
    findings = models.TextField()
    digest = models.CharField(max_length=64)
    taken_on = models.DateField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "quarter"], name="quarters_in_order")]


class ActionRow(models.Model):
    """Something was done about a finding.

    quarter_id, finding  where it was found: the key of the finding in that quarter
    kind       `introduce`, `call`, `invite`, `ally`, `confirm`, `agenda`, `offer`, `double`,
               `second_holder`
    actors     listed organisations, as JSON; contact_id: the common contact who introduces
    asset      that is looked for
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    quarter_id = models.BigIntegerField()
    finding = models.CharField(max_length=120)
    kind = models.CharField(max_length=14)
    actors = models.JSONField()
    contact_id = models.BigIntegerField(null=True)
    asset = models.CharField(max_length=40, blank=True)
    text_id = models.BigIntegerField(null=True)
    day = models.DateField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "quarter_id"], name="actions_of")]


class ActionEndRow(models.Model):
    """What became of an action: `thanked`, `retried`, `dropped`."""

    pk = models.CompositePrimaryKey("organisation_id", "action_id")
    organisation_id = models.BigIntegerField()
    action_id = models.BigIntegerField()
    end = models.CharField(max_length=8)
    text_id = models.BigIntegerField(null=True)
    day = models.DateField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
