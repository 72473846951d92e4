"""How surpluses were proposed to be divided, who gets what of them, and which were divided."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("membership", "0006_guesses_over_all_phones"),
        ("shares", "0002_shares_are_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="DividedRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "division_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("division_id", models.BigIntegerField()),
                ("divided_on", models.DateField()),
                ("mandate_id", models.BigIntegerField()),
                ("journal_id", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="DivisionRow",
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
                ("book", models.CharField(max_length=20)),
                ("unit", models.CharField(max_length=12)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("result", models.BigIntegerField()),
                ("losses", models.BigIntegerField()),
                ("rate", models.CharField(max_length=21)),
                ("in_cash", models.CharField(max_length=21)),
                ("dividend", models.BigIntegerField()),
                ("refund", models.BigIntegerField()),
                ("rest", models.BigIntegerField()),
                ("rest_to", models.CharField(max_length=7)),
                ("proposal_id", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="DivisionStepRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "division_id",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("division_id", models.BigIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=40)),
                ("part", models.CharField(max_length=21)),
                ("minor", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="DivisionPartRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "division_id",
                        "person",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("division_id", models.BigIntegerField()),
                ("share_days", models.BigIntegerField()),
                ("use", models.BigIntegerField()),
                ("dividend", models.BigIntegerField()),
                ("refund", models.BigIntegerField()),
                ("cash", models.BigIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.personrow",
                    ),
                ),
            ],
        ),
    ]
