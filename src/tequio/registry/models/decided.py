"""Whom the register lists, and what persons decided about them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q


class ListedRow(models.Model):
    """An organisation that the register speaks of, formal or informal, on this node or not.

    uid          under which it is known outside; stays with it
    merged_into_id  the organisation that it turned out to be; its address leads there
    is_withdrawn    no source speaks of it any more (its only batch was undone)
    party        the organisation of this node that it is
    changed      rises with every change of what is shown of it; the feed is read in its order;
                 0 as long as the public never saw it
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    uid = models.UUIDField(default=uuid.uuid4)
    merged_into_id = models.BigIntegerField(null=True)
    is_withdrawn = models.BooleanField(default=False)
    party = models.ForeignKey(
        "membership.OrganisationRow", models.PROTECT, null=True, related_name="+"
    )
    changed = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "party"],
                condition=Q(party__isnull=False, merged_into_id__isnull=True),
                name="listed_once_as_a_party",
            ),
            models.CheckConstraint(
                name="listed_merged_into_another",
                condition=Q(merged_into_id__isnull=True) | ~Q(merged_into_id=F("id")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation_id", "merged_into_id"],
                condition=Q(merged_into_id__isnull=False),
                name="listed_merged_into",
            ),
            models.Index(fields=["organisation_id", "changed"], name="listed_by_change"),
        ]


class GuardRow(models.Model):
    """How much of its place may be seen: `hidden` or `coarse` (about ten kilometres)."""

    pk = models.CompositePrimaryKey("organisation_id", "listed_id")
    organisation_id = models.BigIntegerField()
    listed_id = models.BigIntegerField()
    exposure = models.CharField(max_length=6)
    since = models.DateField()


class RelationRow(models.Model):
    """One organisation stands to another (`rules.properties.RELATIONS`), as a person wrote it."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    listed_id = models.BigIntegerField()
    type = models.CharField(max_length=20)
    other_id = models.BigIntegerField()
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    is_ended = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="relation_to_another", condition=~Q(other_id=F("listed_id"))
            ),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "listed_id"], name="relations_of_listed"),
            models.Index(fields=["organisation_id", "other_id"], name="relations_to_listed"),
        ]


class MergeRow(models.Model):
    """A person decided that two are one: `gone` leads to `kept` until it is undone."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    kept_id = models.BigIntegerField()
    gone_id = models.BigIntegerField()
    text_id = models.BigIntegerField(null=True)
    by = models.ForeignKey("membership.PersonRow", models.PROTECT, null=True, related_name="+")
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)


class MovedRow(models.Model):
    """A source record that a merge moved from the one that is gone."""

    pk = models.CompositePrimaryKey("organisation_id", "merge_id", "record_id")
    organisation_id = models.BigIntegerField()
    merge_id = models.BigIntegerField()
    record_id = models.BigIntegerField()


class NotSameRow(models.Model):
    """A person decided that these two are not one; it is not asked again.  first < second."""

    pk = models.CompositePrimaryKey("organisation_id", "first_id", "second_id")
    organisation_id = models.BigIntegerField()
    first_id = models.BigIntegerField()
    second_id = models.BigIntegerField()
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="not_same_in_order", condition=Q(first_id__lt=F("second_id"))
            ),
        ]


class CandidateRow(models.Model):
    """Two that may be one, waiting for a person.  first < second.

    score     in ten-thousandths; features: each reason with its weight, as JSON
    reading   what it looks like: `same`, `successor`, `branch`, `address`, `namesake`
    state     `open`, or how it was answered: `same`, `successor`, `branch`, `not_same`, `gone`
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    first_id = models.BigIntegerField()
    second_id = models.BigIntegerField()
    score = models.IntegerField()
    features = models.TextField()
    reading = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default="open")
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="candidate_in_order", condition=Q(first_id__lt=F("second_id"))
            ),
            models.UniqueConstraint(
                fields=["organisation_id", "first_id", "second_id"], name="candidate_pair_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation_id", "state", "-score", "id"], name="candidates_in_order"
            ),
            models.Index(fields=["organisation_id", "second_id"], name="candidates_of_second"),
        ]


class SuggestionRow(models.Model):
    """Somebody says that something is wrong or missing; the keeper takes it or declines.

    said     the assertions that are proposed, as JSON; text_id: her words, kept by membership
    state    `open`, `taken`, `declined`
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    listed_id = models.BigIntegerField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    said = models.TextField()
    text_id = models.BigIntegerField(null=True)
    answer_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8, default="open")
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "state", "id"], name="suggestions_in_order"),
            models.Index(fields=["organisation_id", "listed_id"], name="suggestions_of_listed"),
        ]


class SubscriptionRow(models.Model):
    """A partner's feed that this register follows as the source `source_id`.

    token     where the next reading begins; public_key: Ed25519, in hexadecimal, as first seen
    chain     of the partner's chronicle, as first seen
    tried_at  when it was read last; trouble: why nothing could be taken then, if so
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    source_id = models.BigIntegerField()
    address = models.CharField(max_length=400)
    public_key = models.CharField(max_length=64, blank=True)
    chain = models.CharField(max_length=64, blank=True)
    token = models.CharField(max_length=60, blank=True)
    taken_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=400, blank=True)
    ended_at = models.DateTimeField(null=True)
