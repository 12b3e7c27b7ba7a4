"""The databases' own text indexes over the tables of the search.

SQLite keeps triggers at a table: a later migration that makes Django draw `Indexed` or `IndexWord` anew must call
`down` before and `up` after itself. `tuntas reindex` fills everything from the register.
"""

from django.db import ProgrammingError, migrations, transaction

FIELDS = "name, lead, rest, english, tags"
NEW = "new.innovation_id, new.name, new.lead, new.rest, new.english, new.tags"
OLD = "old.innovation_id, old.name, old.lead, old.rest, old.english, old.tags"
FORGET = f"INSERT INTO innovations_found(innovations_found, rowid, {FIELDS}) VALUES ('delete', {OLD});"
LEARN = f"INSERT INTO innovations_found(rowid, {FIELDS}) VALUES ({NEW});"
SQLITE_UP = [
    f"""CREATE VIRTUAL TABLE innovations_found USING fts5({FIELDS}, content='innovations_indexed',
        content_rowid='innovation_id', tokenize='unicode61 remove_diacritics 0')""",
    f"CREATE TRIGGER innovations_found_new AFTER INSERT ON innovations_indexed BEGIN {LEARN} END",
    f"CREATE TRIGGER innovations_found_gone AFTER DELETE ON innovations_indexed BEGIN {FORGET} END",
    f"CREATE TRIGGER innovations_found_changed AFTER UPDATE ON innovations_indexed BEGIN {FORGET} {LEARN} END",
    """CREATE VIRTUAL TABLE innovations_letters USING fts5(word, content='innovations_indexword', content_rowid='id',
        tokenize='trigram')""",
    """CREATE TRIGGER innovations_letters_new AFTER INSERT ON innovations_indexword BEGIN
        INSERT INTO innovations_letters(rowid, word) VALUES (new.id, new.word); END""",
    """CREATE TRIGGER innovations_letters_gone AFTER DELETE ON innovations_indexword BEGIN
        INSERT INTO innovations_letters(innovations_letters, rowid, word) VALUES ('delete', old.id, old.word); END""",
]
SQLITE_DOWN = [
    *(f"DROP TRIGGER IF EXISTS innovations_{name}" for name in (
        "found_new", "found_gone", "found_changed", "letters_new", "letters_gone")),
    "DROP TABLE IF EXISTS innovations_found",
    "DROP TABLE IF EXISTS innovations_letters",
]
POSTGRES_UP = [
    """ALTER TABLE innovations_indexed ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple'::regconfig, name), 'A') || setweight(to_tsvector('simple'::regconfig, lead), 'B')
        || setweight(to_tsvector('simple'::regconfig, rest || ' ' || english), 'C')
        || setweight(to_tsvector('simple'::regconfig, tags), 'D')) STORED""",
    "CREATE INDEX innovations_indexed_vector ON innovations_indexed USING gin (vector) WITH (fastupdate = off)",
    "CREATE INDEX innovations_indexword_letters ON innovations_indexword USING gin (word gin_trgm_ops)",
]
POSTGRES_DOWN = [
    "DROP INDEX IF EXISTS innovations_indexword_letters",
    "ALTER TABLE innovations_indexed DROP COLUMN IF EXISTS vector",
]
NO_RIGHT = (
    "The search needs PostgreSQL's extension pg_trgm, and this account may not create it. Ask whoever runs the "
    "database server to run once, in this database:  CREATE EXTENSION pg_trgm;  (it comes with the package "
    "postgresql-contrib). Then run `tuntas migrate` again."
)


def up(apps, schema_editor):
    """Make the text indexes."""
    if schema_editor.connection.vendor == "postgresql":
        try:
            with transaction.atomic(using=schema_editor.connection.alias):
                schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except ProgrammingError as refused:
            raise SystemExit(NO_RIGHT) from refused
    for statement in SQLITE_UP if schema_editor.connection.vendor == "sqlite" else POSTGRES_UP:
        schema_editor.execute(statement)


def down(apps, schema_editor):
    """Take them away; the extension stays."""
    for statement in SQLITE_DOWN if schema_editor.connection.vendor == "sqlite" else POSTGRES_DOWN:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("innovations", "0001_initial")]
    operations = [migrations.RunPython(up, down)]
