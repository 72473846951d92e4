"""To forgive a group its loan joins the grammar: a decision of its own, for after a write-off the
group owes it on.  The guard that forbids adding to the grammar is lifted for this line and set
again as it was."""

from django.db import migrations

PAIRS = {  # purpose: ((debit kinds, credit kinds), ...)
    "circle.bulk_forgive": (("expense", "group-loan"),),
}
GUARD = {
    "sqlite": """CREATE TRIGGER ledger_rule_not_added BEFORE INSERT ON ledger_postingrulerow
        BEGIN SELECT RAISE(ABORT, 'the posting grammar changes by migration only'); END""",
    "postgresql": """CREATE TRIGGER ledger_rule_not_added BEFORE INSERT ON ledger_postingrulerow
        EXECUTE FUNCTION ledger_forbidden('the posting grammar changes by migration only')""",
}
LIFTED = {
    "sqlite": "DROP TRIGGER ledger_rule_not_added",
    "postgresql": "DROP TRIGGER ledger_rule_not_added ON ledger_postingrulerow",
}


def add_to_the_grammar(apps, schema_editor):
    """Each posting, and its mirror for a reversal, unless the grammar has it already."""
    cursor = schema_editor.connection.cursor()
    cursor.execute("SELECT code, debit_kind, credit_kind FROM ledger_postingrulerow")
    known = set(cursor.fetchall())
    pairs = {
        (code, debit, credit)
        for code, lines in PAIRS.items()
        for debits, credits in lines
        for debit in debits.split()
        for credit in credits.split()
    }
    mirrored = {("ledger.reverse", credit, debit) for _, debit, credit in pairs}
    vendor = schema_editor.connection.vendor
    schema_editor.execute(LIFTED[vendor], params=None)
    for triple in sorted((pairs | mirrored) - known):
        schema_editor.execute(
            "INSERT INTO ledger_postingrulerow (code, debit_kind, credit_kind) VALUES (%s, %s, %s)",
            triple,
        )
    schema_editor.execute(GUARD[vendor], params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0008_debts_from_before_as_borrowed")]

    operations = [migrations.RunPython(add_to_the_grammar, migrations.RunPython.noop)]
