"""Tables of mandates.  Keys, checks and guards are made by SQL in the migrations, per engine."""

from __future__ import annotations

from django.db import models


class UnitRow(models.Model):
    """A unit that an organisation uses; never changed."""

    pk = models.CompositePrimaryKey("organisation_id", "code")
    organisation_id = models.BigIntegerField()
    code = models.CharField(max_length=12)
    exponent = models.SmallIntegerField()
    kind = models.CharField(max_length=10)


class MandateRow(models.Model):
    """What a decision allows.  Written once, after its lines; never changed."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    title = models.CharField(max_length=60)
    offices = models.CharField(max_length=200)
    keys = models.SmallIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    period = models.CharField(max_length=8, blank=True)
    source = models.CharField(max_length=60)
    source_hash = models.CharField(max_length=64)
    decided_on = models.DateField()
    decision_hash = models.CharField(max_length=64)


class ScopeRow(models.Model):
    """A purpose that a mandate covers, for one subject or (empty) for any."""

    pk = models.CompositePrimaryKey("organisation_id", "mandate_id", "code", "subject")
    organisation_id = models.BigIntegerField()
    mandate_id = models.BigIntegerField()
    code = models.CharField(max_length=40)
    subject = models.CharField(max_length=60, blank=True)


class CeilingRow(models.Model):
    """The most that a mandate allows in a unit; null without limit."""

    pk = models.CompositePrimaryKey("organisation_id", "mandate_id", "unit")
    organisation_id = models.BigIntegerField()
    mandate_id = models.BigIntegerField()
    unit = models.CharField(max_length=12)
    minor = models.BigIntegerField(null=True)


class SpentRow(models.Model):
    """What was paid under a ceiling in a period, and what reversals gave back.

    Both only grow, and only the trigger on the ledger's transfers writes them.
    """

    pk = models.CompositePrimaryKey("organisation_id", "mandate_id", "unit", "period")
    organisation_id = models.BigIntegerField()
    mandate_id = models.BigIntegerField()
    unit = models.CharField(max_length=12)
    period = models.CharField(max_length=8, blank=True)
    ceiling = models.BigIntegerField()
    spent = models.BigIntegerField()
    returned = models.BigIntegerField()
    last_transfer_id = models.BigIntegerField()


class EndRow(models.Model):
    """A mandate was revoked: from this day on it allows nothing."""

    pk = models.CompositePrimaryKey("organisation_id", "mandate_id")
    organisation_id = models.BigIntegerField()
    mandate_id = models.BigIntegerField()
    ends_on = models.DateField()
    source = models.CharField(max_length=60)
    source_hash = models.CharField(max_length=64)


class KeyTurnRow(models.Model):
    """A key turned by a person on one exact payment; used once, by the act of this key."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    mandate_id = models.BigIntegerField()
    payment = models.CharField(max_length=64)
    person_id = models.BigIntegerField()
    turned_at = models.DateTimeField()
    used_by = models.CharField(max_length=80, blank=True)
