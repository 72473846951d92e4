"""Tables of the books.  Keys, checks and guards are made by SQL in the migrations, per engine."""

from __future__ import annotations

from django.db import models


class PostingRuleRow(models.Model):
    """For this purpose value may move between these kinds: the same list as rules.GRAMMAR."""

    pk = models.CompositePrimaryKey("code", "debit_kind", "credit_kind")
    code = models.CharField(max_length=40)
    debit_kind = models.CharField(max_length=30)
    credit_kind = models.CharField(max_length=30)


class AccountRow(models.Model):
    """An account.  Balance = credits - debits; counters move by the transfers' trigger alone."""

    pk = models.CompositePrimaryKey("organisation_id", "book", "id")
    organisation_id = models.BigIntegerField()
    book = models.CharField(max_length=20, default="main")
    id = models.BigIntegerField()
    unit = models.CharField(max_length=12)
    kind = models.CharField(max_length=30)
    ref = models.CharField(max_length=60, blank=True)
    text_id = models.BigIntegerField(null=True)
    debits = models.BigIntegerField(default=0)
    credits = models.BigIntegerField(default=0)
    held_debits = models.BigIntegerField(default=0)
    held_credits = models.BigIntegerField(default=0)
    floor = models.BigIntegerField(null=True)
    ceiling = models.BigIntegerField(null=True)
    closed_on = models.DateField(null=True)
    last_value_date = models.DateField(null=True)
    last_transfer_id = models.BigIntegerField(default=0)
    last_change_id = models.BigIntegerField(default=0)


class JournalRow(models.Model):
    """What one act wrote into the book, whole or not at all.  `root` proves its transfers."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    key = models.CharField(max_length=80)
    value_date = models.DateField()
    booked_at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    document = models.CharField(max_length=80, blank=True)
    payee_id = models.BigIntegerField(null=True)
    text_id = models.BigIntegerField(null=True)
    root = models.CharField(max_length=64)


class TransferRow(models.Model):
    """One debit, one credit, one positive amount, under one mandate.  Append-only.

    `scope` is the subject of the mandate's line that covers it: its own subject, or empty.
    """

    pk = models.CompositePrimaryKey("organisation_id", "book", "id")
    organisation_id = models.BigIntegerField()
    book = models.CharField(max_length=20, default="main")
    id = models.BigIntegerField()
    journal_id = models.BigIntegerField()
    mandate_id = models.BigIntegerField()
    code = models.CharField(max_length=40)
    subject = models.CharField(max_length=60, blank=True)
    scope = models.CharField(max_length=60, blank=True)
    value_date = models.DateField()
    unit = models.CharField(max_length=12)
    debit_id = models.BigIntegerField()
    debit_kind = models.CharField(max_length=30)
    credit_id = models.BigIntegerField()
    credit_kind = models.CharField(max_length=30)
    minor = models.BigIntegerField()
    reverses_id = models.BigIntegerField(null=True)


class AccountChangeRow(models.Model):
    """A change of an account's limits, or its closing, by decision; its trigger carries it out."""

    pk = models.CompositePrimaryKey("organisation_id", "book", "id")
    organisation_id = models.BigIntegerField()
    book = models.CharField(max_length=20, default="main")
    id = models.BigIntegerField()
    account_id = models.BigIntegerField()
    floor = models.BigIntegerField(null=True)
    ceiling = models.BigIntegerField(null=True)
    closed_on = models.DateField(null=True)
    changed_on = models.DateField()
    mandate_id = models.BigIntegerField()
    code = models.CharField(max_length=40)
    scope = models.CharField(max_length=60, blank=True)
    by_id = models.BigIntegerField(null=True)


class PeriodCloseRow(models.Model):
    """Nothing is written any more with a date up to this day."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    closed_through = models.DateField()
    closed_at = models.DateTimeField()
    mandate_id = models.BigIntegerField()
    code = models.CharField(max_length=40)
    scope = models.CharField(max_length=60, blank=True)
    by_id = models.BigIntegerField(null=True)


class ClaimRow(models.Model):
    """Money that left without a decision, or a difference in the cash box: who answers for it.

    `id` is the transfer that recorded it; its account holds what is still open.
    """

    pk = models.CompositePrimaryKey("organisation_id", "book", "id")
    organisation_id = models.BigIntegerField()
    book = models.CharField(max_length=20, default="main")
    id = models.BigIntegerField()
    account_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    office = models.CharField(max_length=30, blank=True)
    subject = models.CharField(max_length=60, blank=True)


class CountRow(models.Model):
    """The cash box was counted: what was in it and what the book said."""

    pk = models.CompositePrimaryKey("organisation_id", "book", "id")
    organisation_id = models.BigIntegerField()
    book = models.CharField(max_length=20, default="main")
    id = models.BigIntegerField()
    account_id = models.BigIntegerField()
    counted_minor = models.BigIntegerField()
    booked_minor = models.BigIntegerField()
    counted_on = models.DateField()
    answerable_id = models.BigIntegerField()
    transfer_id = models.BigIntegerField(null=True)


class LineRow(models.Model):
    """A line of a bank or mobile-money statement, as it was imported."""

    pk = models.CompositePrimaryKey("organisation_id", "book", "id")
    organisation_id = models.BigIntegerField()
    book = models.CharField(max_length=20, default="main")
    id = models.BigIntegerField()
    account_id = models.BigIntegerField()
    day = models.DateField()
    minor = models.BigIntegerField()
    reference = models.CharField(max_length=80, blank=True)
    text_id = models.BigIntegerField(null=True)
    fingerprint = models.CharField(max_length=64)


class MatchRow(models.Model):
    """A line and an entry are the same payment."""

    pk = models.CompositePrimaryKey("organisation_id", "book", "line_id")
    organisation_id = models.BigIntegerField()
    book = models.CharField(max_length=20, default="main")
    line_id = models.BigIntegerField()
    account_id = models.BigIntegerField()
    transfer_id = models.BigIntegerField()


class PreparedRow(models.Model):
    """A payment that waits for keys; `used_by` is the act that paid it."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    mandate_id = models.BigIntegerField()
    purpose = models.CharField(max_length=40)
    subject = models.CharField(max_length=60, blank=True)
    account_id = models.BigIntegerField()
    unit = models.CharField(max_length=12)
    minor = models.BigIntegerField()
    payee_id = models.BigIntegerField(null=True)
    text_id = models.BigIntegerField(null=True)
    payment = models.CharField(max_length=64)
    prepared_by_id = models.BigIntegerField()
    prepared_at = models.DateTimeField()
    used_by = models.CharField(max_length=80, blank=True)
