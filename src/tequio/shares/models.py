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


class DivisionRow(models.Model):
    """How a surplus shall be divided, as it was proposed.  Sums in minor units of `unit`.

    result   of the years from `since` to `until`; `losses` of earlier years
    rate     of the return on capital; `in_cash` the part of each refund that is owed in money:
             fractions as texts
    rest_to  where goes what nobody was given: `reserve` or `aside`
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    book = models.CharField(max_length=20)
    unit = models.CharField(max_length=12)
    since = models.DateField()
    until = models.DateField()
    result = models.BigIntegerField()
    losses = models.BigIntegerField()
    rate = models.CharField(max_length=21)
    in_cash = models.CharField(max_length=21)
    dividend = models.BigIntegerField()
    refund = models.BigIntegerField()
    rest = models.BigIntegerField()
    rest_to = models.CharField(max_length=7)
    proposal_id = models.BigIntegerField()


class DivisionStepRow(models.Model):
    """What the statutes send somewhere: `label` is their provision, `part` a fraction as text."""

    pk = models.CompositePrimaryKey("organisation_id", "division_id", "number")
    organisation_id = models.BigIntegerField()
    division_id = models.BigIntegerField()
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40)
    part = models.CharField(max_length=21)
    minor = models.BigIntegerField()


class DivisionPartRow(models.Model):
    """What a member gets: the return on her share-days, the refund for her use."""

    pk = models.CompositePrimaryKey("organisation_id", "division_id", "person")
    organisation_id = models.BigIntegerField()
    division_id = models.BigIntegerField()
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    share_days = models.BigIntegerField()
    use = models.BigIntegerField()
    dividend = models.BigIntegerField()
    refund = models.BigIntegerField()
    cash = models.BigIntegerField()


class DividedRow(models.Model):
    """A division was carried out."""

    pk = models.CompositePrimaryKey("organisation_id", "division_id")
    organisation_id = models.BigIntegerField()
    division_id = models.BigIntegerField()
    divided_on = models.DateField()
    mandate_id = models.BigIntegerField()
    journal_id = models.BigIntegerField()
