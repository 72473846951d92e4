"""Tables of lending.  All of them only grow: what was asked, promised, paid out and repaid.

Nothing here says "approved": that is the existence of a mandate.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class LoanRow(models.Model):
    """A request with its terms, from the statutes of that day.  Sums in minor units of `unit`.

    rate_above / rate_below is the interest as a part of the loan for each `rate_period`.
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    minor = models.BigIntegerField()
    unit = models.CharField(max_length=12)
    count = models.PositiveIntegerField()
    step = models.CharField(max_length=9)
    rate_above = models.BigIntegerField()
    rate_below = models.BigIntegerField()
    rate_period = models.CharField(max_length=5)
    method = models.CharField(max_length=12)
    payment_order = models.CharField(max_length=20)
    guarantors = models.PositiveSmallIntegerField()
    text_id = models.BigIntegerField()
    proposal_id = models.BigIntegerField()
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="loan_is_something",
                condition=Q(minor__gt=0, count__gt=0, rate_above__gte=0, rate_below__gt=0),
            ),
        ]
        indexes = [models.Index(fields=["organisation_id", "person"], name="loans_of_person")]


class NamedRow(models.Model):
    """A member whom the borrower asked to stand for the loan."""

    pk = models.CompositePrimaryKey("organisation_id", "loan_id", "person")
    organisation_id = models.BigIntegerField()
    loan_id = models.BigIntegerField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")


class GuaranteeRow(models.Model):
    """A member who stands for a loan, up to `most`; nothing said: for an equal part of it."""

    pk = models.CompositePrimaryKey("organisation_id", "loan_id", "person")
    organisation_id = models.BigIntegerField()
    loan_id = models.BigIntegerField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    most = models.BigIntegerField(null=True)


class WithdrawalRow(models.Model):
    """A request that was taken back."""

    pk = models.CompositePrimaryKey("organisation_id", "loan_id")
    organisation_id = models.BigIntegerField()
    loan_id = models.BigIntegerField()
    at = models.DateTimeField()


class PayoutRow(models.Model):
    """A loan was paid out, once: under which mandate, from which account, by which entry.

    loan_account_id  the ledger's account of this loan, in the same book
    """

    pk = models.CompositePrimaryKey("organisation_id", "loan_id")
    organisation_id = models.BigIntegerField()
    loan_id = models.BigIntegerField()
    paid_out_on = models.DateField()
    mandate_id = models.BigIntegerField()
    book = models.CharField(max_length=20, default="main")
    account_id = models.BigIntegerField()
    loan_account_id = models.BigIntegerField()
    journal_id = models.BigIntegerField()
    transfer_id = models.BigIntegerField()


class InstalmentRow(models.Model):
    """A line of the schedule, fixed at the payout."""

    pk = models.CompositePrimaryKey("organisation_id", "loan_id", "number")
    organisation_id = models.BigIntegerField()
    loan_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    due_on = models.DateField()
    principal = models.BigIntegerField()
    interest = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="instalment_not_negative", condition=Q(principal__gte=0, interest__gte=0)
            ),
        ]


class PaymentRow(models.Model):
    """A repayment with its split; `transfer_id` is the entry by which the money came in."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    loan_id = models.BigIntegerField()
    paid_on = models.DateField()
    fees = models.BigIntegerField(default=0)
    penalties = models.BigIntegerField(default=0)
    interest = models.BigIntegerField()
    principal = models.BigIntegerField()
    account_id = models.BigIntegerField()
    journal_id = models.BigIntegerField()
    transfer_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="payment_not_negative",
                condition=Q(fees__gte=0, penalties__gte=0, interest__gte=0, principal__gte=0),
            ),
        ]
        indexes = [models.Index(fields=["organisation_id", "loan_id"], name="payments_of_loan")]


class WriteOffRow(models.Model):
    """A loan that the group gave up, by a decision: an expense, or first what was set aside."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    loan_id = models.BigIntegerField()
    written_off_on = models.DateField()
    minor = models.BigIntegerField()
    from_provision = models.BigIntegerField()
    mandate_id = models.BigIntegerField()
    journal_id = models.BigIntegerField()
    transfer_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="write_off_is_something",
                condition=Q(minor__gt=0, from_provision__gte=0)
                & Q(from_provision__lte=models.F("minor")),
            ),
        ]
        indexes = [models.Index(fields=["organisation_id", "loan_id"], name="write_offs_of_loan")]


