"""Guards of the chronicle in the database itself, on SQLite and PostgreSQL."""

import hashlib
import json
import uuid

from django.db import migrations

SAME_LINE = " AND ".join(
    f"NEW.{c} {{same}} OLD.{c}"
    for c in [
        "organisation_id",
        "number",
        "kind",
        "event",
        "key",
        "by_id",
        "at",
        "facts",
        "previous",
        "digest",
    ]
)

SQLITE = [
    """CREATE TRIGGER chronicle_line_follows BEFORE INSERT ON chronicle_linerow
    WHEN NOT EXISTS (SELECT 1 FROM chronicle_headrow h WHERE h.organisation_id = NEW.organisation_id
        AND h.number + 1 = NEW.number AND h.digest = NEW.previous)
    BEGIN SELECT RAISE(ABORT, 'a line must follow the head of its chain'); END""",
    """CREATE TRIGGER chronicle_line_not_replaced BEFORE INSERT ON chronicle_linerow
    WHEN EXISTS (SELECT 1 FROM chronicle_linerow l WHERE l.organisation_id = NEW.organisation_id
        AND (l.number = NEW.number OR l.key = NEW.key OR l.previous = NEW.previous))
      OR EXISTS (SELECT 1 FROM chronicle_linerow l WHERE l.rowid = NEW.rowid)
    BEGIN SELECT RAISE(ABORT, 'a line of the chronicle is written once'); END""",
    f"""CREATE TRIGGER chronicle_line_not_changed BEFORE UPDATE ON chronicle_linerow
    WHEN NOT ({SAME_LINE.format(same="IS")} AND NEW.content = '' AND NEW.rowid = OLD.rowid)
    BEGIN SELECT RAISE(ABORT, 'the chronicle is append-only'); END""",
    """CREATE TRIGGER chronicle_line_not_deleted BEFORE DELETE ON chronicle_linerow
    BEGIN SELECT RAISE(ABORT, 'the chronicle is append-only'); END""",
    """CREATE TRIGGER chronicle_head_moves_forward BEFORE UPDATE ON chronicle_headrow
    WHEN NEW.organisation_id IS NOT OLD.organisation_id OR NEW.chain IS NOT OLD.chain
      OR NEW.last_id < OLD.last_id OR NEW.rowid <> OLD.rowid
      OR NOT ((NEW.number = OLD.number AND NEW.digest = OLD.digest)
        OR (NEW.number = OLD.number + 1 AND EXISTS (SELECT 1 FROM chronicle_linerow l
            WHERE l.organisation_id = NEW.organisation_id AND l.number = NEW.number
            AND l.digest = NEW.digest)))
    BEGIN SELECT RAISE(ABORT, 'a head moves only to the next line'); END""",
    """CREATE TRIGGER chronicle_head_not_replaced BEFORE INSERT ON chronicle_headrow
    WHEN EXISTS (SELECT 1 FROM chronicle_headrow h WHERE h.organisation_id = NEW.organisation_id
        OR h.chain = NEW.chain OR h.rowid = NEW.rowid)
    BEGIN SELECT RAISE(ABORT, 'a chain has one head'); END""",
    """CREATE TRIGGER chronicle_head_not_deleted BEFORE DELETE ON chronicle_headrow
    BEGIN SELECT RAISE(ABORT, 'a head is never deleted'); END""",
    """CREATE TRIGGER chronicle_witness_not_changed BEFORE UPDATE ON chronicle_witnessrow
    BEGIN SELECT RAISE(ABORT, 'what was witnessed stays'); END""",
    """CREATE TRIGGER chronicle_witness_not_deleted BEFORE DELETE ON chronicle_witnessrow
    BEGIN SELECT RAISE(ABORT, 'what was witnessed stays'); END""",
    """CREATE TRIGGER chronicle_witness_not_replaced BEFORE INSERT ON chronicle_witnessrow
    WHEN EXISTS (SELECT 1 FROM chronicle_witnessrow w WHERE w.organisation_id = NEW.organisation_id
        AND w.id = NEW.id)
      OR EXISTS (SELECT 1 FROM chronicle_witnessrow w WHERE w.rowid = NEW.rowid)
    BEGIN SELECT RAISE(ABORT, 'what was witnessed stays'); END""",
]

