"""The table of statutes: one row for each value that a resolution gave to a provision."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact


class ProvisionRow(models.Model):
    """A provision has this value from a day on.  Rows are only ever added.

    value      canonical JSON of the plain value, such as `"2/3"`
    source_id  number of the resolution; `source_hash` its hash: opaque on this floor
    reason_id  text (membership) in which the assembly says why it goes on, or NULL
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    code = models.CharField(max_length=60)
    value = models.TextField()
    since = models.DateField()
    source_id = models.BigIntegerField()
    source_hash = models.CharField(max_length=64)
    reason_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="provision_says_something", condition=~models.Q(code="") & ~models.Q(value="")
            ),
            models.CheckConstraint(
                name="provision_has_its_source", condition=Exact(Length("source_hash"), 64)
            ),
        ]
