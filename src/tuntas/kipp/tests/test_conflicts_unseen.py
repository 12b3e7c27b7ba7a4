"""A juror with a conflict sees nothing of the entry: every address of the house is walked and read.

The world: four finalists interviewed and visited, no winners announced. Ratna had scored Budi's entry and was sent
to visit it; then it shows that she volunteers in its regency.
"""

import re
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from tests.addresses import every_address
from tests.cast import hold

from tuntas.files.actions import store
from tuntas.files.models import File
from tuntas.files.terms import IMAGE
from tuntas.kipp.actions.announcing import announce
from tuntas.kipp.actions.conflicts import recompute
from tuntas.kipp.actions.field import add_claims, plan_visit
from tuntas.kipp.actions.findings import add_photo
from tuntas.kipp.actions.interview import tell_schedule
from tuntas.kipp.actions.plenary import close
from tuntas.kipp.actions.ties import recuse
from tuntas.kipp.models import Assignment, Evidence, Photo, Requirement, Slot, Visit
from tuntas.kipp.rules.barring import hidden_from
from tuntas.kipp.terms import EvidenceKind, StageKind
from tuntas.kipp.tests.finished import ANNOUNCEMENT_DAY, MEETING_DAY, jury_of
from tuntas.kipp.tests.stage import during, stage
from tuntas.notices.models import Notice
from tuntas.people.terms import Role

pytestmark = pytest.mark.django_db
THEN = during(StageKind.FIELD)
SLUG = "kipp-kecil"
MARKS = ("Junjang", "Dukcapil", "dukcapil", "akta-bayi-brebes", "foto-loket", "Jalan Adminduk", "Budi Inovator")


def picture(name: str) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


@pytest.fixture
def entry(small_edition, sari, budi, ratna, scored_finals):
    """Junjang Adminduk with evidence, a turn, a visit by Ratna and its photo."""
    entry = scored_finals[1]
    asked = Requirement.objects.create(
        edition=small_edition, key="foto", title="Foto", kind=EvidenceKind.IMAGE, megabytes=1, most=1, required=False
    )
    upload = picture("akta-bayi-brebes.png")
    file = store(
        upload=upload,
        name=upload.name,
        kind=IMAGE(1),
        purpose="kipp.evidence",
        subject=f"kipp.entry:{entry.pk}",
        by=budi,
        now=THEN,
    )
    Evidence.objects.create(entry=entry, requirement=asked, file=file, added_by=budi, added_at=THEN)
    visit = plan_visit(
        stage=stage(small_edition, StageKind.FIELD),
        entry=entry,
        visitors=jury_of(small_edition)[:1],
        by=sari,
        now=THEN,
        planned_for=THEN.date(),
        address="Jalan Adminduk 1",
    )
    add_claims(visit=visit, texts=[("Loket Junjang buka tiap hari.", None)], by=ratna, now=THEN)
    add_photo(visit=visit, upload=picture("foto-loket.png"), caption="Loket Junjang", claim=None, by=ratna, now=THEN)
    tell_schedule(stage=stage(small_edition, StageKind.INTERVIEW), by=sari, now=THEN)
    return entry


def walk(client, entry) -> set[tuple[str, str]]:
    """(address, mark of the entry found there) over every address of the house, the address itself left out."""
    numbers = ("1", "2")
    given = {
        "edition": (SLUG,), "reference": (entry.case.reference,), "slug": ("x",), "section": ("ringkasan",),
        "requirement": ("foto",), "form": ("csv",), "format": ("csv",), "pk": numbers, "tie": numbers,
        "stage": ("desk", "interview", "field", "final"), "holder": numbers, "item": numbers,
        "what": ("entries", "jurors", "assignments", "scores", "conflicts", "ranking", "results"),
        "identifier": [str(pk) for pk in File.objects.values_list("pk", flat=True)],
    }  # fmt: skip
    found = set()
    for address in every_address(given, skip=("account_", "mfa_", "set_language")):
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        said = content.decode("utf-8", "replace") + str(answer.headers)
        # The list of all organisations offered to a juror says nothing about entries.
        said = re.sub(r"<datalist.*?</datalist>", "", said.replace(address, ""), flags=re.S)
        found |= {(address, mark) for mark in (*MARKS, entry.case.reference) if mark in said}
        if address.startswith("/berkas/") and answer.status_code == 200:
            found.add((address, "file"))
    return found


def near(ratna, brebes, edition):
    """Ratna turns out to volunteer in Brebes; what the house does about it happens."""
    hold(ratna, Role.VOLUNTEER, brebes)
    recompute(edition=edition, by=None, now=THEN)


def everybody(client, tono, entry) -> set[tuple[str, str]]:
    """What an account without any part in the competition finds: public names of organisations, say."""
    client.force_login(tono)
    return walk(client, entry)


def test_the_walk_finds_the_entry_while_there_is_no_conflict(entry, ratna, tono, client):
    """The test itself is no use unless it would see a leak."""
    with time_machine.travel(THEN):
        known = everybody(client, tono, entry)
        client.force_login(ratna)
        assert {mark for _at, mark in walk(client, entry) - known} >= {"Junjang", "Dukcapil", "file"}


