"""Loans from a federation to its groups: each side in its own book, joined by one correlation.

Nothing here is written across books: the federation says what it lent and what came back, the group
says what it took and what it paid back.  Sums in minor units of `unit`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

ORGANISATION = "membership.OrganisationRow"


class GroupLoanRow(models.Model):
    """In the federation's book: what it lent to a group, on which terms, by which entry; `since`:
    when it was first lent, by the books before these, and then `account_id` is the opening one."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    group = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    correlation = models.CharField(max_length=32)
    minor = models.BigIntegerField()
    unit = models.CharField(max_length=12)
    count = models.PositiveIntegerField()
    step = models.CharField(max_length=9)
    rate_above = models.BigIntegerField()
    rate_below = models.BigIntegerField()
    rate_period = models.CharField(max_length=5)
    method = models.CharField(max_length=12)
    lent_on = models.DateField()
    since = models.DateField(null=True)
    book = models.CharField(max_length=20)
    account_id = models.BigIntegerField()
    debt_id = models.BigIntegerField()
    mandate_id = models.BigIntegerField()
    journal_id = models.BigIntegerField()
    transfer_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation_id", "correlation", name="one_group_loan_each_correlation"
            ),
            models.CheckConstraint(
                name="group_loan_is_something",
                condition=Q(minor__gt=0, count__gt=0, rate_above__gte=0, rate_below__gt=0),
            ),
        ]


class BulkLoanRow(models.Model):
    """In the group's book: what it took from a federation; terms, first day and `since` as lent."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    federation = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    correlation = models.CharField(max_length=32)
    minor = models.BigIntegerField()
    unit = models.CharField(max_length=12)
    count = models.PositiveIntegerField()
    step = models.CharField(max_length=9)
    rate_above = models.BigIntegerField()
    rate_below = models.BigIntegerField()
    rate_period = models.CharField(max_length=5)
    method = models.CharField(max_length=12)
    lent_on = models.DateField()
    taken_on = models.DateField()
    since = models.DateField(null=True)
    book = models.CharField(max_length=20)
    account_id = models.BigIntegerField()
    debt_id = models.BigIntegerField()
    mandate_id = models.BigIntegerField()
    journal_id = models.BigIntegerField()
    transfer_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="bulk_loan_is_something",
                condition=Q(minor__gt=0, count__gt=0, rate_above__gte=0, rate_below__gt=0),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "correlation"], name="bulk_by_correlation")
        ]


class PaidBackRow(models.Model):
    """In the group's book: what it paid back on a loan, interest first."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    loan_id = models.BigIntegerField()
    correlation = models.CharField(max_length=32)
    paid_on = models.DateField()
    interest = models.BigIntegerField()
    principal = models.BigIntegerField()
    account_id = models.BigIntegerField()
    journal_id = models.BigIntegerField()
    transfer_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation_id", "correlation", name="one_paid_back_each_correlation"
            ),
            models.CheckConstraint(
                name="paid_back_not_negative", condition=Q(interest__gte=0, principal__gte=0)
            ),
        ]


class BulkRepaidRow(models.Model):
    """In the federation's book: what of it arrived; `paid_on` is the group's day."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    loan_id = models.BigIntegerField()
    correlation = models.CharField(max_length=32)
    paid_on = models.DateField()
    came_on = models.DateField()
    interest = models.BigIntegerField()
    principal = models.BigIntegerField()
    account_id = models.BigIntegerField()
    journal_id = models.BigIntegerField()
    transfer_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="bulk_repaid_not_negative", condition=Q(interest__gte=0, principal__gte=0)
            ),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "correlation"], name="repaid_by_correlation")
        ]


class BulkOfferRow(models.Model):
    """In the federation's book: a new schedule that it offered for what is left of a loan."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    loan_id = models.BigIntegerField()
    correlation = models.CharField(max_length=32)
    count = models.PositiveIntegerField()
    step = models.CharField(max_length=9)
    offered_on = models.DateField()
    mandate_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation_id", "correlation", name="one_bulk_offer_each_correlation"
            ),
            models.CheckConstraint(name="bulk_offer_is_something", condition=Q(count__gt=0)),
        ]


class BulkPlanRow(models.Model):
    """In either book: a new schedule that both agreed to, from the group's day on."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    loan_id = models.BigIntegerField()
    correlation = models.CharField(max_length=32)
    count = models.PositiveIntegerField()
    step = models.CharField(max_length=9)
    from_day = models.DateField()
    principal = models.BigIntegerField()
    carried = models.BigIntegerField()
    mandate_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation_id", "correlation", name="one_bulk_plan_each_correlation"
            ),
            models.CheckConstraint(
                name="bulk_plan_is_something",
                condition=Q(count__gt=0, principal__gt=0, carried__gte=0),
            ),
        ]


class BulkLossRow(models.Model):
    """In the federation's book what it wrote off of a loan; in the group's what it was forgiven."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    loan_id = models.BigIntegerField()
    minor = models.BigIntegerField()
    is_forgiven = models.BooleanField()
    lost_on = models.DateField()
    mandate_id = models.BigIntegerField()
    journal_id = models.BigIntegerField()
    transfer_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation_id", "loan_id", name="one_loss_each_bulk_loan"),
            models.CheckConstraint(name="bulk_loss_is_something", condition=Q(minor__gt=0)),
        ]
