"""Sources with what they say, whom the register lists, what persons decided, what is shown."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("membership", "0006_guesses_over_all_phones"),
    ]

    operations = [
        migrations.CreateModel(
            name="BackRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "batch_id",
                        "record_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("batch_id", models.BigIntegerField()),
                ("record_id", models.BigIntegerField()),
                ("vanished_batch_id", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="CellRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "is_closed",
                        "z",
                        "cx",
                        "cy",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("is_closed", models.BooleanField()),
                ("z", models.SmallIntegerField()),
                ("cx", models.IntegerField()),
                ("cy", models.IntegerField()),
                ("n", models.BigIntegerField()),
                ("sx", models.BigIntegerField()),
                ("sy", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="FacetCountRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "is_closed",
                        "facet",
                        "code",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("is_closed", models.BooleanField()),
                ("facet", models.CharField(max_length=20)),
                ("code", models.CharField(max_length=60)),
                ("n", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="GuardRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "listed_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("listed_id", models.BigIntegerField()),
                ("exposure", models.CharField(max_length=6)),
                ("since", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="MappingRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="MovedRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "merge_id",
                        "record_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("merge_id", models.BigIntegerField()),
                ("record_id", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="RegisterRow",
            fields=[
                ("organisation_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("order", models.CharField(max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name="SubscriptionRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("id", models.BigIntegerField()),
                ("source_id", models.BigIntegerField()),
                ("address", models.CharField(max_length=400)),
                ("public_key", models.CharField(blank=True, max_length=64)),
                ("token", models.CharField(blank=True, max_length=60)),
                ("taken_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="BatchRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("id", models.BigIntegerField()),
                ("source_id", models.BigIntegerField()),
                ("mapping_id", models.BigIntegerField(null=True)),
                ("file_name", models.CharField(max_length=200)),
                ("file_digest", models.CharField(max_length=64)),
                ("format", models.CharField(max_length=20)),
                ("edition", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("rows", models.BigIntegerField()),
                ("new", models.BigIntegerField()),
                ("changed", models.BigIntegerField()),
                ("same", models.BigIntegerField()),
                ("vanished", models.BigIntegerField()),
                ("refused", models.BigIntegerField()),
                ("report", models.TextField()),
                ("root", models.CharField(max_length=64)),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation_id", "source_id"], name="batches_of_source")
                ],
            },
        ),
        migrations.CreateModel(
            name="CandidateRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("id", models.BigIntegerField()),
                ("first_id", models.BigIntegerField()),
                ("second_id", models.BigIntegerField()),
                ("score", models.IntegerField()),
                ("features", models.TextField()),
                ("reading", models.CharField(max_length=10)),
                ("state", models.CharField(default="open", max_length=10)),
                ("found_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation_id", "state", "-score", "id"],
                        name="candidates_in_order",
                    ),
                    models.Index(
                        fields=["organisation_id", "second_id"], name="candidates_of_second"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first_id__lt", models.F("second_id"))),
                        name="candidate_in_order",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation_id", "first_id", "second_id"),
                        name="candidate_pair_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentifierRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "record_id",
                        "scheme",
                        "normal",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("record_id", models.BigIntegerField()),
                ("scheme", models.CharField(max_length=30)),
                ("normal", models.CharField(max_length=60)),
                ("listed_id", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation_id", "scheme", "normal"], name="identifiers_by_number"
                    ),
                    models.Index(
                        fields=["organisation_id", "listed_id"], name="identifiers_of_listed"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MergeRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("id", models.BigIntegerField()),
                ("kept_id", models.BigIntegerField()),
                ("gone_id", models.BigIntegerField()),
                ("text_id", models.BigIntegerField(null=True)),
                ("merged_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.personrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NotSameRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "first_id",
                        "second_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("first_id", models.BigIntegerField()),
                ("second_id", models.BigIntegerField()),
                ("declared_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first_id__lt", models.F("second_id"))),
                        name="not_same_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("id", models.BigIntegerField()),
                ("source_id", models.BigIntegerField()),
                ("key", models.CharField(max_length=200)),
                ("listed_id", models.BigIntegerField()),
                ("first_listed_id", models.BigIntegerField()),
                ("linked_by", models.CharField(max_length=8)),
                ("first_batch_id", models.BigIntegerField(null=True)),
                ("last_batch_id", models.BigIntegerField(null=True)),
                ("vanished_batch_id", models.BigIntegerField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation_id", "listed_id"], name="records_of_listed")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation_id", "source_id", "key"),
                        name="record_of_one_key_each",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RelationRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("id", models.BigIntegerField()),
                ("listed_id", models.BigIntegerField()),
                ("type", models.CharField(max_length=20)),
                ("other_id", models.BigIntegerField()),
                ("since", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                ("is_ended", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation_id", "listed_id"], name="relations_of_listed"
                    ),
                    models.Index(
                        fields=["organisation_id", "other_id"], name="relations_to_listed"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("other_id", models.F("listed_id")), _negated=True),
                        name="relation_to_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ShownRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("id", models.BigIntegerField()),
                ("is_closed", models.BooleanField()),
                ("name", models.CharField(max_length=200)),
                ("sort_name", models.CharField(max_length=200)),
                ("locality", models.CharField(blank=True, max_length=120)),
                ("region", models.CharField(blank=True, max_length=120)),
                ("country", models.CharField(blank=True, max_length=2)),
                ("postcode", models.CharField(blank=True, max_length=16)),
                ("status", models.CharField(blank=True, max_length=10)),
                ("icls", models.CharField(blank=True, max_length=20)),
                ("structure", models.CharField(blank=True, max_length=30)),
                ("is_informal", models.BooleanField(default=False)),
                ("lon", models.IntegerField(null=True)),
                ("lat", models.IntegerField(null=True)),
                ("precision", models.IntegerField(null=True)),
                ("cx", models.IntegerField(null=True)),
                ("cy", models.IntegerField(null=True)),
                ("sources", models.SmallIntegerField(default=1)),
                ("conflicts", models.SmallIntegerField(default=0)),
                ("facets", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation_id", "sort_name", "id"], name="shown_by_name"
                    ),
                    models.Index(
                        fields=["organisation_id", "country", "sort_name", "id"],
                        name="shown_by_country",
                    ),
                    models.Index(fields=["organisation_id", "cx", "cy"], name="shown_by_place"),
                    models.Index(fields=["organisation_id", "postcode"], name="shown_by_postcode"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=10)),
                ("licence", models.CharField(blank=True, max_length=60)),
                ("licence_url", models.CharField(blank=True, max_length=300)),
                ("attribution", models.CharField(blank=True, max_length=300)),
                ("homepage", models.CharField(blank=True, max_length=300)),
                ("scheme", models.CharField(blank=True, max_length=30)),
                ("is_complete", models.BooleanField(default=False)),
                ("may_publish", models.BooleanField(default=False)),
                ("opened_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation_id", "code"), name="source_of_one_code_each"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ListedRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(default=uuid.uuid4)),
                ("merged_into_id", models.BigIntegerField(null=True)),
                ("is_withdrawn", models.BooleanField(default=False)),
                ("changed", models.BigIntegerField()),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.organisationrow",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("merged_into_id__isnull", False)),
                        fields=["organisation_id", "merged_into_id"],
                        name="listed_merged_into",
                    ),
                    models.Index(fields=["organisation_id", "changed"], name="listed_by_change"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("merged_into_id__isnull", True), ("party__isnull", False)
                        ),
                        fields=("organisation_id", "party"),
                        name="listed_once_as_a_party",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into_id__isnull", True),
                            models.Q(("merged_into_id", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="listed_merged_into_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("id", models.BigIntegerField()),
                ("record_id", models.BigIntegerField()),
                ("batch_id", models.BigIntegerField(null=True)),
                ("number", models.BigIntegerField(default=0)),
                ("raw", models.TextField()),
                ("said", models.TextField()),
                ("meaning", models.CharField(max_length=32)),
                ("recorded_at", models.DateTimeField()),
                ("is_current", models.BooleanField(default=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.personrow",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation_id", "record_id"], name="statements_of_record"
                    ),
                    models.Index(
                        fields=["organisation_id", "batch_id"], name="statements_of_batch"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("organisation_id", "record_id"),
                        name="one_current_statement_each",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SuggestionRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("id", models.BigIntegerField()),
                ("listed_id", models.BigIntegerField()),
                ("said", models.TextField()),
                ("text_id", models.BigIntegerField(null=True)),
                ("answer_id", models.BigIntegerField(null=True)),
                ("state", models.CharField(default="open", max_length=8)),
                ("made_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.personrow",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation_id", "state", "id"], name="suggestions_in_order"
                    ),
                    models.Index(
                        fields=["organisation_id", "listed_id"], name="suggestions_of_listed"
                    ),
                ],
            },
        ),
    ]
