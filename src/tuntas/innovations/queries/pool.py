"""What each database does for the search: which rows hold these words and tags, the likeliest first."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from tuntas.innovations.models import IndexWord
from tuntas.innovations.rules.search import Wanted

TEXT = "{name lead rest english}"
BY_RANK = "bm25(innovations_found, 8.0, 4.0, 1.5, 2.0, 0.0)"
CLOSE = 40  # words looked at when one is spelt in an unknown way


def holding(wanted: Sequence[Wanted], tags: Sequence[str], *, every: bool, ranked: bool, limit: int) -> list[int]:
    """Keys of rows that hold every (or any) of the words and all the tags; the first `limit` the database comes by,
    or with `ranked` the best. Words are letters and digits only (`rules.tokens`)."""
    if connection.vendor == "postgresql":
        return _postgres(wanted, tags, every, ranked, limit)
    groups = ["(" + " OR ".join(f'"{word}"' for word in one.variants) + ")" for one in wanted]
    parts = [f"{TEXT} : ({(' AND ' if every else ' OR ').join(groups)})"] if groups else []
    parts += [f'tags : "{tag}"' for tag in tags]
    order = f"ORDER BY {BY_RANK}" if ranked else ""
    sql = f"SELECT rowid FROM innovations_found WHERE innovations_found MATCH %s {order} LIMIT %s"
    return _keys(sql, [" AND ".join(parts), limit])


def _postgres(wanted: Sequence[Wanted], tags: Sequence[str], every: bool, ranked: bool, limit: int) -> list[int]:
    """Without weights in what is asked, the index alone answers and no vector is unpacked."""
    groups = ["(" + " | ".join(f"'{word}'" for word in one.variants) + ")" for one in wanted]
    chosen = [f"'{tag}'" for tag in tags]
    if not ranked or not wanted:
        parts = ["(" + (" & " if every else " | ").join(groups) + ")"] if groups else []
        asked = " & ".join([*parts, *chosen])
        return _keys(
            "SELECT innovation_id FROM innovations_indexed WHERE vector @@ %s::tsquery LIMIT %s", [asked, limit]
        )
    one_word = "SELECT innovation_id, %s::float8 AS worth FROM innovations_indexed WHERE vector @@ %s::tsquery"
    found = " UNION ALL ".join([one_word] * len(groups))
    values: list[Any] = []
    for one, group in zip(wanted, groups, strict=True):
        values += [one.telling, " & ".join([group, *chosen])]
    sql = f"SELECT innovation_id FROM ({found}) AS found GROUP BY innovation_id ORDER BY sum(worth) DESC, 1 LIMIT %s"
    return _keys(sql, [*values, limit])


def how_many(tags: Sequence[str]) -> int:
    """Rows that hold all the tags."""
    if len(tags) == 1:
        return IndexWord.objects.filter(word=tags[0]).values_list("docs", flat=True).first() or 0
    if connection.vendor == "postgresql":
        sql, asked = "vector @@ %s::tsquery", " & ".join(f"'{tag}'" for tag in tags)
        return _keys(f"SELECT count(*) FROM innovations_indexed WHERE {sql}", [asked])[0]
    asked = " AND ".join(f'tags : "{tag}"' for tag in tags)
    return _keys("SELECT count(*) FROM innovations_found WHERE innovations_found MATCH %s", [asked])[0]


def close_words(word: str) -> list[tuple[str, int]]:
    """Known words that share runs of three letters with this one, the closest first, with their rows."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT word, docs FROM innovations_indexword WHERE docs > 0 AND word %% %s "
                "ORDER BY similarity(word, %s) DESC, docs DESC LIMIT %s",
                [word, word, CLOSE],
            )
            return cursor.fetchall()
    runs = sorted({word[i : i + 3] for i in range(len(word) - 2)})
    if not runs:
        return []
    asked = " OR ".join(f'"{run}"' for run in runs)
    sql = (
        "SELECT known.word, known.docs FROM innovations_letters AS near JOIN innovations_indexword AS known "
        "ON known.id = near.rowid WHERE innovations_letters MATCH %s AND known.docs > 0 ORDER BY near.rank LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked, CLOSE])
        return cursor.fetchall()


def _keys(sql: str, values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]