class RecoveryRow(models.Model):
    """What came back of a loan that was written off."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    loan_id = models.BigIntegerField()
    received_on = models.DateField()
    minor = models.BigIntegerField()
    account_id = models.BigIntegerField()
    journal_id = models.BigIntegerField()
    transfer_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="recovery_is_something", condition=Q(minor__gt=0)),
        ]
        indexes = [models.Index(fields=["organisation_id", "loan_id"], name="recoveries_of_loan")]


class ProvisionRow(models.Model):
    """What is set aside for late loans was brought from what was held to what a table asks."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    provided_on = models.DateField()
    table_name = models.CharField(max_length=40)
    needed = models.BigIntegerField()
    held = models.BigIntegerField()
    unit = models.CharField(max_length=12)
    book = models.CharField(max_length=20)
    mandate_id = models.BigIntegerField()
    journal_id = models.BigIntegerField()
    transfer_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="provision_not_negative", condition=Q(needed__gte=0, held__gte=0)
            ),
        ]


class CallRow(models.Model):
    """What somebody who stands for a loan paid of it: the borrower owes it to her.

    payment_id  the repayment that it is
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    loan_id = models.BigIntegerField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    minor = models.BigIntegerField()
    payment_id = models.BigIntegerField()
    called_on = models.DateField()
    mandate_id = models.BigIntegerField()
    journal_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="call_is_something", condition=Q(minor__gt=0)),
            models.UniqueConstraint("organisation_id", "payment_id", name="payment_is_called_once"),
        ]
        indexes = [models.Index(fields=["organisation_id", "loan_id"], name="calls_of_loan")]


class PayBackRow(models.Model):
    """What the borrower brought for somebody who had paid for her: it is that person's savings."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    loan_id = models.BigIntegerField()
    call_id = models.BigIntegerField()
    minor = models.BigIntegerField()
    paid_on = models.DateField()
    account_id = models.BigIntegerField()
    journal_id = models.BigIntegerField()
    transfer_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="paid_back_is_something", condition=Q(minor__gt=0)),
        ]
        indexes = [models.Index(fields=["organisation_id", "loan_id"], name="paid_back_of_loan")]


class NewScheduleRow(models.Model):
    """Somebody asked for a new schedule of what is left of a loan: the members decide on it."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    loan_id = models.BigIntegerField()
    count = models.PositiveIntegerField()
    step = models.CharField(max_length=9)
    proposal_id = models.BigIntegerField()
    asked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "loan_id"], name="schedules_of_loan")]


class ReschedulingRow(models.Model):
    """From a day on the new schedule holds for what was left of the loan and of its interest."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    schedule_id = models.BigIntegerField()
    loan_id = models.BigIntegerField()
    from_day = models.DateField()
    principal = models.BigIntegerField()
    carried = models.BigIntegerField()
    mandate_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rescheduled_is_something", condition=Q(principal__gt=0, carried__gte=0)
            ),
            models.UniqueConstraint("organisation_id", "schedule_id", name="schedule_begins_once"),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "loan_id"], name="reschedulings_of_loan")
        ]


class NewInstalmentRow(models.Model):
    """A line of a new schedule, fixed when it begins."""

    pk = models.CompositePrimaryKey("organisation_id", "rescheduling_id", "number")
    organisation_id = models.BigIntegerField()
    rescheduling_id = models.BigIntegerField()
    loan_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    due_on = models.DateField()
    principal = models.BigIntegerField()
    interest = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="new_instalment_not_negative",
                condition=Q(principal__gte=0, interest__gte=0),
            ),
        ]
        indexes = [models.Index(fields=["organisation_id", "loan_id"], name="new_lines_of_loan")]
