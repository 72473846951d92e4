"""Cycles, meeting sheets and what is shared out.  Sums in minor units of the cycle's unit."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

PERSON = "membership.PersonRow"


class CycleRow(models.Model):
    """A cycle of a book: what a share costs, and in which two boxes the money lies."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    book = models.CharField(max_length=20)
    unit = models.CharField(max_length=12)
    price = models.BigIntegerField()
    first_day = models.DateField()
    ends_on = models.DateField()
    box_id = models.BigIntegerField()
    social_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="share_costs_something", condition=Q(price__gt=0)),
        ]


class CycleEndRow(models.Model):
    """The last day of a cycle that is over."""

    pk = models.CompositePrimaryKey("organisation_id", "cycle_id")
    organisation_id = models.BigIntegerField()
    cycle_id = models.BigIntegerField()
    ended_on = models.DateField()


class BroughtRow(models.Model):
    """Shares that a member held before the book was kept here; `entry` put them into it."""

    pk = models.CompositePrimaryKey("organisation_id", "cycle_id", "person")
    organisation_id = models.BigIntegerField()
    cycle_id = models.BigIntegerField()
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    shares = models.PositiveIntegerField()
    entry = models.BigIntegerField()


class SheetRow(models.Model):
    """A meeting that was written down: what was counted beside what the book said.

    heard  whether the words read aloud at the beginning were those that the members remembered
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    cycle_id = models.BigIntegerField()
    held_on = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    meeting_id = models.BigIntegerField()
    journal_id = models.BigIntegerField(null=True)
    opening_counted = models.BigIntegerField(null=True)
    opening_booked = models.BigIntegerField()
    counted = models.BigIntegerField()
    booked = models.BigIntegerField()
    social_counted = models.BigIntegerField()
    social_booked = models.BigIntegerField()
    heard = models.CharField(max_length=9, blank=True)
    facilitator = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    bookkeeper = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    witnesses = models.JSONField()
    photo = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation_id", "cycle_id", "held_on", name="one_sheet_a_day"
            ),
        ]


class SheetKeyRow(models.Model):
    """Who held a key; whether she showed herself that it was she."""

    pk = models.CompositePrimaryKey("organisation_id", "sheet_id", "person")
    organisation_id = models.BigIntegerField()
    sheet_id = models.BigIntegerField()
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    is_proved = models.BooleanField()


class SheetLineRow(models.Model):
    """What a sheet says of one member; the entries by which each sum stands in the book.

    saved   shares at the cycle's price
    fined   the fine that fell due
    helped  what she was given from the social fund
    """

    pk = models.CompositePrimaryKey("organisation_id", "sheet_id", "person")
    organisation_id = models.BigIntegerField()
    sheet_id = models.BigIntegerField()
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    attendance = models.CharField(max_length=8)
    shares = models.PositiveIntegerField()
    saved = models.BigIntegerField()
    social = models.BigIntegerField()
    fine = models.CharField(max_length=6, blank=True)
    fined = models.BigIntegerField()
    fine_paid = models.BigIntegerField()
    helped = models.BigIntegerField()
    saved_entry = models.BigIntegerField(null=True)
    social_entry = models.BigIntegerField(null=True)
    fined_entry = models.BigIntegerField(null=True)
    fine_paid_entry = models.BigIntegerField(null=True)
    helped_entry = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "person"], name="lines_of_member")]
        constraints = [
            models.CheckConstraint(
                name="line_not_negative",
                condition=Q(
                    saved__gte=0, social__gte=0, fined__gte=0, fine_paid__gte=0, helped__gte=0
                ),
            ),
        ]


class ClaimRow(models.Model):
    """What a member claimed from the social fund in a meeting, and by which proposal hands were
    raised for it; granted, it is `helped` on her line."""

    pk = models.CompositePrimaryKey("organisation_id", "sheet_id", "person")
    organisation_id = models.BigIntegerField()
    sheet_id = models.BigIntegerField()
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=8)
    minor = models.BigIntegerField()
    proposal_id = models.BigIntegerField()
    is_granted = models.BooleanField()


class LeaverRow(models.Model):
    """A member's shares were paid back before the end of the cycle, less what she owed."""

    pk = models.CompositePrimaryKey("organisation_id", "cycle_id", "person")
    organisation_id = models.BigIntegerField()
    cycle_id = models.BigIntegerField()
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    left_on = models.DateField()
    shares = models.PositiveIntegerField()
    saved = models.BigIntegerField()
    set_off = models.BigIntegerField()
    paid = models.BigIntegerField()
    journal_id = models.BigIntegerField()


class ShareOutRow(models.Model):
    """A fund that was shared out, once a cycle: pool = savings + income - costs."""

    pk = models.CompositePrimaryKey("organisation_id", "cycle_id")
    organisation_id = models.BigIntegerField()
    cycle_id = models.BigIntegerField()
    shared_on = models.DateField()
    coin = models.BigIntegerField()
    savings = models.BigIntegerField()
    income = models.BigIntegerField()
    costs = models.BigIntegerField()
    pool = models.BigIntegerField()
    mandate_id = models.BigIntegerField()
    journal_id = models.BigIntegerField()


class PartRow(models.Model):
    """A member's part of a share-out: worth = set off + carried over + paid + left."""

    pk = models.CompositePrimaryKey("organisation_id", "cycle_id", "person")
    organisation_id = models.BigIntegerField()
    cycle_id = models.BigIntegerField()
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    shares = models.PositiveIntegerField()
    worth = models.BigIntegerField()
    set_off = models.BigIntegerField()
    paid = models.BigIntegerField()
    left = models.BigIntegerField()


class CarriedRow(models.Model):
    """Shares of the next cycle (`into`) that a member bought with her part of this one."""

    pk = models.CompositePrimaryKey("organisation_id", "cycle_id", "person")
    organisation_id = models.BigIntegerField()
    cycle_id = models.BigIntegerField()
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    shares = models.PositiveIntegerField()
    minor = models.BigIntegerField()
    into_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "into_id"], name="carried_into")]
        constraints = [
            models.CheckConstraint(
                name="carried_is_something", condition=Q(shares__gt=0, minor__gt=0)
            ),
        ]


class GraduationRow(models.Model):
    """A proposal by whose adoption the group graduates: it holds once the members adopted it."""

    pk = models.CompositePrimaryKey("organisation_id", "proposal_id")
    organisation_id = models.BigIntegerField()
    proposal_id = models.BigIntegerField()
    form = models.CharField(max_length=11)
    federation = models.ForeignKey(
        "membership.OrganisationRow", models.PROTECT, null=True, related_name="+"
    )


class WaiverRow(models.Model):
    """A fine that somebody proposed to waive, in minor units; the reason stands in the proposal."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    book = models.CharField(max_length=20)
    unit = models.CharField(max_length=12)
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    minor = models.BigIntegerField()
    proposal_id = models.BigIntegerField()


class WaivedRow(models.Model):
    """It was waived as the members decided; `entry` took it off what she owes."""

    pk = models.CompositePrimaryKey("organisation_id", "waiver_id")
    organisation_id = models.BigIntegerField()
    waiver_id = models.BigIntegerField()
    waived_on = models.DateField()
    mandate_id = models.BigIntegerField()
    entry = models.BigIntegerField()
