"""`tuntas journal verify` finds every way of cheating that raw SQL allows once the triggers are gone."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tuntas.journal.actions import record
from tuntas.journal.models import Head, Line
from tuntas.journal.queries import Trouble, verify
from tuntas.journal.rules import chain


@pytest.fixture
def ten(sari, now) -> list[Line]:
    """Ten lines."""
    return [
        record(act="tests.counted", subject=f"tests.thing:{n}", by=sari, now=now, data={"n": n, "half": n / 2})
        for n in range(1, 11)
    ]


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def troubles(start: int = 1) -> list[tuple[int, str]]:
    return [(found.number, found.kind) for found in verify(start) if isinstance(found, Trouble)]


def test_an_untouched_record_is_in_order(ten):
    assert troubles() == [] == troubles(4)
    out = StringIO()
    call_command("journal", "verify", stdout=out)
    assert f"10 lines checked, all in order. Head: 10:{ten[-1].hash}" in out.getvalue()


def test_an_empty_record_is_in_order(db):
    assert troubles() == []


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("UPDATE journal_line SET act = %s WHERE number = 4", "tests.forged"),
        ("UPDATE journal_line SET subject = %s WHERE number = 4", "tests.thing:99"),
        ("UPDATE journal_line SET data = %s WHERE number = 4", '{"n": 99}'),
        ("UPDATE journal_line SET actor_id = %s WHERE number = 4", None),
        ("UPDATE journal_line SET at = %s WHERE number = 4", "2020-01-01 00:00:00+00:00"),
        ("UPDATE journal_line SET previous = %s WHERE number = 4", "f" * 64),
    ],
)
def test_a_changed_line_is_named(ten, statement, value):
    sql(statement, value)
    assert troubles() == [(4, "changed")]
    assert troubles(5) == []  # the hashes after it still stand on its old hash


def test_a_changed_hash_is_named(ten):
    sql("UPDATE journal_line SET hash = %s WHERE number = 4", "f" * 64)
    assert troubles() == [(4, "changed"), (5, "replaced")]


def forge(line: Line, **changes: object) -> str:
    content = {"act": line.act, "subject": line.subject, "data": line.data, "number": line.number} | changes
    return chain(at=line.at, actor_id=line.actor_id, previous=line.previous, **content)  # type: ignore[arg-type]


def test_a_changed_line_with_a_fresh_hash_is_found(ten):
    sql("UPDATE journal_line SET act = 'tests.forged', hash = %s WHERE number = 4", forge(ten[3], act="tests.forged"))
    assert troubles() == [(5, "replaced")]


def test_a_removed_line_is_named(ten):
    sql("DELETE FROM journal_line WHERE number = 4")
    assert troubles() == [(4, "removed")]


def test_several_removed_lines_are_named(ten):
    sql("DELETE FROM journal_line WHERE number IN (4, 5, 8)")
    assert troubles() == [(4, "removed"), (8, "removed")]


def test_a_removed_line_with_numbers_closed_up_is_found(ten):
    sql("DELETE FROM journal_line WHERE number = 4")
    for number in range(5, 11):
        sql("UPDATE journal_line SET number = %s WHERE number = %s", number - 1, number)
    assert troubles() == [(4, "removed"), (10, "cut")]


def test_an_inserted_line_is_named(ten):
    for number in range(10, 3, -1):
        sql("UPDATE journal_line SET number = %s WHERE number = %s", number + 1, number)
    Line.objects.create(
        number=4,
        at=ten[3].at,
        actor=ten[3].actor,
        act="tests.forged",
        subject="tests.thing:4",
        data={},
        previous=ten[2].hash,
        hash=forge(ten[3], act="tests.forged", subject="tests.thing:4", data={}),
    )
    assert troubles() == [(4, "inserted"), (11, "inserted")]


def test_a_line_added_behind_the_head_is_named(ten):
    Line.objects.create(
        number=11,
        at=ten[9].at,
        act="tests.forged",
        subject="x",
        previous=ten[9].hash,
        hash=chain(
            number=11, at=ten[9].at, actor_id=None, act="tests.forged", subject="x", data={}, previous=ten[9].hash
        ),
    )
    assert troubles() == [(11, "inserted")]


def test_a_cut_tail_is_named(ten):
    sql("DELETE FROM journal_line WHERE number > 7")
    assert troubles() == [(8, "cut")]
    with pytest.raises(CommandError) as refused:
        call_command("journal", "verify", stdout=StringIO())
    assert refused.value.returncode == 1


def test_two_exchanged_lines_are_found(ten):
    sql("UPDATE journal_line SET number = 99 WHERE number = 4")
    sql("UPDATE journal_line SET number = 4 WHERE number = 5")
    sql("UPDATE journal_line SET number = 5 WHERE number = 99")
    assert troubles() != []


def test_a_wholly_rewritten_record_is_found_by_a_noted_head(ten):
    noted = f"6:{ten[5].hash}"
    previous = ten[4].hash
    for line in ten[5:]:
        made = chain(
            number=line.number,
            at=line.at,
            actor_id=None,
            act="tests.forged",
            subject=line.subject,
            data=line.data,
            previous=previous,
        )
        sql(
            "UPDATE journal_line SET act = 'tests.forged', actor_id = NULL, previous = %s, hash = %s WHERE number = %s",
            previous,
            made,
            line.number,
        )
        previous = made
    Head.objects.update(hash=previous)
    assert troubles() == []
    with pytest.raises(CommandError):
        call_command("journal", "verify", expect=noted, stdout=StringIO())


def test_starting_in_the_middle(ten):
    sql("UPDATE journal_line SET act = 'tests.forged' WHERE number = 2")
    assert troubles(3) == []
    assert troubles(2) == [(2, "changed")]
