"""Wrong PINs of a person are counted over all phones too, from a moment on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("membership", "0005_shared_phones_and_pins")]

    operations = [
        migrations.AddField(
            model_name="pinguessrow",
            name="since",
            field=models.DateTimeField(null=True),
        ),
    ]
