"""How far the chronicle was read, who wants messages where, what was told, sent and answered."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("membership", "0004_who_was_written_down_where"),
    ]

    operations = [
        migrations.CreateModel(
            name="CursorRow",
            fields=[
                ("organisation_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("line", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="InboundRow",
            fields=[
                ("mark", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("result", models.CharField(max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name="MarkRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "message_id",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("message_id", models.BigIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("outcome", models.CharField(max_length=10)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="TryRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "message_id",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("message_id", models.BigIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("channel", models.CharField(max_length=10)),
                ("begun_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="AnswerRow",
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
                ("reply_id", models.BigIntegerField()),
                ("how", models.CharField(max_length=12)),
                ("reversal_id", models.BigIntegerField(null=True)),
                ("text_id", models.BigIntegerField()),
                ("by_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organisation_id"),
                        models.F("reply_id"),
                        name="dispute_answered_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChoiceRow",
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
                ("channel", models.CharField(max_length=10)),
                ("wish", models.CharField(max_length=10)),
                ("by_id", models.BigIntegerField()),
                ("line", models.BigIntegerField()),
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
                    models.Index(fields=["organisation_id", "person"], name="choices_of_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="MessageRow",
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
                ("cause", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=60)),
                ("is_receipt", models.BooleanField()),
                ("line", models.BigIntegerField()),
                ("part", models.PositiveIntegerField()),
                ("text_id", models.BigIntegerField()),
                ("uid", models.CharField(max_length=40, unique=True)),
                ("made_at", models.DateTimeField()),
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
                "indexes": [models.Index(fields=["person", "made_at"], name="messages_of_person")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organisation_id"),
                        models.F("cause"),
                        models.F("person"),
                        name="message_once_for_each",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReplyRow",
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
                ("message_id", models.BigIntegerField()),
                ("answer", models.CharField(max_length=3)),
                ("way", models.CharField(max_length=10)),
                ("by_id", models.BigIntegerField(null=True)),
                ("line", models.BigIntegerField()),
                ("part", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
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
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organisation_id"),
                        models.F("message_id"),
                        models.F("answer"),
                        name="reply_once_each",
                    )
                ],
            },
        ),
    ]
