"""What the search looks in: one row a public innovation, and every word with the number of rows that hold it.

Kept by `actions.indexing` alone. Migration 0002 hangs the database's own text index on both tables: FTS5 on SQLite
(by triggers), a generated tsvector and pg_trgm on PostgreSQL.
"""

from django.db import models

from tuntas.innovations.models.innovation import Innovation


class Indexed(models.Model):
    """A public innovation as words and roots between spaces, best fields first; `tags` say what the choices ask."""

    innovation = models.OneToOneField(Innovation, models.CASCADE, primary_key=True, related_name="indexed")
    sort_name = models.CharField(max_length=160)
    added_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(help_text="long ago (NEVER) where nobody has confirmed it")
    tags = models.TextField(help_text="zcathealth zreg3326 zst…: see rules.search.tags_of")
    name = models.TextField()
    lead = models.TextField(help_text="summary and problem")
    rest = models.TextField(help_text="result, chapters, owner, places, contests")
    english = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["sort_name", "innovation"]),
            models.Index(fields=["-added_at", "sort_name"]),
            models.Index(fields=["-confirmed_at", "sort_name"], name="indexed_by_confirmation"),
        ]


class IndexWord(models.Model):
    """A word of the index and how many innovations hold it; the tags are words too, a contest's with its name."""

    word = models.CharField(max_length=64, unique=True)
    docs = models.IntegerField(default=0)
    label = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return self.word
