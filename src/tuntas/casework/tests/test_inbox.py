"""What waits for whom; the timeline; the pages of a case."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from openpyxl import load_workbook
from tests.cast import NOW

from tuntas.casework import flow as registry
from tuntas.casework.actions import move
from tuntas.casework.models import Case, Party
from tuntas.casework.queries import inbox, timeline, waiting_for, waiting_rows
from tuntas.casework.terms import Flow, Stage
from tuntas.casework.tests.kit import CITIZEN, CLERK, FLOW, HEAD, opened


@pytest.fixture
def parties(case, clerk, head):
    """Siti and Hadi are parties of the case, as a room without `waiting` would make them."""
    Party.objects.create(case=case, person=clerk, role=CLERK)
    Party.objects.create(case=case, person=head, role=HEAD)


def test_it_waits_for_the_role_whose_turn_it_is(case, parties, clerk, head, tono, now):
    assert list(waiting_for(clerk, now)) == [case] and not waiting_for(head, now)
    move(case=case, move="check", by=clerk, now=now)
    assert list(waiting_for(head, now)) == [case] and not waiting_for(clerk, now)
    move(case=case, move="settle", by=head, now=now)
    assert not waiting_for(head, now)
    assert not waiting_for(tono, now)


def test_another_role_in_the_case_does_not_make_it_ones_turn(case, tono, now):
    Party.objects.create(case=case, person=tono, role=CITIZEN)
    assert not waiting_for(tono, now)


def test_a_flow_may_answer_by_itself(talun, clerk, tono, now):
    def waiting(person, moment):
        return Case.objects.filter(flow="test.own", opened_by=person)

    own = Flow("test.own", "Own", (Stage("a", "A", "A"),), (), lambda *_: frozenset(), waiting=waiting)
    registry._flows[own.key] = own
    try:
        case = opened(talun, clerk, now)
        Case.objects.filter(pk=case.pk).update(flow=own.key, stage="a")
        assert list(waiting_for(clerk, now)) == [case] == list(waiting_for(clerk, now, own.key))
        assert not waiting_for(clerk, now, FLOW.key) and not waiting_for(tono, now)
        assert inbox(clerk, now).flows == ((own.key, "Own", 1),)
    finally:
        registry._flows.pop(own.key)


def test_late_ones_come_first_and_undated_ones_last(talun, clerk, now):
    def with_due(title, due):
        case = opened(talun, clerk, now, title=title, role=CLERK)
        Case.objects.filter(pk=case.pk).update(due_at=due)

    with_due("kapan saja", None)
    with_due("besok", now + timedelta(days=1))
    with_due("terlambat", now - timedelta(days=1))
    rows = waiting_rows(waiting_for(clerk, now), now)
    assert [(row.case.title, row.late) for row in rows] == [
        ("terlambat", True),
        ("besok", False),
        ("kapan saja", False),
    ]
    assert (inbox(clerk, now).total, inbox(clerk, now).late) == (3, 1)


@time_machine.travel(NOW)
def test_the_page_costs_the_same_for_many(talun, clerk, now, signed_in, django_assert_max_num_queries):
    opened(talun, clerk, now, role=CLERK)
    browser = signed_in(clerk)
    with django_assert_max_num_queries(12) as few:
        page = browser.get("/urusan/").content.decode()
    assert "Akta kelahiran" in page and "At the counter" in page
    for number in range(60):
        opened(talun, clerk, now, title=f"Urusan {number}", role=CLERK)
    with django_assert_max_num_queries(12) as many:
        page = browser.get("/urusan/").content.decode()
    assert len(few) == len(many)
    assert "page=2" in page
    assert browser.get("/urusan/?flow=test.request&page=2").status_code == 200
    assert browser.get("/urusan/?flow=nonsense").status_code == 200


@time_machine.travel(NOW)
def test_the_list_can_be_taken_away(talun, clerk, now, signed_in):
    opened(talun, clerk, now, title="=1+1", role=CLERK)
    browser = signed_in(clerk)
    book = load_workbook(BytesIO(browser.get("/urusan/unduh.xlsx").content))
    assert [cell.value for cell in book.active[2]][1] == "=1+1" and book.active["B2"].data_type == "s"
    assert "'=1+1" in browser.get("/urusan/unduh.csv").content.decode("utf-8-sig")
    assert browser.get("/urusan/unduh.pdf/").status_code == 404


def test_nobody_and_nothing(client, tono, signed_in):
    assert client.get("/urusan/").status_code == 302
    assert "Tidak ada yang menunggu Anda" in signed_in(tono).get("/urusan/").content.decode()


def test_staff_and_public_read_different_things(case, clerk, head, now):
    move(case=case, move="check", by=clerk, now=now + timedelta(hours=1), note="RAHASIA")
    move(case=case, move="wait", by=head, now=now + timedelta(hours=2), note="RAHASIA juga")
    move(case=case, move="settle", by=head, now=now + timedelta(hours=3), message="Silakan ambil.", note="RAHASIA")
    staff = timeline(case, "staff")
    assert [step.by for step in staff] == [clerk.name, clerk.name, head.name, head.name]
    assert staff[1].title == "Take in → Being checked" and staff[1].note == "RAHASIA"
    public = timeline(case, "public")
    assert [(step.title, step.text) for step in public] == [
        ("We have your request", ""),  # taking in says nothing new to the public
        ("We have your request", "It takes longer."),
        ("It is ready", "Silakan ambil."),
    ]
    assert public[-1].tone == "ok"
    shown = repr(public)
    for word in ("RAHASIA", clerk.name, head.name, "Being checked", "Settled by head", "Take in"):
        assert word not in shown


def test_a_timeline_survives_a_move_the_flow_has_lost(case, clerk, now):
    move(case=case, move="check", by=clerk, now=now)
    case.steps.filter(number=2).update(move="old_move")
    assert timeline(case, "staff")[1].title.startswith("old_move") and timeline(case, "public")


@time_machine.travel(NOW)
def test_a_case_is_handled_on_its_page(case, clerk, head, tono, signed_in, django_assert_max_num_queries):
    address = f"/urusan/{case.reference}/"
    assert signed_in(tono).get(address).status_code == 404
    browser = signed_in(clerk)
    with django_assert_max_num_queries(12):
        page = browser.get(address).content.decode()
    assert "Take in" in page and "Settle" not in page.split("<h2>")[1]
    form = browser.get(f"{address}check/").content.decode()
    assert "Being checked" in form and 'name="seen" value="1"' in form
    typed = {"message": "Kami periksa.", "note": "", "seen": 1}
    assert browser.post(f"{address}check/", typed)["Location"] == address
    assert browser.post(f"{address}check/", typed)["Location"] == address  # a second click
    assert case.steps.count() == 2
    assert browser.get(f"{address}settle/")["Location"] == address
    assert browser.get(f"{address}nonsense/").status_code == 404
    chief = signed_in(head)
    again = chief.post(f"{address}refuse/", {"message": "", "note": "tetap ada", "seen": 2})
    assert again.status_code == 200 and "tetap ada" in again.content.decode()
    assert "Kami periksa." in chief.get(address).content.decode()


@time_machine.travel(NOW)
def test_what_is_missing_is_said_before_the_click(talun, clerk, now, signed_in):
    case = opened(talun, clerk, now, title="?")
    browser = signed_in(clerk)
    assert "Give it a name." in browser.get(f"/urusan/{case.reference}/check/").content.decode()
    page = browser.post(f"/urusan/{case.reference}/check/", {"message": "ketikan saya", "note": "", "seen": 1})
    assert "Give it a name." in page.content.decode() and "ketikan saya" in page.content.decode()
