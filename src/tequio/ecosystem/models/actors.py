"""Who holds what, who needs what, who knows whom: as each side says it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class AssetRow(models.Model):
    """A listed organisation holds an asset that others could use.

    asset    code of `assets.yaml`
    is_own   an officer of it said so; else an organiser did, for it
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    listed_id = models.BigIntegerField()
    asset = models.CharField(max_length=40)
    text_id = models.BigIntegerField(null=True)
    is_own = models.BooleanField()
    since = models.DateField()
    ended_on = models.DateField(null=True)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "listed_id"], name="assets_of")]


class NeedRow(models.Model):
    """An asset that is needed: by one listed organisation, or by the territory."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    listed_id = models.BigIntegerField(null=True)
    asset = models.CharField(max_length=40)
    text_id = models.BigIntegerField(null=True)
    is_own = models.BooleanField()
    since = models.DateField()
    ended_on = models.DateField(null=True)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "asset"], name="needs_by_asset")]


class TieRow(models.Model):
    """Two listed organisations are tied.  one < other; what each side says stands in `TieWordRow`.

    kind   `works_with`, `supplies`, `funds`, `trains`, `shares`, `advises`
    from_id  for a kind that has a direction: the one that gives
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    one_id = models.BigIntegerField()
    other_id = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    from_id = models.BigIntegerField(null=True)
    since = models.DateField()
    ended_on = models.DateField(null=True)
    ended_text_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="tie_in_order", condition=Q(one_id__lt=F("other_id"))),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "one_id"], name="ties_of_one"),
            models.Index(fields=["organisation_id", "other_id"], name="ties_of_other"),
        ]


class TieWordRow(models.Model):
    """One side says that a tie is there; saying it again keeps it fresh.

    listed_id  the side that says it; is_own: an officer of it did, else an organiser wrote down
               what it said
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    tie_id = models.BigIntegerField()
    listed_id = models.BigIntegerField()
    is_own = models.BooleanField()
    text_id = models.BigIntegerField(null=True)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "tie_id"], name="words_of_tie")]


class SightRow(models.Model):
    """Who may see the ties of a listed organisation: `everybody`, `inside`, `organisers`.  The
    newest counts; without one `inside` does."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    listed_id = models.BigIntegerField()
    sight = models.CharField(max_length=10)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "listed_id"], name="sights_of")]
