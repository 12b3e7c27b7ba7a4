"""Adding lines, and a database that refuses to change them."""

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tuntas.journal.actions import record
from tuntas.journal.models import Head, Line
from tuntas.journal.queries import lines_of, trail
from tuntas.journal.rules import ORIGIN, chain, plain


def test_lines_are_chained(sari, now):
    with transaction.atomic():
        one = record(act="tests.first", subject=sari, by=sari, now=now, data={"a": 1})
        two = record(act="tests.second", subject="tests.thing:2", by=None, now=now)
    assert (one.number, one.previous) == (1, ORIGIN)
    assert (two.number, two.previous) == (2, one.hash)
    assert (Head.objects.get().number, Head.objects.get().hash) == (2, two.hash)
    assert list(trail(sari)) == [one]
    assert list(lines_of(sari)) == [one]


def test_an_act_that_rolls_back_leaves_no_line(sari, now):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(act="tests.first", subject=sari, by=sari, now=now)
        raise ZeroDivisionError
    assert not Line.objects.exists()


def test_recording_needs_at_most_four_queries(sari, now, django_assert_max_num_queries):
    record(act="tests.first", subject=sari, by=sari, now=now)
    with django_assert_max_num_queries(4):
        record(act="tests.second", subject=sari, by=sari, now=now)


@pytest.mark.parametrize(
    "change",
    [
        lambda: Line.objects.update(act="tests.other"),
        lambda: Line.objects.filter(number=1).delete(),
        lambda: Head.objects.update(number=0),
        lambda: Head.objects.filter(pk=1).delete(),
        lambda: connection.cursor().execute("DELETE FROM journal_line"),
        lambda: connection.cursor().execute("UPDATE journal_line SET actor_id = NULL"),
    ],
)
def test_the_database_refuses_to_rewrite_history(journal_closed, sari, now, change):
    record(act="tests.first", subject=sari, by=sari, now=now)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
    record(act="tests.second", subject=sari, by=sari, now=now)
    assert Line.objects.count() == 2


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.floats(-1e9, 1e9) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=5) | st.integers(), json_values, max_size=4))
def test_the_hash_survives_what_databases_do_to_json(data):
    import json
    from datetime import UTC, datetime

    def made(content):
        return chain(
            number=1, at=datetime(2021, 1, 1, tzinfo=UTC), actor_id=1, act="a", subject="s", data=content, previous="0"
        )

    assert made(data) == made(json.loads(json.dumps(plain(data))))
