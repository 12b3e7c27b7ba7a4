"""The database itself refuses to change or remove lines, and lets the head move only one line forward."""

from django.db import migrations

REFUSAL = "the journal is append-only"

SQLITE_UP = [
    f"""CREATE TRIGGER journal_line_no_update BEFORE UPDATE ON journal_line
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""CREATE TRIGGER journal_line_no_delete BEFORE DELETE ON journal_line
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""CREATE TRIGGER journal_head_forward BEFORE UPDATE ON journal_head
        WHEN NEW.number <> OLD.number + 1 OR NEW.id <> OLD.id
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""CREATE TRIGGER journal_head_no_delete BEFORE DELETE ON journal_head
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
]
SQLITE_DOWN = [
    f"DROP TRIGGER IF EXISTS {name}"
    for name in (
        "journal_line_no_update",
        "journal_line_no_delete",
        "journal_head_forward",
        "journal_head_no_delete",
    )
]
POSTGRES_UP = [
    f"""CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$""",
    """CREATE TRIGGER journal_line_no_change BEFORE UPDATE OR DELETE ON journal_line
        FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
    """CREATE TRIGGER journal_line_no_truncate BEFORE TRUNCATE ON journal_line
        FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
    """CREATE TRIGGER journal_head_forward BEFORE UPDATE ON journal_head FOR EACH ROW
        WHEN (NEW.number <> OLD.number + 1 OR NEW.id <> OLD.id) EXECUTE FUNCTION journal_refuse()""",
    """CREATE TRIGGER journal_head_no_delete BEFORE DELETE ON journal_head
        FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
    """CREATE TRIGGER journal_head_no_truncate BEFORE TRUNCATE ON journal_head
        FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
]
POSTGRES_DOWN = ["DROP FUNCTION IF EXISTS journal_refuse() CASCADE"]


def close(apps, schema_editor):
    """Put the triggers up."""
    for statement in SQLITE_UP if schema_editor.connection.vendor == "sqlite" else POSTGRES_UP:
        schema_editor.execute(statement)


def open_(apps, schema_editor):
    """Take the triggers away. The test runner does, because transactional tests empty every table."""
    for statement in SQLITE_DOWN if schema_editor.connection.vendor == "sqlite" else POSTGRES_DOWN:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(close, open_)]