POSTGRES = [
    """CREATE FUNCTION chronicle_forbidden() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$""",
    """CREATE FUNCTION chronicle_line_follows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (SELECT 1 FROM chronicle_headrow h
          WHERE h.organisation_id = NEW.organisation_id
          AND h.number + 1 = NEW.number AND h.digest = NEW.previous) THEN
        RAISE EXCEPTION 'a line must follow the head of its chain';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER chronicle_line_follows BEFORE INSERT ON chronicle_linerow
    FOR EACH ROW EXECUTE FUNCTION chronicle_line_follows()""",
    f"""CREATE TRIGGER chronicle_line_not_changed BEFORE UPDATE ON chronicle_linerow FOR EACH ROW
    WHEN (NOT ({SAME_LINE.format(same="IS NOT DISTINCT FROM")} AND NEW.content = ''))
    EXECUTE FUNCTION chronicle_forbidden('the chronicle is append-only')""",
    """CREATE TRIGGER chronicle_line_not_deleted BEFORE DELETE ON chronicle_linerow FOR EACH ROW
    EXECUTE FUNCTION chronicle_forbidden('the chronicle is append-only')""",
    """CREATE TRIGGER chronicle_line_not_truncated BEFORE TRUNCATE ON chronicle_linerow
    EXECUTE FUNCTION chronicle_forbidden('the chronicle is append-only')""",
    """CREATE FUNCTION chronicle_head_moves() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.organisation_id <> OLD.organisation_id OR NEW.chain <> OLD.chain
        OR NEW.last_id < OLD.last_id
        OR NOT ((NEW.number = OLD.number AND NEW.digest = OLD.digest)
          OR (NEW.number = OLD.number + 1 AND EXISTS (SELECT 1 FROM chronicle_linerow l
              WHERE l.organisation_id = NEW.organisation_id AND l.number = NEW.number
              AND l.digest = NEW.digest))) THEN
        RAISE EXCEPTION 'a head moves only to the next line';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER chronicle_head_moves_forward BEFORE UPDATE ON chronicle_headrow
    FOR EACH ROW EXECUTE FUNCTION chronicle_head_moves()""",
    """CREATE TRIGGER chronicle_head_not_deleted BEFORE DELETE ON chronicle_headrow FOR EACH ROW
    EXECUTE FUNCTION chronicle_forbidden('a head is never deleted')""",
    """CREATE TRIGGER chronicle_head_not_truncated BEFORE TRUNCATE ON chronicle_headrow
    EXECUTE FUNCTION chronicle_forbidden('a head is never deleted')""",
    """CREATE TRIGGER chronicle_witness_not_changed BEFORE UPDATE OR DELETE ON chronicle_witnessrow
    FOR EACH ROW EXECUTE FUNCTION chronicle_forbidden('what was witnessed stays')""",
    """CREATE TRIGGER chronicle_witness_not_truncated BEFORE TRUNCATE ON chronicle_witnessrow
    EXECUTE FUNCTION chronicle_forbidden('what was witnessed stays')""",
]


def set_guards(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRES}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement, params=None)


def open_node_chain(apps, schema_editor):
    """The node's own chain (number 0), for acts of no organisation."""
    chain = uuid.uuid4().hex
    text = json.dumps({"chain": chain}, sort_keys=True, separators=(",", ":"))
    apps.get_model("chronicle", "HeadRow").objects.create(
        organisation_id=0, chain=chain, digest=hashlib.sha256(text.encode()).hexdigest()
    )


class Migration(migrations.Migration):
    dependencies = [("chronicle", "0001_chains_lines_and_witnesses")]

    operations = [
        migrations.RunPython(open_node_chain, migrations.RunPython.noop),
        migrations.RunPython(set_guards, migrations.RunPython.noop),
    ]
