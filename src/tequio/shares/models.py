"""Tables of shares.  All of them only grow.  What a member holds stands in the books alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

PERSON = "membership.PersonRow"


class NoticeRow(models.Model):
    """A member asked for capital back; in minor units of `unit`, not before `ready_on`."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    book = models.CharField(max_length=20)
    unit = models.CharField(max_length=12)
    minor = models.BigIntegerField()
    asked_on = models.DateField()
    ready_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="notice_asks_something", condition=Q(minor__gt=0)),
        ]


class WithdrawalRow(models.Model):
    """What was asked for was given back; `id` is the entry that gave it."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    notice_id = models.BigIntegerField()
    given_on = models.DateField()