@pytest.mark.parametrize("locked", [False, True])
def test_nothing_of_the_entry_at_any_address(entry, ratna, tono, brebes, small_edition, client, locked):
    near(ratna, brebes, small_edition)
    if locked:
        small_edition.stages.update(locked_at=THEN)
    with time_machine.travel(THEN):
        known = everybody(client, tono, entry)
        client.force_login(ratna)
        assert walk(client, entry) - known == set()
        assert "Adminduk" not in client.get("/cari/", {"q": "Junjang"}).content.decode()


def test_after_the_announcement_only_what_everybody_may_read(
    entry, ratna, tono, brebes, open_plenary, small_edition, sari, client
):
    close(plenary=open_plenary, by=sari, now=MEETING_DAY)
    announce(edition=small_edition, by=sari, now=ANNOUNCEMENT_DAY)
    near(ratna, brebes, small_edition)
    with time_machine.travel(ANNOUNCEMENT_DAY):
        known = everybody(client, tono, entry)
        client.force_login(ratna)
        assert walk(client, entry) - known == set()


def test_no_count_tells_of_it(entry, ratna, brebes, small_edition, client):
    """Queue, desk, start page and personal desk count three of four; places run without a gap."""
    near(ratna, brebes, small_edition)
    client.force_login(ratna)
    with time_machine.travel(during(StageKind.INTERVIEW)):
        queue = client.get(reverse("kipp:queue", args=[SLUG, "interview"])).context
        assert queue["progress"].all == 3 and [row.place for row in queue["rows"]] == [1, 2, 3]
        for row in queue["rows"]:
            around = client.get(reverse("kipp:desk", args=[SLUG, "interview", row.reference])).context["around"]
            assert around.progress.all == 3 and entry.case.reference not in (
                around.previous,
                around.next,
                around.next_open,
            )
        stages = client.get(reverse("kipp:jury", args=[SLUG]), {"semua": "1"}).context["stages"]
        assert {one.progress.all for one in stages} == {3}
        errands = client.get("/meja/").context["desk"].judging
        assert {errand.total for errand in errands} == {3}
        table = client.get(reverse("kipp:slots", args=[SLUG])).context["table"]
        assert len(table.rows) == 3 and not table.waiting
        assert not client.get(reverse("kipp:visits", args=[SLUG])).context["rows"]
        feed = client.get(reverse("kipp:slots_feed", args=[SLUG])).content.decode()
        assert feed.count("BEGIN:VEVENT") == 3 < Slot.objects.count()


def test_writing_is_refused_as_if_it_were_not_there(entry, ratna, brebes, small_edition, client):
    near(ratna, brebes, small_edition)
    client.force_login(ratna)
    visit = Visit.objects.get()
    with time_machine.travel(THEN):
        for name in ("desk", "desk_autosave", "take_back", "recuse"):
            at = reverse(f"kipp:{name}", args=[SLUG, "interview", entry.case.reference])
            assert client.post(at, {"revision": "1", "reason": "x"}).status_code == 404, name
        for name in ("visit", "visit_claims", "visit_photo", "visit_close"):
            at = reverse(f"kipp:{name}", args=[SLUG, entry.case.reference])
            assert client.post(at, {"revision": visit.revision}).status_code == 404, name


def test_files_are_gone_for_her_alone(entry, ratna, brebes, small_edition, client):
    files = [Evidence.objects.get().file_id, Photo.objects.get().file_id]
    other = jury_of(small_edition)[1].person
    near(ratna, brebes, small_edition)
    small_edition.stages.update(locked_at=THEN)
    with time_machine.travel(THEN):
        for who, code in ((ratna, 404), (other, 200)):
            client.force_login(who)
            assert [client.get(reverse("files:serve", args=[file])).status_code for file in files] == [code, code]


def test_messages_that_named_it_are_taken_back(entry, ratna, brebes, small_edition):
    assert Notice.objects.filter(person=ratna, title__contains="Junjang").exists()
    near(ratna, brebes, small_edition)
    assert not Notice.objects.filter(person=ratna, title__contains="Junjang").exists()
    assert Notice.objects.filter(title__contains="Junjang").exists()  # its own people keep theirs


def test_who_steps_back_sees_nothing_any_more_either(entry, ratna, tono, small_edition, client):
    seat = jury_of(small_edition)[0]
    recuse(juror=seat, entry=entry, reason="Penulisnya sepupu saya.", by=ratna, now=THEN)
    assert hidden_from(seat, THEN) == {entry.pk}
    assert not Assignment.objects.filter(juror=seat, entry=entry, removed_at=None, sheet__handed_in_at=None).exists()
    with time_machine.travel(THEN):
        known = everybody(client, tono, entry)
        client.force_login(ratna)
        assert walk(client, entry) - known == set()


def test_a_page_about_ties_never_names_what_they_touch(entry, ratna, brebes, small_edition, client):
    near(ratna, brebes, small_edition)
    client.force_login(ratna)
    with time_machine.travel(THEN):
        page = client.get(reverse("kipp:ties", args=[SLUG])).content.decode()
    main = re.search(r"<main.*</main>", page, re.S)
    assert main and entry.case.reference not in main[0] and "Junjang" not in main[0]
