"""Names stand in one order on both engines: that of their signs, as SQLite has it.

Folded names need no rules of a language, and pages go on after a name that both compare alike.
"""

from django.db import migrations

COLUMN = "ALTER TABLE registry_shownrow ALTER COLUMN sort_name TYPE varchar(200)"


def by_signs(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f'{COLUMN} COLLATE "C"', params=None)


def as_the_database_has_it(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(COLUMN, params=None)


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_an_index_of_words")]

    operations = [migrations.RunPython(by_signs, as_the_database_has_it)]
