"""The database itself keeps the cash book: rows stay as they were written, closed periods take no more, sums are true."""

from django.db import migrations

ROW = "rows of the cash book are never changed"
SHUT = "the period is closed"
SUMS = "a period must carry the sums of its rows"

RECEIVED = """(SELECT COALESCE(SUM(e.amount), 0) FROM selapanan_entry e WHERE e.group_id = NEW.group_id
    AND e.day BETWEEN NEW.starts AND NEW.ends AND e.debit IN ('cash', 'bank') AND e.credit NOT IN ('cash', 'bank'))"""
PAID = """(SELECT COALESCE(SUM(e.amount), 0) FROM selapanan_entry e WHERE e.group_id = NEW.group_id
    AND e.day BETWEEN NEW.starts AND NEW.ends AND e.credit IN ('cash', 'bank') AND e.debit NOT IN ('cash', 'bank'))"""
OPENING = """(SELECT COALESCE(SUM(CASE WHEN e.debit IN ('cash', 'bank') THEN e.amount ELSE 0 END)
    - SUM(CASE WHEN e.credit IN ('cash', 'bank') THEN e.amount ELSE 0 END), 0)
    FROM selapanan_entry e WHERE e.group_id = NEW.group_id AND e.day < NEW.starts)"""
OVERLAPS = "EXISTS (SELECT 1 FROM selapanan_period p WHERE p.group_id = NEW.group_id AND p.ends >= NEW.starts)"
WRONG = f"NEW.received <> {RECEIVED} OR NEW.paid <> {PAID} OR NEW.opening <> {OPENING} OR {OVERLAPS}"
CLOSED = "EXISTS (SELECT 1 FROM selapanan_period p WHERE p.group_id = NEW.group_id AND p.ends >= NEW.day)"

SQLITE_UP = [
    f"""CREATE TRIGGER selapanan_entry_stays BEFORE UPDATE ON selapanan_entry
        BEGIN SELECT RAISE(ABORT, '{ROW}'); END""",
    f"""CREATE TRIGGER selapanan_entry_is_kept BEFORE DELETE ON selapanan_entry
        BEGIN SELECT RAISE(ABORT, '{ROW}'); END""",
    f"""CREATE TRIGGER selapanan_entry_open BEFORE INSERT ON selapanan_entry WHEN {CLOSED}
        BEGIN SELECT RAISE(ABORT, '{SHUT}'); END""",
    f"""CREATE TRIGGER selapanan_period_true BEFORE INSERT ON selapanan_period WHEN {WRONG}
        BEGIN SELECT RAISE(ABORT, '{SUMS}'); END""",
    f"""CREATE TRIGGER selapanan_period_stays BEFORE UPDATE ON selapanan_period
        BEGIN SELECT RAISE(ABORT, '{SHUT}'); END""",
    f"""CREATE TRIGGER selapanan_period_is_kept BEFORE DELETE ON selapanan_period
        BEGIN SELECT RAISE(ABORT, '{SHUT}'); END""",
]
SQLITE_DOWN = [
    f"DROP TRIGGER IF EXISTS selapanan_{name}"
    for name in ("entry_stays", "entry_is_kept", "entry_open", "period_true", "period_stays", "period_is_kept")
]
REFUSED = "USING ERRCODE = 'integrity_constraint_violation'"
POSTGRES_UP = [
    f"""CREATE OR REPLACE FUNCTION selapanan_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP <> 'INSERT' THEN RAISE EXCEPTION '{ROW}' {REFUSED}; END IF;
        IF {CLOSED} THEN RAISE EXCEPTION '{SHUT}' {REFUSED}; END IF;
        RETURN NEW; END $$""",
    f"""CREATE OR REPLACE FUNCTION selapanan_period_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP <> 'INSERT' THEN RAISE EXCEPTION '{SHUT}' {REFUSED}; END IF;
        IF {WRONG} THEN RAISE EXCEPTION '{SUMS}' {REFUSED}; END IF;
        RETURN NEW; END $$""",
    """CREATE TRIGGER selapanan_entry_guard BEFORE INSERT OR UPDATE OR DELETE ON selapanan_entry
        FOR EACH ROW EXECUTE FUNCTION selapanan_entry_guard()""",
    """CREATE TRIGGER selapanan_period_guard BEFORE INSERT OR UPDATE OR DELETE ON selapanan_period
        FOR EACH ROW EXECUTE FUNCTION selapanan_period_guard()""",
]
POSTGRES_DOWN = [
    "DROP FUNCTION IF EXISTS selapanan_entry_guard() CASCADE",
    "DROP FUNCTION IF EXISTS selapanan_period_guard() CASCADE",
]


def close(apps, schema_editor):
    """Put the triggers up."""
    for statement in SQLITE_UP if schema_editor.connection.vendor == "sqlite" else POSTGRES_UP:
        schema_editor.execute(statement)


def open_(apps, schema_editor):
    """Take the triggers away. The test runner does, because transactional tests empty every table."""
    for statement in SQLITE_DOWN if schema_editor.connection.vendor == "sqlite" else POSTGRES_DOWN:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("selapanan", "0001_initial")]
    operations = [migrations.RunPython(close, open_)]
