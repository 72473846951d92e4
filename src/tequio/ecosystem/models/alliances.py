"""Alliances of several sectors: who belongs, what they plan, since when they form."""

from __future__ import annotations

from django.db import models


class AllianceRow(models.Model):
    """An alliance by a rule such as `nodess@1`.

    rule      key of the rule; digest: of its text when it was founded
    party     the organisation of the node that the alliance is, if it is one
    folio     given when it is registered; registered_on: then the clock starts

    How it stands on a day follows from its days (`rules.alliances`) and is written nowhere.
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    territory = models.CharField(max_length=120, blank=True)
    rule = models.CharField(max_length=50)
    digest = models.CharField(max_length=64)
    party = models.ForeignKey(
        "membership.OrganisationRow", models.PROTECT, null=True, related_name="+"
    )
    founded_on = models.DateField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    folio = models.CharField(max_length=40, blank=True)
    registered_on = models.DateField(null=True)


class PartnerRow(models.Model):
    """A listed organisation belongs to an alliance, for a sector, from one day to another."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    alliance_id = models.BigIntegerField()
    listed_id = models.BigIntegerField()
    sector = models.CharField(max_length=20)
    is_own = models.BooleanField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    joined_on = models.DateField()
    left_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "alliance_id"], name="partners_in")]


class PlanRow(models.Model):
    """A version of an alliance's work plan.

    actions  as canonical JSON: each with words, where, who (listed), until
    """

    pk = models.CompositePrimaryKey("organisation_id", "alliance_id", "number")
    organisation_id = models.BigIntegerField()
    alliance_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    text_id = models.BigIntegerField()
    actions = models.TextField()
    day = models.DateField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")


class AskedRow(models.Model):
    """What exactly a proposal asks: to admit this alliance as it stands.

    content  canonical JSON: alliance, rule, partners, plan, folio, registered on
    """

    pk = models.CompositePrimaryKey("organisation_id", "proposal_id")
    organisation_id = models.BigIntegerField()
    proposal_id = models.BigIntegerField()
    alliance_id = models.BigIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField()


class AllianceStepRow(models.Model):
    """What happened to an alliance: `registered`, `followed` (with words), `admitted` (with the
    resolution), `ended`."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    alliance_id = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    text_id = models.BigIntegerField(null=True)
    proposal_id = models.BigIntegerField(null=True)
    resolution_id = models.BigIntegerField(null=True)
    day = models.DateField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "alliance_id"], name="steps_of_alliance")
        ]
