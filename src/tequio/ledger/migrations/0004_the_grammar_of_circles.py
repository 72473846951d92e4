"""The postings of savings groups and rotating groups join the grammar, and so do provisions for
loans.  The guard that forbids adding to it is lifted for these lines and set again as it was."""

from django.db import migrations

MONEY = "cash bank"
PAIRS = {  # purpose: ((debit kinds, credit kinds), ...)
    "ledger.opening": (
        ("fine-due group-loan", "opening"),
        ("opening", "member-shares social-fund bulk-loan circle-reserve"),
    ),
    "lending.write_off": (("loan-provision", "member-loan"),),
    "lending.provide": (("expense", "loan-provision"), ("loan-provision", "expense")),
    "lending.call": ((f"{MONEY} member-savings member-shares", "member-loan"),),
    "lending.recovered": ((MONEY, "income"),),
    "circle.shares": ((MONEY, "member-shares"),),
    "circle.social": ((MONEY, "social-fund"),),
    "circle.help": (("social-fund", MONEY),),
    "circle.fine": (("fine-due", "income"),),
    "circle.fine_paid": ((MONEY, "fine-due"),),
    "circle.gain": (("income", "expense member-shares"), ("member-shares", "expense")),
    "circle.share_out": (
        ("member-shares", f"member-loan fine-due {MONEY} social-fund"),
        (MONEY, MONEY),
    ),
    "circle.leave": (("member-shares", f"{MONEY} member-loan fine-due"),),
    "circle.turn": ((MONEY, "pot turn-due"),),
    "circle.turn_due": (
        ("turn-due circle-reserve", "pot"),
        ("turn-due", "circle-reserve turn-due"),
    ),
    "circle.pot": (("pot", f"{MONEY} income"),),
    "circle.reserve": ((MONEY, "circle-reserve"),),
    "circle.bulk_loan": (("group-loan", MONEY),),
    "circle.bulk_interest": (("group-loan", "income"),),
    "circle.bulk_repaid": ((MONEY, "group-loan"),),
    "circle.bulk_write_off": (("expense", "group-loan"),),
    "circle.borrow": ((MONEY, "bulk-loan"),),
    "circle.borrow_interest": (("expense", "bulk-loan"),),
    "circle.pay_back": (("bulk-loan", MONEY),),
    "circle.forgiven": (("bulk-loan", "income"),),
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
    dependencies = [("ledger", "0003_claims_counts_and_bank_lines")]

    operations = [migrations.RunPython(add_to_the_grammar, migrations.RunPython.noop)]
