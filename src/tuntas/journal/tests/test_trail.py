"""Reading the record: only for those who run the installation, and never slow."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tuntas.journal.actions import record


@pytest.fixture
def lines(sari, wati, now):
    def write(count: int) -> None:
        for n in range(count):
            record(act="tests.counted", subject=f"tests.thing:{n}", by=wati, now=now + timedelta(days=n), data={"n": n})

    return write


def test_only_operators_read_the_trail(client, signed_in, wati, sari, lines):
    lines(1)
    for page in (reverse("journal:trail"), reverse("journal:of", args=["tests.thing:0"])):
        client.logout()
        assert client.get(page).status_code == 302
        assert signed_in(wati).get(page).status_code == 403
        assert signed_in(sari).get(page).status_code == 200


def test_the_trail_needs_the_same_few_queries_whatever_its_size(signed_in, sari, lines, django_assert_max_num_queries):
    reader, counts = signed_in(sari), []
    for more in (3, 60):
        lines(more)
        reader.get(reverse("journal:trail"))
        with django_assert_max_num_queries(12) as seen:
            reader.get(reverse("journal:trail"))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def shown(reader, **filters) -> int:
    page = reader.get(reverse("journal:trail"), filters)
    assert page.status_code == 200
    return page.context["page"].paginator.count


def test_the_trail_is_narrowed(signed_in, sari, tono, now, lines):
    reader = signed_in(sari)
    lines(10)
    record(act="tests.other", subject=tono, by=tono, now=now)
    assert shown(reader) == 11
    assert shown(reader, act="tests.o") == 1
    assert shown(reader, subject="tests.thing:3") == 1
    assert shown(reader, subject="tests.thing") == 10
    assert shown(reader, person="wati@") == 10
    assert shown(reader, person="warga") == 1
    assert shown(reader, since="2021-10-05", until="2021-10-06") == 2
    assert shown(reader, since="kemarin") == 0
    assert shown(reader, page="999") == 11


def test_the_trail_leaves_as_csv_without_formulas(signed_in, sari, now):
    sari.name = "=HYPERLINK(1)"
    sari.save()
    record(act="tests.counted", subject="tests.thing:1", by=sari, now=now, data={"n": 1})
    answer = signed_in(sari).get(reverse("journal:trail"), {"bentuk": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert answer["Content-Type"].startswith("text/csv")
    assert "1;2021-10-04 09:00:00;'=HYPERLINK(1);tests.counted;tests.thing:1" in text
