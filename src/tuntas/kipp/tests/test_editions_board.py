"""The board counts in the database: the same queries at three entries and at three hundred."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tuntas.casework.models import Case
from tuntas.kipp.models import Assignment, Edition, Entry, SeatHolder, Sheet
from tuntas.kipp.queries.board import board_of
from tuntas.kipp.terms import EntryStage, StageKind
from tuntas.kipp.tests.stage import stage
from tuntas.people.models import Organisation, Person


def entries(edition: Edition, organisation: Organisation, by: Person, now, stages: list[str], start: int = 0):
    """An entry at each of these stages, written straight into the tables."""
    track, group = edition.tracks.get(key="kabupaten-kota"), edition.groups.first()
    cases = Case.objects.bulk_create(
        Case(
            reference=f"KIPP-{start + n:04d}-TEST",
            flow="kipp.entry",
            stage=at,
            title=f"Inovasi {start + n}",
            place=organisation.place,
            organisation=organisation,
            opened_by=by,
            opened_at=now,
            stage_since=now,
            due_at=now - timedelta(days=1) if at in (EntryStage.SUBMITTED, EntryStage.REPAIR) else None,
        )
        for n, at in enumerate(stages)
    )
    return Entry.objects.bulk_create(
        Entry(
            edition=edition,
            case=case,
            organisation=organisation,
            track=track,
            group=group,
            title=case.title,
            created_by=by,
            created_at=now,
            saved_at=now,
        )
        for case in cases
    )


E = EntryStage
EACH = [
    E.DRAFT,
    E.DRAFT,
    E.WITH_ADMIN,
    E.SUBMITTED,
    E.REPAIR,
    E.FAILED,
    E.PASSED,
    E.FINALIST,
    E.NOT_FINALIST,
    E.WINNER,
    E.NOT_WINNER,
    E.WITHDRAWN,
]


@pytest.fixture(autouse=True)
def _clock(now):
    with time_machine.travel(now, tick=False):
        yield


def test_funnel_counts_what_came_and_what_stands(edition, dindik, wati, now):
    entries(edition, dindik, wati, now, EACH)
    total = board_of(edition, now).total
    assert (total.drafts, total.with_admin, total.open, total.withdrawn) == (2, 1, 3, 1)
    assert (total.submitted, total.checking, total.repair, total.failed) == (8, 1, 1, 1)
    assert (total.passed, total.finalists, total.winners) == (5, 3, 1)
    assert total.all == len(EACH)
    by_track = {funnel.track.key: funnel.all for funnel in board_of(edition, now).tracks}
    assert by_track == {"provinsi": 0, "kabupaten-kota": len(EACH)}


def test_board_names_what_is_late_and_what_comes_next(edition, dindik, wati, sari, secretary, now, signed_in):
    entries(edition, dindik, wati, now, EACH)
    page = signed_in(sari).get(reverse("kipp:board", args=[edition.slug]))
    late = [step.name for step in page.context["late"]]
    assert late == ["kipp:check", "kipp:entries"]
    assert "kipp:check" in [step.name for step in page.context["steps"]]
    organiser = {step.name for step in page.context["steps"]}
    inside = signed_in(secretary).get(reverse("kipp:board", args=[edition.slug]))
    assert {step.name for step in inside.context["steps"]} <= organiser
    assert reverse("kipp:extend", args=[edition.slug, "pendaftaran"]) not in inside.content.decode()


def _assign(edition: Edition, made: list[Entry], jurors: list[SeatHolder], now) -> None:
    desk = stage(edition, StageKind.DESK)
    given = Assignment.objects.bulk_create(
        Assignment(stage=desk, entry=entry, juror=juror, at=now) for entry in made for juror in jurors
    )
    Sheet.objects.bulk_create(
        Sheet(assignment=one, saved_at=now, handed_in_at=now if n % 2 else None) for n, one in enumerate(given)
    )


def test_progress_of_judging(edition, dindik, wati, juror_seats, now):
    made = entries(edition, dindik, wati, now, [E.PASSED] * 4)
    _assign(edition, made, juror_seats, now)
    Assignment.objects.filter(entry=made[0], juror=juror_seats[0]).update(removed_at=now)
    desk = next(p for p in board_of(edition, now).progress if p.milestone.stage.kind == StageKind.DESK)
    assert desk.assigned == 11
    assert desk.handed_in == 6
    assert {juror.name for juror in desk.jurors} == {"Ratna Juror", "Hadi Juror", "Yusuf Juror"}


@pytest.mark.parametrize("who", ["sari", "secretary"])
def test_board_makes_the_same_queries_at_3_and_300(who, edition, dindik, wati, juror_seats, now, request, signed_in):
    client, address = signed_in(request.getfixturevalue(who)), reverse("kipp:board", args=[edition.slug])
    _assign(edition, entries(edition, dindik, wati, now, [E.DRAFT, E.WITH_ADMIN, E.PASSED]), juror_seats, now)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert client.get(address).status_code == 200
    made = entries(edition, dindik, wati, now, (EACH * 25)[:300], start=10)
    _assign(edition, made[:30], juror_seats, now)
    with CaptureQueriesContext(connection) as many:
        page = client.get(address)
    assert page.context["page"].paginator.num_pages == 2
    assert len(page.context["drafts"]) == 50
    assert len(many) == len(few) <= 12, [q["sql"][:120] for q in many]
    assert len(client.get(address, {"page": 2}).context["drafts"]) == 77 - 50


def test_list_of_editions_makes_the_same_queries_for_1_and_30(edition, sari, biro, now, signed_in):
    client, address = signed_in(sari), reverse("kipp:home")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for n in range(30):
        Edition.objects.create(
            slug=f"e-{n}", name=f"E {n}", year=2020, office=biro, created_by=sari, created_at=now, status="open"
        )
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(address).context["listed"]) == 31
    assert len(many) == len(few) <= 12


def test_public_page_of_an_edition_is_cheap(edition, client, django_assert_max_num_queries):
    address = reverse("kipp:edition", args=[edition.slug])
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)
