"""Those who take turns, their lots, bids and rounds, and what was missed and made good.

Sums in minor units of the wheel's unit.  A place keeps its number; who has it may change.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

PERSON = "membership.PersonRow"


class WheelRow(models.Model):
    """A taking of turns with the terms of its start, and where its money is.

    way          how it comes about who receives the pot
    highest_*    the highest bid as a part of the pot; commission_* likewise
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    book = models.CharField(max_length=20)
    unit = models.CharField(max_length=12)
    contribution = models.BigIntegerField()
    aside = models.BigIntegerField()
    every = models.CharField(max_length=10)
    way = models.CharField(max_length=15)
    highest_above = models.BigIntegerField()
    highest_below = models.BigIntegerField()
    commission_above = models.BigIntegerField()
    commission_below = models.BigIntegerField()
    discount_to = models.CharField(max_length=10)
    first_day = models.DateField()
    box_id = models.BigIntegerField()
    pot_id = models.BigIntegerField()
    reserve_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="turn_is_something", condition=Q(contribution__gt=0, aside__gte=0)
            ),
        ]


class PlaceRow(models.Model):
    """A place, and who had it at the start; who stands for her: [[person, the most], ...]."""

    pk = models.CompositePrimaryKey("organisation_id", "wheel_id", "number")
    organisation_id = models.BigIntegerField()
    wheel_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    guarantors = models.JSONField()


class SealRow(models.Model):
    """What a member laid on the table before the lot: the SHA-256 of a word."""

    pk = models.CompositePrimaryKey("organisation_id", "wheel_id", "round", "seat")
    organisation_id = models.BigIntegerField()
    wheel_id = models.BigIntegerField()
    round = models.PositiveIntegerField()
    seat = models.PositiveIntegerField()
    seal = models.CharField(max_length=64)
    entered_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class WordRow(models.Model):
    """The word that a member opened."""

    pk = models.CompositePrimaryKey("organisation_id", "wheel_id", "round", "seat")
    organisation_id = models.BigIntegerField()
    wheel_id = models.BigIntegerField()
    round = models.PositiveIntegerField()
    seat = models.PositiveIntegerField()
    word = models.CharField(max_length=200)
    entered_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class DrawRow(models.Model):
    """A lot that was drawn; `order`: [[place, number of the member], ...]."""

    pk = models.CompositePrimaryKey("organisation_id", "wheel_id", "round")
    organisation_id = models.BigIntegerField()
    wheel_id = models.BigIntegerField()
    round = models.PositiveIntegerField()
    seed = models.CharField(max_length=64)
    order = models.JSONField()


class BidRow(models.Model):
    """What a member would leave of the pot to have it in this round."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    wheel_id = models.BigIntegerField()
    round = models.PositiveIntegerField()
    seat = models.PositiveIntegerField()
    minor = models.BigIntegerField()
    entered_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="bid_not_negative", condition=Q(minor__gte=0)),
        ]
        indexes = [models.Index(fields=["organisation_id", "wheel_id"], name="bids_of_turns")]


class RoundRow(models.Model):
    """A round that was held: who received the pot, and what she was handed."""

    pk = models.CompositePrimaryKey("organisation_id", "wheel_id", "number")
    organisation_id = models.BigIntegerField()
    wheel_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    held_on = models.DateField()
    seat = models.PositiveIntegerField()
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    leaves = models.BigIntegerField(null=True)
    commission = models.BigIntegerField()
    prize = models.BigIntegerField()
    paid_out = models.BigIntegerField()
    journal_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation_id", "wheel_id", "seat", name="each_receives_the_pot_once"
            ),
            models.CheckConstraint(
                name="pot_not_negative",
                condition=Q(commission__gte=0, prize__gte=0, paid_out__gte=0),
            ),
        ]


class TurnRow(models.Model):
    """What a place owed in a round and what it paid: into the pot, and put aside."""

    pk = models.CompositePrimaryKey("organisation_id", "wheel_id", "round", "seat")
    organisation_id = models.BigIntegerField()
    wheel_id = models.BigIntegerField()
    round = models.PositiveIntegerField()
    seat = models.PositiveIntegerField()
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    due = models.BigIntegerField()
    aside = models.BigIntegerField()
    paid = models.BigIntegerField()
    put = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="turn_not_overpaid",
                condition=Q(
                    paid__gte=0, put__gte=0, due__gte=models.F("paid"), aside__gte=models.F("put")
                ),
            ),
        ]


class MissedRow(models.Model):
    """A part of a turn that was missed, and what covers it: see `reckoning.CoverWay`."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    wheel_id = models.BigIntegerField()
    round = models.PositiveIntegerField()
    seat = models.PositiveIntegerField()
    way = models.CharField(max_length=9)
    person = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="missed_something", condition=Q(minor__gt=0)),
        ]
        indexes = [models.Index(fields=["organisation_id", "wheel_id"], name="missed_in_turns")]


class MadeGoodRow(models.Model):
    """So much of a missed part was made good, by whom, in which journal."""

    pk = models.CompositePrimaryKey("organisation_id", "missed_id", "journal_id")
    organisation_id = models.BigIntegerField()
    wheel_id = models.BigIntegerField()
    missed_id = models.BigIntegerField()
    journal_id = models.BigIntegerField()
    seat = models.PositiveIntegerField()
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    minor = models.BigIntegerField()
    paid_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="made_something_good", condition=Q(minor__gt=0)),
        ]


class SubstituteRow(models.Model):
    """Another took a member's place with its rights and debts; who saw that she agrees."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    wheel_id = models.BigIntegerField()
    seat = models.PositiveIntegerField()
    before = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    since = models.DateField()
    witnesses = models.JSONField()
    minor = models.BigIntegerField()
    journal_id = models.BigIntegerField(null=True)


class TurnsEndRow(models.Model):
    """These turns are over."""

    pk = models.CompositePrimaryKey("organisation_id", "wheel_id")
    organisation_id = models.BigIntegerField()
    wheel_id = models.BigIntegerField()
    ended_on = models.DateField()
