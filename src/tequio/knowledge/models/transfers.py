"""What moved: offered, decided by the receiver, adapted, followed up.  All belong to the receiver,
but for an offer, which belongs to whoever makes it."""

from __future__ import annotations

from django.db import models


class OfferRow(models.Model):
    """A practice is offered to somebody; the receiver answers: `taken_up` or `declined`."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    innovation_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    receiver = models.ForeignKey("membership.OrganisationRow", models.PROTECT, related_name="+")
    text_id = models.BigIntegerField(null=True)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    answer = models.CharField(max_length=8, blank=True)
    answer_id = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["receiver", "answer"], name="offers_to")]


class AskedRow(models.Model):
    """What exactly a proposal of the receiver asks: to take up this version of this practice.

    content  canonical JSON: whose, which, version, digest of the design, assessment, offer
    """

    pk = models.CompositePrimaryKey("organisation_id", "proposal_id")
    organisation_id = models.BigIntegerField()
    proposal_id = models.BigIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField()


class TransferRow(models.Model):
    """A practice on its way into an organisation that decided so itself.

    source         whose practice it is; none where it is a ready case (`code`)
    design         what is taken up, as canonical JSON: the version that members voted on
    assessment_id  that was before the members, in the receiver's or the source's book
    state          `team`, `fit`, `planned`, `piloted`, `evaluated`, `sustained`; `moved_back`,
                   `left`
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    source = models.ForeignKey(
        "membership.OrganisationRow", models.PROTECT, null=True, related_name="+"
    )
    innovation_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(null=True)
    code = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200)
    design = models.TextField()
    digest = models.CharField(max_length=64)
    assessor = models.ForeignKey(
        "membership.OrganisationRow", models.PROTECT, null=True, related_name="+"
    )
    assessment_id = models.BigIntegerField(null=True)
    offer_id = models.BigIntegerField(null=True)
    proposal_id = models.BigIntegerField()
    resolution_id = models.BigIntegerField()
    decided_on = models.DateField()
    state = models.CharField(max_length=12)
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation_id", "proposal_id", name="transfer_once"),
        ]
        indexes = [models.Index(fields=["source", "innovation_id"], name="transfers_of")]


class StepRow(models.Model):
    """A transfer came into a state (ADAPT), with what was done and learned."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    transfer_id = models.BigIntegerField()
    state = models.CharField(max_length=12)
    text_id = models.BigIntegerField(null=True)
    day = models.DateField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "transfer_id"], name="steps_of")]


class AdaptationRow(models.Model):
    """One change to a practice on its way, by the eight facets of FRAME.

    component     which part; empty: the whole
    moment        `before`, `pilot`, `running`
    is_planned    else it was a reaction
    decided_by    `members`, `team`, `organiser`, `funder`, `authority`, `source`
    what          `content`, `context`, `training`, `evaluation`
    level         `person`, `group`, `organisation`, `network`, `territory`
    nature        `shortened`, `extended`, `added`, `removed`, `substituted`, `reordered`,
                  `merged`, `language`, `format`, `setting`, `staff`, `participants`
    is_true       to the function: `holds`, `fails`, `unknown`
    reasons       codes, as JSON; text_id: in words
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    transfer_id = models.BigIntegerField()
    component = models.CharField(max_length=40, blank=True)
    moment = models.CharField(max_length=8)
    is_planned = models.BooleanField()
    decided_by = models.CharField(max_length=10)
    what = models.CharField(max_length=10)
    level = models.CharField(max_length=12)
    nature = models.CharField(max_length=12)
    is_true = models.CharField(max_length=8)
    reasons = models.JSONField()
    text_id = models.BigIntegerField()
    day = models.DateField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    logged_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "transfer_id"], name="adaptations_of")]


class FollowUpRow(models.Model):
    """What became of a transfer after 6 or 12 months; or that somebody was harmed, on any day.

    months  0 where harm was told by itself: it stands beside both looks back and replaces neither
    reach   codes, as JSON: `out` (more places), `up` (law, institutions), `deep` (culture)
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    transfer_id = models.BigIntegerField()
    months = models.PositiveSmallIntegerField()
    is_alive = models.BooleanField()
    is_harm = models.BooleanField()
    reach = models.JSONField()
    text_id = models.BigIntegerField()
    day = models.DateField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="followed_up_at_six_or_twelve_or_harm",
                condition=models.Q(months__in=(6, 12)) | models.Q(months=0, is_harm=True),
            ),
            models.UniqueConstraint(
                fields=["organisation_id", "transfer_id", "months"],
                condition=models.Q(months__gt=0),
                name="followed_up_once",
            ),
        ]
        indexes = [models.Index(fields=["organisation_id", "transfer_id"], name="follow_ups_of")]
