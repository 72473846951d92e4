"""Practices: their text in versions with authors, who signed, and what is known of them."""

from __future__ import annotations

from django.db import models


class InnovationRow(models.Model):
    """A practice in somebody's library; what it says stands in its versions.

    state      `spotted`, `systematised`, `piloted`, `adopted`, `institutionalised` or `ended`
    version    number of its newest version, 0 before the first
    listed_id  the organisation of the keeper's register that carries it, if it is known: of it the
               screening says whether it is democratic
    code       of the ready case from which it was taken, if so
    source     the organisation from which it was forked; source_id_there: its number there;
               source_version: as it stood then
    is_public  whoever sees the library may read it
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    state = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=0)
    listed_id = models.BigIntegerField(null=True)
    code = models.CharField(max_length=40, blank=True)
    source = models.ForeignKey(
        "membership.OrganisationRow", models.PROTECT, null=True, related_name="+"
    )
    source_id_there = models.BigIntegerField(null=True)
    source_version = models.PositiveIntegerField(null=True)
    is_public = models.BooleanField(default=False)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "state", "id"], name="innovations_by_state"),
            models.Index(fields=["source", "source_id_there"], name="forks_of"),
        ]


class VersionRow(models.Model):
    """What a practice said at one time: a design as canonical JSON.  Never overwritten.

    title     in the language in which it was written, to list it by
    text_id   why it was changed, in the author's words
    role      as which the author wrote
    """

    pk = models.CompositePrimaryKey("organisation_id", "innovation_id", "number")
    organisation_id = models.BigIntegerField()
    innovation_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    design = models.TextField()
    digest = models.CharField(max_length=64)
    text_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=12)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()


class ContributionRow(models.Model):
    """Somebody works on a practice, as practitioner, researcher, user or for the public."""

    pk = models.CompositePrimaryKey("organisation_id", "innovation_id", "person")
    organisation_id = models.BigIntegerField()
    innovation_id = models.BigIntegerField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    role = models.CharField(max_length=12)
    party = models.ForeignKey(
        "membership.OrganisationRow", models.PROTECT, null=True, related_name="+"
    )
    text_id = models.BigIntegerField(null=True)
    since = models.DateTimeField()


class SignOffRow(models.Model):
    """Who contributed stands by one version; roles weigh the same."""

    pk = models.CompositePrimaryKey("organisation_id", "innovation_id", "version", "person")
    organisation_id = models.BigIntegerField()
    innovation_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    role = models.CharField(max_length=12)
    signed_at = models.DateTimeField()


class StateRow(models.Model):
    """A practice came into a state with one of its versions; `text_id`: the reason."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    innovation_id = models.BigIntegerField()
    state = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    text_id = models.BigIntegerField(null=True)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "innovation_id"], name="states_of")]


class NotedRow(models.Model):
    """What somebody shows about a practice: evidence, for it or against it.

    kind      `story`, `figures`, `study`, `visit`, `report`
    strength  `told`, `documented`, `compared` (with a place without it)
    is_harm   it shows that somebody was harmed
    source    title or address; file: SHA-256 of a file kept here
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    innovation_id = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    strength = models.CharField(max_length=12)
    is_harm = models.BooleanField()
    text_id = models.BigIntegerField()
    source = models.CharField(max_length=400, blank=True)
    file = models.CharField(max_length=64, blank=True)
    day = models.DateField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "innovation_id"], name="noted_of")]


class AnswerRow(models.Model):
    """One of the seven questions answered for a practice, with what shows it.  The newest counts;
    question 5 is never answered here, for the screening answers it."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    innovation_id = models.BigIntegerField()
    question = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=8)
    text_id = models.BigIntegerField(null=True)
    source = models.CharField(max_length=400, blank=True)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="answers_one_of_seven",
                condition=models.Q(question__gte=1, question__lte=7) & ~models.Q(question=5),
            ),
        ]
        indexes = [models.Index(fields=["organisation_id", "innovation_id"], name="answers_of")]
