"""A subscription knows whose feed it is, and how the last reading went."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_names_in_one_order")]

    operations = [
        migrations.AddField(
            model_name="subscriptionrow",
            name="chain",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="subscriptionrow",
            name="tried_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="subscriptionrow",
            name="trouble",
            field=models.CharField(blank=True, default="", max_length=400),
            preserve_default=False,
        ),
    ]
