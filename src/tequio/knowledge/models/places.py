"""Places: what was said of them, by whom, asked of whom; and what would stand there."""

from __future__ import annotations

from django.db import models


class ContextRow(models.Model):
    """A place of which it is asked what would stand there.

    country    of two letters, or empty
    listed_id  the organisation of the register for which it is asked; party: of the node
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    name = models.CharField(max_length=120)
    country = models.CharField(max_length=2, blank=True)
    listed_id = models.BigIntegerField(null=True)
    party = models.ForeignKey(
        "membership.OrganisationRow", models.PROTECT, null=True, related_name="+"
    )
    is_public = models.BooleanField(default=False)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    described_at = models.DateTimeField()


class ValueRow(models.Model):
    """One thing said of a place: the value of a variable.  Those that disagree both stay.

    value       as canonical JSON; `null` where the question does not fit the place
    unit        of money the currency; else empty
    asked       whom: `assembly`, `officers`, `members`, `neighbours`, `authority`, `statistics`,
                `own_eyes`; asked_id: in words
    confidence  `sure`, `likely`, `guess`
    day         for which it holds
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    context_id = models.BigIntegerField()
    variable = models.CharField(max_length=40)
    value = models.TextField()
    unit = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=400, blank=True)
    asked = models.CharField(max_length=12)
    asked_id = models.BigIntegerField(null=True)
    confidence = models.CharField(max_length=6)
    day = models.DateField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "context_id", "variable"], name="values_of"),
        ]


class SettledRow(models.Model):
    """The community settled which of several values holds; a later word may open it again.

    value_id  the one that holds; present: how many of them were there; text_id: how it was settled
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    context_id = models.BigIntegerField()
    variable = models.CharField(max_length=40)
    value_id = models.BigIntegerField()
    present = models.PositiveIntegerField()
    text_id = models.BigIntegerField()
    day = models.DateField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "context_id"], name="settled_of")]


class AssessmentRow(models.Model):
    """What one practice would need in one place: a pure function, kept whole.

    source          whose practice it is, with its number there and version; a ready case has a
                    code instead
    design, profile what went in, as canonical JSON; result: what came out, likewise
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    context_id = models.BigIntegerField()
    source = models.ForeignKey(
        "membership.OrganisationRow", models.PROTECT, null=True, related_name="+"
    )
    innovation_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(null=True)
    code = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200)
    design = models.TextField()
    profile = models.TextField()
    result = models.TextField()
    digest = models.CharField(max_length=64)
    verdict = models.CharField(max_length=20)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    assessed_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "context_id"], name="assessments_of_place"),
        ]


class OutcomeRow(models.Model):
    """What happened after an assessment, where no transfer on this node tells it.

    outcome  `alive_same`, `alive_adapted`, `ended`, `harm`, `not_tried`
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    assessment_id = models.BigIntegerField()
    outcome = models.CharField(max_length=14)
    text_id = models.BigIntegerField(null=True)
    day = models.DateField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "assessment_id"], name="outcomes_of")]
