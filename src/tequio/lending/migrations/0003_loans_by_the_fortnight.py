"""A loan may be repaid each fortnight: a longer word for the step.

Only PostgreSQL keeps the length of a column; on SQLite the table is not built anew, which would
take its guards away.
"""

from django.db import migrations, models

WIDER = "ALTER TABLE lending_loanrow ALTER COLUMN step TYPE varchar(9)"


def widen(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(WIDER)


class Migration(migrations.Migration):
    dependencies = [("lending", "0002_lending_is_append_only")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(widen, migrations.RunPython.noop)],
            state_operations=[
                migrations.AlterField("loanrow", "step", models.CharField(max_length=9))
            ],
        )
    ]
