"""What follows from the statements: made again from them at any time, and held by `verify`."""

from __future__ import annotations

from django.db import models


class RegisterRow(models.Model):
    """By which order (`register.order`) everything in a register was shown last."""

    organisation_id = models.BigIntegerField(primary_key=True)
    order = models.CharField(max_length=20)


class ShownRow(models.Model):
    """What lists, search and map show of a listed organisation.

    Made only of what may leave; where no source of it may be published, of all that is said, and
    then it `is_closed`: seen by the keeper's members alone.  A hidden place is in neither.

    sort_name   folded, for the order of lists
    lon, lat    in millionths of a degree; precision in metres
    cx, cy      its cell of the map's deepest level
    sources     how many speak of it; conflicts: in how many properties they disagree
    facets      `facet:code;facet:code`
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    is_closed = models.BooleanField()
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=200)
    locality = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True)
    postcode = models.CharField(max_length=16, blank=True)
    status = models.CharField(max_length=10, blank=True)
    icls = models.CharField(max_length=20, blank=True)
    structure = models.CharField(max_length=30, blank=True)
    is_informal = models.BooleanField(default=False)
    lon = models.IntegerField(null=True)
    lat = models.IntegerField(null=True)
    precision = models.IntegerField(null=True)
    cx = models.IntegerField(null=True)
    cy = models.IntegerField(null=True)
    sources = models.SmallIntegerField(default=1)
    conflicts = models.SmallIntegerField(default=0)
    facets = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "sort_name", "id"], name="shown_by_name"),
            models.Index(
                fields=["organisation_id", "country", "sort_name", "id"], name="shown_by_country"
            ),
            models.Index(fields=["organisation_id", "cx", "cy"], name="shown_by_place"),
            models.Index(fields=["organisation_id", "postcode"], name="shown_by_postcode"),
        ]


class IdentifierRow(models.Model):
    """A register number of a listed organisation: `normal` without leading zeros and spaces."""

    pk = models.CompositePrimaryKey("organisation_id", "record_id", "scheme", "normal")
    organisation_id = models.BigIntegerField()
    record_id = models.BigIntegerField()
    scheme = models.CharField(max_length=30)
    normal = models.CharField(max_length=60)
    listed_id = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation_id", "scheme", "normal"], name="identifiers_by_number"
            ),
            models.Index(fields=["organisation_id", "listed_id"], name="identifiers_of_listed"),
        ]


class CellRow(models.Model):
    """How many organisations lie in a cell of the map, and the sum of their places.

    z, cx, cy  level 0 to 13 and cell of that level; sx, sy: sums of millionths of a degree
    """

    pk = models.CompositePrimaryKey("organisation_id", "is_closed", "z", "cx", "cy")
    organisation_id = models.BigIntegerField()
    is_closed = models.BooleanField()
    z = models.SmallIntegerField()
    cx = models.IntegerField()
    cy = models.IntegerField()
    n = models.BigIntegerField()
    sx = models.BigIntegerField()
    sy = models.BigIntegerField()


class FacetCountRow(models.Model):
    """How many organisations have this code of this facet."""

    pk = models.CompositePrimaryKey("organisation_id", "is_closed", "facet", "code")
    organisation_id = models.BigIntegerField()
    is_closed = models.BooleanField()
    facet = models.CharField(max_length=20)
    code = models.CharField(max_length=60)
    n = models.BigIntegerField()
