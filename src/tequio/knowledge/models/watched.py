"""What was noticed, by whom, and where it was brought together."""

from __future__ import annotations

from django.db import models


class AntennaRow(models.Model):
    """Somebody who listens in a region, in a sector, or at an apex, for the keeper.

    tier    `region`, `sector` or `apex`
    region  of the territory, in plain words; sector: code of the thesaurus
    party   the organisation of the node that is the antenna, if it is one
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    name = models.CharField(max_length=120)
    tier = models.CharField(max_length=6)
    region = models.CharField(max_length=120, blank=True)
    sector = models.CharField(max_length=60, blank=True)
    party = models.ForeignKey(
        "membership.OrganisationRow", models.PROTECT, null=True, related_name="+"
    )
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)


class WatchRow(models.Model):
    """A watch meeting: one round in which every participant brings one observation.

    antenna_id  that calls it, if one does
    present     how many were there, said when it is closed
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    antenna_id = models.BigIntegerField(null=True)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    present = models.PositiveIntegerField(null=True)


class ObservationRow(models.Model):
    """One thing that somebody noticed: a need, a practice, an idea.

    text_id  the line, if it was written; voice: SHA-256 of the recording, if it was spoken
    person   who wrote it down; brought_by: whose it is, where she is known here; guest_id: else
             her name as text
    seen_on  the day on which it was brought; a phone without network sends it later
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    kind = models.CharField(max_length=8)
    text_id = models.BigIntegerField(null=True)
    voice = models.CharField(max_length=64, blank=True)
    watch_id = models.BigIntegerField(null=True)
    antenna_id = models.BigIntegerField(null=True)
    region = models.CharField(max_length=120, blank=True)
    sector = models.CharField(max_length=60, blank=True)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    brought_by = models.ForeignKey(
        "membership.PersonRow", models.PROTECT, null=True, related_name="+"
    )
    guest_id = models.BigIntegerField(null=True)
    seen_on = models.DateField()
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "watch_id"], name="observations_of_watch"),
        ]


class JoinedRow(models.Model):
    """An observation became part of a practice."""

    pk = models.CompositePrimaryKey("organisation_id", "innovation_id", "observation_id")
    organisation_id = models.BigIntegerField()
    innovation_id = models.BigIntegerField()
    observation_id = models.BigIntegerField()
    joined_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "observation_id"], name="joined_to"),
        ]
