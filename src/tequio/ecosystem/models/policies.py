"""Policy made together: recommendations tracked, and programmes checked before they open."""

from __future__ import annotations

from django.db import models


class ProcessRow(models.Model):
    """A policy that several kinds of actor make together.  framework: whose blocks it touches."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    title = models.CharField(max_length=200)
    framework = models.CharField(max_length=50)
    text_id = models.BigIntegerField(null=True)
    since = models.DateField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")


class PartRow(models.Model):
    """Somebody takes part in a process: a listed organisation, or a kind of actor in words.

    kind  `members`, `workers`, `women`, `informal`, `organisations`, `researchers`, `government`,
          `funders`
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    process_id = models.BigIntegerField()
    kind = models.CharField(max_length=14)
    listed_id = models.BigIntegerField(null=True)
    text_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=10)
    day = models.DateField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "process_id"], name="parts_in")]


class RecommendationRow(models.Model):
    """One recommendation of a process.  blocks: codes of the framework, as JSON."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    process_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    text_id = models.BigIntegerField()
    blocks = models.JSONField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation_id", "process_id", "number", name="recommendation_once"
            ),
        ]


class StatusRow(models.Model):
    """How a recommendation stands, since when, who owns it, and what shows it.  The newest counts.

    status  `open`, `promised`, `begun`, `done`, `refused`, `undone`
    owner   in words as text; empty: nobody
    source  title or address; every change of status has one
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    recommendation_id = models.BigIntegerField()
    status = models.CharField(max_length=8)
    owner_listed_id = models.BigIntegerField(null=True)
    owner = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=400, blank=True)
    text_id = models.BigIntegerField(null=True)
    day = models.DateField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "recommendation_id"], name="statuses_of")
        ]


class ProgrammeRow(models.Model):
    """A policy or programme that is to open: not before those affected have answered."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    title = models.CharField(max_length=200)
    text_id = models.BigIntegerField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    opened_on = models.DateField(null=True)


class AffectedRow(models.Model):
    """Somebody whom a programme would touch: who, the good and the harm expected, their part.

    kind   of actor, as `PartRow`; listed_id: the organisation that speaks for them, if one does
    part   in deciding: `decide`, `co_decide`, `consulted`, `informed`, `none`
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    programme_id = models.BigIntegerField()
    kind = models.CharField(max_length=14)
    listed_id = models.BigIntegerField(null=True)
    who_id = models.BigIntegerField()
    benefits_id = models.BigIntegerField()
    harms_id = models.BigIntegerField()
    part = models.CharField(max_length=10)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "programme_id"], name="affected_by")]


class ReplyRow(models.Model):
    """Those affected answer: `agrees`, `with_changes`, `refuses`, in their own words.

    is_own  an officer of the organisation that speaks for them answered; else it was written down
            at a meeting with them
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    affected_id = models.BigIntegerField()
    answer = models.CharField(max_length=12)
    text_id = models.BigIntegerField()
    is_own = models.BooleanField()
    present = models.PositiveIntegerField(null=True)
    day = models.DateField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "affected_id"], name="replies_of")]


class EffectRow(models.Model):
    """Somebody argues what something does in one domain; disagreement stays visible.

    about    `innovation`, `alliance`, `programme` or `recommendation`, with its number
    domain   `care`, `power`, `territory`, `ecology`, `culture`, `livelihood`
    direction  `helps`, `harms`, `unclear`
    kind     of actor who argues, as `PartRow`; listed_id: the organisation, if one does
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    about = models.CharField(max_length=14)
    about_id = models.BigIntegerField()
    domain = models.CharField(max_length=10)
    direction = models.CharField(max_length=7)
    kind = models.CharField(max_length=14)
    listed_id = models.BigIntegerField(null=True)
    text_id = models.BigIntegerField()
    day = models.DateField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "about", "about_id"], name="effects_of")]
