"""Who says what: sources, mappings, batches, source records and their statements."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class SourceRow(models.Model):
    """Who says it: a register, a survey, a partner, an organisation of itself.

    code         short name, unique in the register; a part of a compound file has one of its own
    kind         a key of `rules.properties.SOURCE_KINDS`
    scheme       org-id prefix of its own keys, such as `GB-COH`; empty where they have none
    is_complete  claims to list all of its scope: only then does absence say something
    may_publish  its licence lets its statements leave the register
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    licence = models.CharField(max_length=60, blank=True)
    licence_url = models.CharField(max_length=300, blank=True)
    attribution = models.CharField(max_length=300, blank=True)
    homepage = models.CharField(max_length=300, blank=True)
    scheme = models.CharField(max_length=30, blank=True)
    is_complete = models.BooleanField(default=False)
    may_publish = models.BooleanField(default=False)
    opened_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "code"], name="source_of_one_code_each"
            ),
        ]


class MappingRow(models.Model):
    """How the columns of a file are read; a changed mapping is a row of its own.

    text  the mapping as it was written, YAML or JSON; digest: SHA-256 of it
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()


class BatchRow(models.Model):
    """One file that was taken in, and what came of it.

    edition      the day for which the file stands
    file_digest  SHA-256 of its bytes; `format` as the reader named it
    rows         of the file; `new`, `changed`, `same`, `vanished`, `refused`: source records
    report       what was not taken, per column, as JSON
    root         SHA-256 over its statements in the order of their ids
    undone_at    since then it counts as never said; nothing is deleted
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    source_id = models.BigIntegerField()
    mapping_id = models.BigIntegerField(null=True)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    format = models.CharField(max_length=20)
    edition = models.DateField()
    recorded_at = models.DateTimeField()
    rows = models.BigIntegerField()
    new = models.BigIntegerField()
    changed = models.BigIntegerField()
    same = models.BigIntegerField()
    vanished = models.BigIntegerField()
    refused = models.BigIntegerField()
    report = models.TextField()
    root = models.CharField(max_length=64)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "source_id"], name="batches_of_source")]


class RecordRow(models.Model):
    """One record of a source, by the source's own key, and the organisation it is about.

    listed_id        whom it is about today; first_listed_id: whom it was first taken to be about
    linked_by        why: `new`, `key`, `number`, `about` (another record of the file), `hand`
    last_batch_id    the last batch in which it was; empty for what was written by hand
    vanished_batch_id  the batch in which it was missing; missing is not closed
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    source_id = models.BigIntegerField()
    key = models.CharField(max_length=200)
    listed_id = models.BigIntegerField()
    first_listed_id = models.BigIntegerField()
    linked_by = models.CharField(max_length=8)
    first_batch_id = models.BigIntegerField(null=True)
    last_batch_id = models.BigIntegerField(null=True)
    vanished_batch_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "source_id", "key"], name="record_of_one_key_each"
            ),
        ]
        indexes = [models.Index(fields=["organisation_id", "listed_id"], name="records_of_listed")]


class BackRow(models.Model):
    """A record that had vanished in one batch was there again in a later one."""

    pk = models.CompositePrimaryKey("organisation_id", "batch_id", "record_id")
    organisation_id = models.BigIntegerField()
    batch_id = models.BigIntegerField()
    record_id = models.BigIntegerField()
    vanished_batch_id = models.BigIntegerField()


class StatementRow(models.Model):
    """What a source record said at one time: its assertions have these ids and dates.

    number      of the row in its file
    raw         the row as it came, as JSON, without personal data
    said        its assertions (`rules.facts.plain_said`), as JSON
    meaning     digest of what they mean: noise of the format does not change it
    by_id       the person who wrote it by hand
    is_current  false once the same record said something else, or its batch was undone
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    record_id = models.BigIntegerField()
    batch_id = models.BigIntegerField(null=True)
    number = models.BigIntegerField(default=0)
    raw = models.TextField()
    said = models.TextField()
    meaning = models.CharField(max_length=32)
    by = models.ForeignKey("membership.PersonRow", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "record_id"],
                condition=Q(is_current=True),
                name="one_current_statement_each",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "record_id"], name="statements_of_record"),
            models.Index(fields=["organisation_id", "batch_id"], name="statements_of_batch"),
        ]
