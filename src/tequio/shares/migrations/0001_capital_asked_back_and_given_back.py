"""What members asked back of their capital, and what was given back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("membership", "0006_guesses_over_all_phones"),
    ]

    operations = [
        migrations.CreateModel(
            name="WithdrawalRow",
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
                ("notice_id", models.BigIntegerField()),
                ("given_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="NoticeRow",
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
                ("minor", models.BigIntegerField()),
                ("asked_on", models.DateField()),
                ("ready_on", models.DateField()),
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
                    models.CheckConstraint(
                        condition=models.Q(("minor__gt", 0)), name="notice_asks_something"
                    )
                ],
            },
        ),
    ]
