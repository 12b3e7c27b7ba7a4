"""The database itself refuses to hang a copy elsewhere: the tree of copies has no circle, whatever writes to it.

A parent exists before its child and is never changed, it belongs to the same innovation, and it is one step
nearer to the origin.
"""

from django.db import migrations

REFUSAL = "a copy keeps its parent and its innovation"

SQLITE_UP = [
    f"""CREATE TRIGGER replication_parent_fits BEFORE INSERT ON replication_replication
        WHEN NEW.parent_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM replication_replication p WHERE p.id = NEW.parent_id
            AND p.innovation_id = NEW.innovation_id AND p.depth + 1 = NEW.depth AND p.spot <> NEW.spot)
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""CREATE TRIGGER replication_parent_stays BEFORE UPDATE ON replication_replication
        WHEN NEW.parent_id IS NOT OLD.parent_id OR NEW.innovation_id <> OLD.innovation_id OR NEW.depth <> OLD.depth
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
]
SQLITE_DOWN = [
    "DROP TRIGGER IF EXISTS replication_parent_fits",
    "DROP TRIGGER IF EXISTS replication_parent_stays",
]
POSTGRES_UP = [
    f"""CREATE OR REPLACE FUNCTION replication_tree() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'INSERT' THEN
            IF NEW.parent_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM replication_replication p WHERE p.id = NEW.parent_id
                AND p.innovation_id = NEW.innovation_id AND p.depth + 1 = NEW.depth AND p.spot <> NEW.spot)
            THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
        ELSIF NEW.parent_id IS DISTINCT FROM OLD.parent_id OR NEW.innovation_id <> OLD.innovation_id
            OR NEW.depth <> OLD.depth
        THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
        RETURN NEW; END $$""",
    """CREATE TRIGGER replication_tree BEFORE INSERT OR UPDATE ON replication_replication
        FOR EACH ROW EXECUTE FUNCTION replication_tree()""",
]
POSTGRES_DOWN = ["DROP FUNCTION IF EXISTS replication_tree() CASCADE"]


def close(apps, schema_editor):
    """Put the triggers up."""
    for statement in SQLITE_UP if schema_editor.connection.vendor == "sqlite" else POSTGRES_UP:
        schema_editor.execute(statement)


def open_(apps, schema_editor):
    """Take the triggers away."""
    for statement in SQLITE_DOWN if schema_editor.connection.vendor == "sqlite" else POSTGRES_DOWN:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("replication", "0001_initial")]
    operations = [migrations.RunPython(close, open_)]
