"""Tables of the chronicle: the heads, the lines, and heads held for others as a witness."""

from __future__ import annotations

from django.db import models


class HeadRow(models.Model):
    """Where an organisation's chain stands.  Locked while a line is appended.

    `last_id` numbers every row that the organisation owns, in every room: one sequence, taken
    under this lock, so that ids follow the order of booking.
    """

    organisation_id = models.BigIntegerField(primary_key=True)
    chain = models.CharField(max_length=32, unique=True)
    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64)
    last_id = models.BigIntegerField(default=0)


class LineRow(models.Model):
    """One act.  Append-only by trigger; only `content` may be emptied (see `service.forget`)."""

    pk = models.CompositePrimaryKey("organisation_id", "number")
    organisation_id = models.BigIntegerField()
    number = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    event = models.CharField(max_length=60)
    key = models.CharField(max_length=80)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    facts = models.TextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    content = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation_id", "key", name="line_once_per_key"),
            models.UniqueConstraint("organisation_id", "previous", name="line_never_forks"),
        ]


class WitnessRow(models.Model):
    """A head of another chain, held by an organisation as its witness."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    chain = models.CharField(max_length=32, db_index=True)
    number = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    witnessed_at = models.DateTimeField()
