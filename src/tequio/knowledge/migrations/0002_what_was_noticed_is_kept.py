"""Guards in the database itself: what was noticed, written and tried is never rewritten nor deleted."""

from django.db import migrations

SAID = "what was noticed, written and tried is kept as it was"
# table: (key, columns that never change)
TABLES = {
    "contextrow": ("id", "name country listed_id party_id person_id described_at"),
    "valuerow": (
        "id",
        "context_id variable value unit source asked asked_id confidence day person_id said_at",
    ),
    "settledrow": ("id", "context_id variable value_id present text_id day person_id settled_at"),
    "assessmentrow": (
        "id",
        "context_id source_id innovation_id version code title design profile result"
        " digest verdict person_id assessed_on",
    ),
    "outcomerow": ("id", "assessment_id outcome text_id day person_id recorded_at"),
    "innovationrow": ("id", "code source_id source_id_there source_version person_id begun_at"),
    "versionrow": ("innovation_id number", "title design digest text_id role person_id written_at"),
    "contributionrow": ("innovation_id person_id", "role party_id text_id since"),
    "signoffrow": ("innovation_id version person_id", "role signed_at"),
    "staterow": ("id", "innovation_id state version text_id person_id day"),
    "notedrow": (
        "id",
        "innovation_id kind strength is_harm text_id source file day person_id noted_at",
    ),
    "answerrow": ("id", "innovation_id question answer text_id source person_id answered_at"),
    "offerrow": ("id", "innovation_id version receiver_id text_id person_id offered_at"),
    "askedrow": ("proposal_id", "content digest asked_at"),
    "transferrow": (
        "id",
        "source_id innovation_id version code title design digest assessor_id"
        " assessment_id offer_id proposal_id resolution_id decided_on begun_at",
    ),
    "steprow": ("id", "transfer_id state text_id day person_id moved_at"),
    "adaptationrow": (
        "id",
        "transfer_id component moment is_planned decided_by what level nature is_true"
        " reasons text_id day person_id logged_at",
    ),
    "followuprow": (
        "id",
        "transfer_id months is_alive is_harm reach text_id day person_id recorded_at",
    ),
    "antennarow": ("id", "name tier region sector party_id opened_on"),
    "watchrow": ("id", "title held_on antenna_id person_id opened_at"),
    "observationrow": (
        "id",
        "kind text_id voice watch_id antenna_id region sector person_id brought_by_id"
        " guest_id seen_on recorded_at",
    ),
    "joinedrow": ("innovation_id observation_id", "joined_at"),
}
# what else no second row may have: where it does, INSERT OR REPLACE would delete the first
ONCE = {
    "transferrow": "t.proposal_id = NEW.proposal_id",
    "followuprow": "t.transfer_id = NEW.transfer_id AND t.months = NEW.months AND NEW.months > 0",
}


def columns(key, fixed):
    return [f'"{one}"' for one in ("organisation_id", *key.split(), *fixed.split())]


def sqlite():
    for table, (key, fixed) in TABLES.items():
        name = f"knowledge_{table}"
        same = " AND ".join(f"t.{one} = NEW.{one}" for one in columns(key, ""))
        if table in ONCE:
            same += f" OR t.organisation_id = NEW.organisation_id AND {ONCE[table]}"
        yield f"""CREATE TRIGGER {name}_not_changed
            BEFORE UPDATE OF {", ".join(columns(key, fixed))} ON {name}
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
        yield f"""CREATE TRIGGER {name}_not_deleted BEFORE DELETE ON {name}
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
        yield f"""CREATE TRIGGER {name}_not_replaced BEFORE INSERT ON {name}
            WHEN EXISTS (SELECT 1 FROM {name} t WHERE ({same}) OR t.rowid = NEW.rowid)
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""


def postgres():
    yield """CREATE FUNCTION knowledge_forbidden() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"""
    for table, (key, fixed) in TABLES.items():
        name = f"knowledge_{table}"
        yield f"""CREATE TRIGGER {name}_not_changed
            BEFORE UPDATE OF {", ".join(columns(key, fixed))} ON {name}
            FOR EACH ROW EXECUTE FUNCTION knowledge_forbidden('{SAID}')"""
        yield f"""CREATE TRIGGER {name}_not_deleted BEFORE DELETE ON {name}
            FOR EACH ROW EXECUTE FUNCTION knowledge_forbidden('{SAID}')"""
        yield f"""CREATE TRIGGER {name}_not_truncated BEFORE TRUNCATE ON {name}
            EXECUTE FUNCTION knowledge_forbidden('{SAID}')"""


def set_guards(apps, schema_editor):
    for statement in {"sqlite": sqlite, "postgresql": postgres}[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0001_what_is_noticed_written_and_tried")]

    operations = [migrations.RunPython(set_guards, migrations.RunPython.noop)]
