"""Cycles that were over before the group's book was kept here.  Sums in minor units of `unit`."""

from __future__ import annotations

from django.db import models


class PastCycleRow(models.Model):
    """A cycle from the books before, with the sums of its share-out."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    book = models.CharField(max_length=20)
    unit = models.CharField(max_length=12)
    first_day = models.DateField()
    ended_on = models.DateField()
    price = models.BigIntegerField()
    coin = models.BigIntegerField()
    savings = models.BigIntegerField()
    income = models.BigIntegerField()
    costs = models.BigIntegerField()
    pool = models.BigIntegerField()


class PastPartRow(models.Model):
    """A member's part of it: worth = set off + carried over + paid + left."""

    pk = models.CompositePrimaryKey("organisation_id", "past_id", "person")
    organisation_id = models.BigIntegerField()
    past_id = models.BigIntegerField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    shares = models.PositiveIntegerField()
    worth = models.BigIntegerField()
    set_off = models.BigIntegerField()
    carried = models.BigIntegerField()
    paid = models.BigIntegerField()
    left = models.BigIntegerField()
