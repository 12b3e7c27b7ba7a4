"""Field visits: planned, written on the spot, photographed, closed; and everything that is refused."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tuntas.files.models import File
from tuntas.files.terms import UploadRefused
from tuntas.kipp.actions.field import (
    NotComplete,
    NotVisitor,
    TooNear,
    VisitClosed,
    add_claims,
    close_visit,
    drop_claim,
    plan_visit,
    reopen_visit,
)
from tuntas.kipp.actions.findings import Found, StaleVisit, add_photo, drop_photo, save_findings
from tuntas.kipp.actions.interview import MeetingRefused, NotOrganiser, ScoresLocked
from tuntas.kipp.models import Assignment, Claim, Photo, Section, Visit
from tuntas.kipp.terms import ClaimVerdict, StageKind
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.stage import during, stage
from tuntas.notices.models import Notice
from tuntas.people.models import Holding
from tuntas.people.terms import Role

THEN = during(StageKind.FIELD)
SLUG = "kipp-kecil"


@pytest.fixture
def visit(small_edition, sari, finalists):
    """Ratna goes to KUDU Sekolah."""
    return plan_visit(
        stage=stage(small_edition, StageKind.FIELD),
        entry=finalists[0],
        visitors=jury_of(small_edition)[:1],
        by=sari,
        now=THEN,
        planned_for=THEN.date(),
        address="Jalan Contoh 1",
    )


@pytest.fixture
def claims(visit, ratna, small_edition):
    section = Section.objects.get(edition=small_edition, key="dampak")
    texts = [("Sebanyak 1.212 anak kembali bersekolah.", section), ("Ada relawan di setiap desa.", None)]
    return add_claims(visit=visit, texts=texts, by=ratna, now=THEN)


def picture(**options) -> bytes:
    made = BytesIO()
    Image.new("RGB", (320, 240), (91, 53, 26)).save(made, "JPEG", **options)
    return made.getvalue()


def page(name, visit, *more):
    return reverse(f"kipp:{name}", args=[SLUG, visit.entry.case.reference, *more])


def test_planning_seats_the_visitor_and_tells_both_sides(visit, ratna, wati, agus, budi, small_edition, sari):
    assert Assignment.objects.get(stage=visit.stage).juror.person == ratna
    for who in (ratna, wati, agus):
        notice = Notice.objects.get(person=who, kind="kipp.visit_planned")
        assert "Sabtu, 4 Desember 2021" in notice.body and "Jalan Contoh 1" in notice.body
    assert not Notice.objects.filter(person=budi, kind="kipp.visit_planned").exists()
    hadi = jury_of(small_edition)[1]
    again = {"stage": visit.stage, "entry": visit.entry, "by": sari, "now": THEN, "planned_for": THEN.date()}
    plan_visit(visitors=[hadi], address="Jalan Contoh 1", **again)
    count = Notice.objects.count()
    plan_visit(visitors=[hadi], address="Jalan Contoh 1", **again)
    assert Notice.objects.count() == count and Visit.objects.count() == 1
    assert list(visit.visitors.all()) == [hadi]
    assert Assignment.objects.get(stage=visit.stage, removed_at=None).juror == hadi


def test_nobody_near_visits(small_edition, sari, finalists, ratna, dindik):
    jury = jury_of(small_edition)
    Holding.objects.create(person=ratna, role=Role.INNOVATOR, organisation=dindik, since=THEN - timedelta(days=90))
    with pytest.raises(TooNear):
        plan_visit(
            stage=stage(small_edition, StageKind.FIELD), entry=finalists[0], visitors=jury[:1], by=sari, now=THEN
        )
    assert not Visit.objects.exists()


def test_who_may_write(visit, wati, sari, small_edition):
    hadi = jury_of(small_edition)[1].person
    for who in (wati, hadi):
        with pytest.raises(NotVisitor):
            add_claims(visit=visit, texts=[("Klaim yang bukan hak saya.", None)], by=who, now=THEN)
    with pytest.raises(NotOrganiser):
        plan_visit(stage=visit.stage, entry=visit.entry, visitors=[], by=hadi, now=THEN)
    assert add_claims(visit=visit, texts=[("Klaim penyelenggara sendiri.", None)], by=sari, now=THEN)


def test_claims_stand_once_and_checked_ones_stay(visit, claims, ratna):
    assert (
        add_claims(visit=visit, texts=[("ada relawan di setiap  desa.", None), ("  ", None)], by=ratna, now=THEN) == []
    )
    drop_claim(claim=claims[1], by=ratna, now=THEN)
    drop_claim(claim=claims[1], by=ratna, now=THEN)
    Claim.objects.filter(pk=claims[0].pk).update(verdict=ClaimVerdict.TRUE)
    with pytest.raises(MeetingRefused):
        drop_claim(claim=claims[0], by=ratna, now=THEN)
    assert visit.claims.count() == 1


def findings(visit, claims, **more):
    found = {claims[0].pk: Found(ClaimVerdict.TRUE), claims[1].pk: Found(ClaimVerdict.PARTLY, "Baru 60 desa.")}
    return save_findings(visit=visit, found=found, now=THEN, **{"revision": 0, "visited_on": THEN.date()} | more)


def test_findings_are_kept_and_a_stale_page_overwrites_nothing(visit, claims, ratna, sari):
    saved = findings(visit, claims, by=ratna, summary="Sesuai.", latitude=Decimal("-6.9"), longitude=Decimal("109.7"))
    assert saved.revision == 1
    with pytest.raises(StaleVisit):
        findings(visit, claims, by=sari, summary="Lain.")
    assert Visit.objects.get(pk=visit.pk).summary == "Sesuai."


def test_closing_wants_everything_and_happens_once(visit, claims, ratna, sari):
    with pytest.raises(NotComplete) as refused:
        close_visit(visit=visit, by=ratna, now=THEN)
    assert len(refused.value.missing) == 3
    findings(visit, claims, by=ratna, summary="Sesuai.")
    close_visit(visit=visit, by=ratna, now=THEN)
    with pytest.raises(VisitClosed):
        close_visit(visit=visit, by=ratna, now=THEN)
    with pytest.raises(VisitClosed):
        findings(visit, claims, by=ratna, revision=1)
    with pytest.raises(NotOrganiser):
        reopen_visit(visit=visit, reason="Salah tulis.", by=ratna, now=THEN)
    with pytest.raises(MeetingRefused):
        reopen_visit(visit=visit, reason=" ", by=sari, now=THEN)
    assert reopen_visit(visit=visit, reason="Salah tulis.", by=sari, now=THEN).closed_at is None


def test_locked_scores_shut_the_visit(visit, claims, ratna):
    visit.stage.locked_at = THEN
    visit.stage.save()
    with pytest.raises(ScoresLocked):
        findings(visit, claims, by=ratna)


def test_a_picture_loses_its_position_and_needs_a_caption(visit, ratna, media):
    exif = Image.Exif()
    exif[0x010F] = "KameraRahasia"
    exif.get_ifd(0x8825)[2] = (6.0, 59.0, 30.0)
    upload = SimpleUploadedFile("IMG_Budi_Santoso.jpg", picture(exif=exif), "image/jpeg")
    photo = add_photo(visit=visit, upload=upload, caption="Kelas kejar paket", by=ratna, now=THEN)
    with File.objects.get(pk=photo.file_id) and open(media / photo.file.stored, "rb") as kept:
        data = kept.read()
    assert b"KameraRahasia" not in data and b"Exif" not in data
    assert "Budi" not in photo.file.name
    with pytest.raises(MeetingRefused):
        add_photo(visit=visit, upload=picture(), caption=" ", by=ratna, now=THEN)
    drop_photo(photo=photo, by=ratna, now=THEN)
    drop_photo(photo=photo, by=ratna, now=THEN)
    assert not Photo.objects.exists() and File.objects.get(pk=photo.file_id).removed_at


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4\n", b"MZ\x90\x00 not a picture", b"<svg onload=alert(1)>", b"GIF89a"]
)
def test_disguised_pictures_are_refused(content, visit, ratna, media):
    with pytest.raises(UploadRefused):
        upload = SimpleUploadedFile("foto.jpg", content, "image/jpeg")
        add_photo(visit=visit, upload=upload, caption="Foto", by=ratna, now=THEN)
    assert not Photo.objects.exists()


def test_the_page_says_why_a_disguised_picture_is_refused_and_keeps_the_caption(visit, ratna, signed_in, media):
    upload = SimpleUploadedFile("foto.jpg", b"%PDF-1.4 bukan foto", "image/jpeg")
    typed = {"picture": upload, "caption": "Ruang layanan di lokasi"}
    answer = signed_in(ratna).post(page("visit_photo", visit), typed)
    assert answer.status_code == 200 and "Ruang layanan di lokasi" in answer.content.decode()
    upload = SimpleUploadedFile("foto.jpg", picture(), "image/jpeg")
    assert signed_in(ratna).post(page("visit_photo", visit), typed | {"picture": upload}).status_code == 302
    assert Photo.objects.get().caption == "Ruang layanan di lokasi"


def test_pictures_are_read_by_those_who_read_the_visit(visit, ratna, sari, wati, tono, small_edition, signed_in, media):
    photo = add_photo(visit=visit, upload=picture(), caption="Foto", by=ratna, now=THEN)
    hadi = jury_of(small_edition)[1].person
    address = reverse("files:serve", args=[photo.file_id])
    assert signed_in(ratna).get(address).status_code == 200
    assert signed_in(sari).get(address).status_code == 200
    for who in (wati, tono, hadi):
        assert signed_in(who).get(address).status_code == 404
    visit.stage.locked_at = THEN
    visit.stage.save()
    assert signed_in(hadi).get(address).status_code == 200
    assert signed_in(hadi).get(page("visit", visit)).status_code == 200
    assert signed_in(hadi).post(page("visit", visit), {}).status_code == 403


def test_the_visitor_writes_on_the_page(visit, claims, ratna, signed_in):
    typed = {
        "revision": "0",
        "visited_on": "2021-12-04",
        "latitude": "-6,98765",
        "longitude": "109.66554",
        "summary": "Semua sesuai.",
        f"verdict-{claims[0].pk}": "true",
        f"finding-{claims[0].pk}": "Buku induk diperiksa.",
        f"verdict-{claims[1].pk}": "open",
        f"finding-{claims[1].pk}": "",
    }
    client = signed_in(ratna)
    with time_machine.travel(THEN, tick=False):
        assert client.post(page("visit", visit), typed).status_code == 302
        saved = Visit.objects.get(pk=visit.pk)
        assert (saved.latitude, saved.longitude) == (Decimal("-6.98765"), Decimal("109.66554"))
        stale = client.post(page("visit", visit), typed | {"summary": "Dari tab kedua."})
        assert stale.status_code == 200 and "Dari tab kedua." in stale.content.decode()
        assert Visit.objects.get(pk=visit.pk).summary == "Semua sesuai."
        assert 'name="revision" value="1"' in stale.content.decode()


@pytest.mark.parametrize(
    "bad",
    [
        {"latitude": "abc", "longitude": "1"},
        {"latitude": "91", "longitude": "1"},
        {"latitude": "NaN", "longitude": "1"},
        {"latitude": "-6.9", "longitude": ""},
        {"visited_on": "2031-01-01"},
        {"revision": "x"},
        {"verdict": "maybe"},
    ],
)
def test_bad_findings_change_nothing(bad, visit, claims, ratna, signed_in):
    typed = {"revision": "0", "summary": "Tetap ada"} | {f"verdict-{claim.pk}": "true" for claim in claims}
    if "verdict" in bad:
        bad = {f"verdict-{claims[0].pk}": "maybe"}
    answer = signed_in(ratna).post(page("visit", visit), typed | bad)
    assert answer.status_code == 200 and "Tetap ada" in answer.content.decode()
    assert Visit.objects.get(pk=visit.pk).revision == 0


def test_claims_are_chosen_from_the_proposal(visit, ratna, signed_in):
    client = signed_in(ratna)
    shown = client.get(page("visit_claims", visit)).content.decode()
    assert "sesudahnya 1.212 anak kembali" in shown
    section = Section.objects.get(edition=visit.stage.edition, key="dampak")
    typed = {"claim": [f"{section.pk}-0", "999-0", "<script>"], "own": "Relawan digaji desa.\n\nRelawan digaji desa."}
    assert client.post(page("visit_claims", visit), typed).status_code == 302
    assert [claim.section for claim in visit.claims.all()] == [section, None]


def test_the_list_costs_the_same_at_any_length(
    visit, sari, small_edition, signed_in, finalists, django_assert_max_num_queries
):
    client, address = signed_in(sari), reverse("kipp:visits", args=[SLUG])
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)
    for entry in finalists[1:]:
        plan_visit(stage=visit.stage, entry=entry, visitors=jury_of(small_edition), by=sari, now=THEN)
    with django_assert_max_num_queries(12):
        shown = client.get(address).content.decode()
    assert all(entry.title in shown for entry in finalists)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path
