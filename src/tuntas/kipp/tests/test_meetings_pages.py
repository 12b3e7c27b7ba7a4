"""Every page of the meetings opens for those it is for, and for nobody else."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import NOW, hold, person

from tuntas.kipp.actions.field import plan_visit
from tuntas.kipp.models import Decision, Plenary, SeatHolder, Slot, Visit
from tuntas.kipp.terms import Seat, StageKind
from tuntas.kipp.tests.finished import MEETING_DAY, jury_of, more_finalists
from tuntas.kipp.tests.stage import _seated, during, stage
from tuntas.people.terms import Role

SLUG = "kipp-kecil"
PAGES = {
    "slots": {"sari", "dewi", "ratna", "hadi"},
    "slots_paper": {"sari", "dewi", "ratna", "hadi"},
    "slots_feed": {"sari", "dewi", "ratna", "hadi"},
    "slots_make": {"sari"},
    "slots_tell": {"sari"},
    "slot": {"sari"},
    "visits": {"sari", "dewi", "ratna", "hadi"},
    "visit": {"sari", "dewi", "ratna"},
    "visit_paper": {"sari", "dewi", "ratna"},
    "visit_plan": {"sari"},
    "visit_claims": {"sari", "ratna"},
    "visit_photo": {"sari", "ratna"},
    "visit_close": {"sari", "ratna"},
    "visit_reopen": {"sari"},
    "plenary": {"sari", "dewi"},
    "plenary_lock": {"sari"},
    "plenary_decisions": {"sari"},
    "plenary_meeting": {"sari"},
    "plenary_close": {"sari"},
    "announce": {"sari"},
    "results": set(),
    "result": set(),
}
NEEDS_REFERENCE = {
    "slot",
    "visit",
    "visit_paper",
    "visit_plan",
    "visit_claims",
    "visit_photo",
    "visit_close",
    "visit_reopen",
    "result",
}


def address(name, entry):
    return reverse(f"kipp:{name}", args=[SLUG, entry.case.reference] if name in NEEDS_REFERENCE else [SLUG])


@pytest.fixture
def everybody(small_edition, sari, wati, agus, budi, ratna, tono, scored_finals):
    """All the cast by first name, with a secretary, a second juror and the organiser of another edition."""
    rina = person("Rina Penyelenggara")
    hold(rina, Role.ORGANISER, small_edition.office.place)
    return {
        "sari": sari,
        "dewi": _seated(small_edition, "Dewi Sekretariat", Seat.SECRETARIAT).person,
        "ratna": ratna,
        "hadi": SeatHolder.objects.get(edition=small_edition, person__name="Hadi Juror").person,
        "wati": wati,
        "agus": agus,
        "budi": budi,
        "tono": tono,
        "rina": rina,
    }


@pytest.fixture
def visited(small_edition, sari, scored_finals, ratna):
    """Ratna is sent to KUDU Sekolah."""
    seat = SeatHolder.objects.get(edition=small_edition, person=ratna)
    return plan_visit(
        stage=stage(small_edition, StageKind.FIELD),
        entry=scored_finals[0],
        visitors=[seat],
        by=sari,
        now=during(StageKind.FIELD),
        planned_for=during(StageKind.FIELD).date(),
        address="Jalan Contoh 1",
    )


@pytest.mark.parametrize("name", PAGES)
def test_who_may_open_what(name, client, everybody, visited, sari, small_edition, scored_finals):
    if name in ("plenary_decisions", "plenary_meeting", "plenary_close"):
        Plenary.objects.create(stage=stage(small_edition, StageKind.PLENARY))
        small_edition.stages.filter(kind__in=["desk", "interview", "field"]).update(locked_at=NOW)
    page = address(name, scored_finals[0])
    answer = client.get(page)
    assert answer.status_code == 404 if name in ("results", "result") else answer.status_code == 302
    with time_machine.travel(during(StageKind.FIELD), tick=False):
        for who, someone in everybody.items():
            client.force_login(someone)
            status = client.get(page).status_code
            assert (status == 200) == (who in PAGES[name]), f"{who} got {status} at {name}"
            assert status in (200, 403, 404)


@pytest.mark.parametrize(
    "name", ["slots", "slots_paper", "visits", "plenary", "plenary_decisions", "plenary_close", "announce", "results"]
)
def test_thirty_rows_cost_what_four_cost(name, small_edition, open_plenary, sari, client, scored_finals):
    """At most twelve queries on any list, and not one more with more rows."""
    field, interview = (stage(small_edition, kind) for kind in (StageKind.FIELD, StageKind.INTERVIEW))
    seats = jury_of(small_edition)

    def furnish(entries):
        for entry in entries:
            Visit.objects.create(stage=field, entry=entry, planned_for=MEETING_DAY).visitors.set(seats)
            Slot.objects.get_or_create(stage=interview, entry=entry, defaults={"starts_at": during(interview.kind)})
            Decision.objects.get_or_create(
                entry=entry, defaults={"plenary": open_plenary, "outcome": "winner", "rank": 1, "by": sari, "at": NOW}
            )

    furnish(scored_finals)
    if name == "results":
        Plenary.objects.update(closed_at=MEETING_DAY)
    client.force_login(sari)
    page = address(name, scored_finals[0])
    client.get(page)
    counts = []
    for more in (0, 30):
        furnish(more_finalists(scored_finals[0], more))
        with CaptureQueriesContext(connection) as asked, time_machine.travel(MEETING_DAY, tick=False):
            assert client.get(page).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12, counts
