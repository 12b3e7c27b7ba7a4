"""Who may open which page where, what wrong input is told, and what a list costs."""

import io
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader
from tests.cast import NOW, hold, person

from tuntas.casework.models import Case
from tuntas.catalogue.tests.switched import turn_off, turn_on
from tuntas.people.terms import Role
from tuntas.places.models import Place
from tuntas.services.selapanan.actions import cash, findings, minutes
from tuntas.services.selapanan.actions.groups import GroupFields, MemberFields, add_member, change_member, found_group
from tuntas.services.selapanan.models import Entry, Finding, Group, Joint, Member, Photo
from tuntas.services.selapanan.terms import FindingKind, Happening, Seat
from tuntas.services.selapanan.tests.circle import BASE, FIELDS, begun, meeting, member, moment

pytestmark = pytest.mark.django_db
READ = ("group", "members", "schedule", "calendar", "findings", "cash")
WRITE = ("edit", "joint_new")
TYPE = ("cash_write", "cash_close", "savings", "cash_export")
MEETING_READ = ("meeting", "invitation")
MEETING_WRITE = ("roll", "finish", "reopen")


@pytest.fixture
def going_on(melati, sri):
    """The first meeting goes on; the clock of the pages stands there."""
    found, at = begun(melati, sri)
    with time_machine.travel(at, tick=False):
        yield found


def client_of(who) -> Client:
    client = Client()
    if who is not None:
        client.force_login(who)
    return client


def at(name: str, group: Group, *more) -> str:
    return reverse(f"selapanan:{name}", args=[group.place_id, group.key, *more])


@pytest.fixture
def everybody(talun, melati, sri, yanti, tono, pekalongan, sari):
    """One of each kind; the treasurer has an account, so that nobody types for her."""
    fields = MemberFields("Rukmini Contoh", Seat.TREASURER, "f", account=yanti)
    change_member(member=member(melati, "Rukmini"), fields=fields, by=sri, now=NOW)
    found = {"stranger": None, "member": tono, "facilitator": sri, "treasurer": yanti, "operator": sari}
    for name, role, where in (
        ("council", Role.BPD_MEMBER, talun), ("officer", Role.VILLAGE_OFFICER, talun),
        ("team", Role.REGENCY_TEAM, pekalongan), ("above", Role.VILLAGE_OFFICER, pekalongan),
    ):  # fmt: skip
        found[name] = person(f"{name.capitalize()} Contoh")
        hold(found[name], role, where)
    other = Place.objects.create(code="33.26.05.2006", level="village", name="Lain", kind="desa", parent=talun.parent)
    turn_on("selapanan", other)
    found["elsewhere"] = person("Elsewhere Contoh")
    hold(found["elsewhere"], Role.VOLUNTEER, other)
    return found


def test_role_by_page(everybody, going_on, melati):
    """200: it opens; 403: the group is known, that page is not theirs; 404: there is no such group; 302: sign in."""
    readers = {"facilitator", "officer", "treasurer", "council", "team"}
    clients = {who: client_of(account) for who, account in everybody.items()}
    for names, allowed in (
        (READ + MEETING_READ, readers),
        (WRITE + MEETING_WRITE, {"facilitator", "officer"}),
        (TYPE, {"treasurer"}),
    ):
        for name in names:
            more = (1,) if name in MEETING_READ + MEETING_WRITE else ()
            for who, client in clients.items():
                code = client.get(at(name, melati, *more)).status_code
                expected = 200 if who in allowed else 403 if who in readers else 302 if who == "stranger" else 404
                assert code == expected, (name, who, code)


def test_another_place_knows_nothing_of_the_group(everybody, melati, brebes):
    for code in ("33.26.05.2006", "33.26", "33.29"):
        for who in ("facilitator", "elsewhere", "team"):
            address = at("group", melati).replace(melati.place_id, code)
            assert client_of(everybody[who]).get(address).status_code == 404, (who, code)


def test_switched_off_nothing_is_there_and_everything_is_kept(everybody, going_on, melati, talun):
    rows = Case.objects.count(), Member.objects.count()
    turn_off("selapanan", talun)
    for name in READ:
        assert client_of(everybody["facilitator"]).get(at(name, melati)).status_code == 404
    assert client_of(None).get(reverse("selapanan:home", args=[talun.code])).status_code == 404
    turn_on("selapanan", talun)
    assert client_of(everybody["facilitator"]).get(at("group", melati)).status_code == 200
    assert rows == (Case.objects.count(), Member.objects.count())


def test_strangers_read_days_and_nothing_else(melati, talun):
    page = client_of(None).get(reverse("selapanan:home", args=[talun.code])).content.decode()
    assert "Jumat Pahing, 8 Oktober 2021" in page or "Jumat Pahing" in page
    assert "Rumah Bu Sumini" not in page and "Sumini Contoh" not in page and melati.key not in page


def test_a_meeting_from_roll_call_to_the_end(going_on, melati, sri):
    client = client_of(sri)
    kasmi = member(melati, "Kasmi")
    typed = {f"m{kasmi.pk}": "excused", "guest0": "Bidan Contoh", "origin0": "Puskesmas"}
    assert client.post(at("roll", melati, 1), typed).url == at("meeting", melati, 1)
    page = client.get(at("meeting", melati, 1)).content.decode()
    assert "3 dari 4 anggota" in page and "Bidan Contoh (Puskesmas)" in page
    finding = {"kind": "birth", "note": "Anak belum punya akta <script>", "whom": "Anak Bu K.", "agreed": "on"}
    client.post(at("raise", melati, 1), finding)
    client.post(at("decision", melati, 1), {"text": "Iuran Rp 5.000"})
    client.post(at("task", melati, 1), {"text": "Data RT 01", "owner": kasmi.pk, "due": "2021-11-12"})
    page = client.get(at("meeting", melati, 1)).content.decode()
    assert "akta &lt;script&gt;" in page and "<script>" not in page.replace('<script type="module"', "")
    assert "Iuran Rp 5.000" in page and "sampai Jumat Pahing, 12 November 2021" in page
    assert "Disimpan: layanan belum dinyalakan" in page
    assert client.post(at("finish", melati, 1)).url == at("meeting", melati, 1)
    after = client.get(at("meeting", melati, 2)).content.decode()
    assert "Masih menunggu" in after and "Data RT 01" in after


def test_minutes_are_kept_while_typing_and_conflicts_are_said(going_on, melati, sri):
    client = client_of(sri)
    item = going_on.items.first()
    quietly = {"headers": {"accept": "application/json"}}
    typed = {"revision": 1, "minutes": "Hadir semua", f"item{item.pk}": "Dua anak"}
    answer = client.post(at("minutes", melati, 1), typed, **quietly)
    assert answer.json() == {"saved": "14.00", "revision": 2}
    assert client.post(at("minutes", melati, 1), typed, **quietly).status_code == 409
    page = client.post(at("minutes", melati, 1), typed | {"minutes": "Yang saya ketik"})
    assert page.status_code == 422 and "Yang saya ketik" in page.content.decode()
    assert meeting(melati).minutes == "Hadir semua"


ROW = {"token": "a", "day": "2021-10-08", "text": "x"}
WRONG = [
    ("raise", (1,), {"kind": "birth", "note": "Anak X", "whom": ""}, "orang tua/wali"),
    ("task", (1,), {"text": "Apa", "due": "2021-10-20"}, "Sampai pertemuan"),
    ("shift", (2,), {"to": "2021-10-01", "reason": "Sebelum awal"}, "Jumat Pahing, 8 Oktober 2021"),
    ("skip", (2,), {"reason": ""}, "Alasan"),
    ("cash_write", (), {**ROW, "happening": "dues", "amount": "-5000"}, "rupiah bulat"),
    ("cash_write", (), {**ROW, "happening": "dues", "amount": "5000,50"}, "rupiah bulat"),
    ("cash_write", (), {**ROW, "happening": "snacks", "amount": "5.000"}, "tidak cukup"),
    ("cash_write", (), {**ROW, "happening": "saving", "amount": "5.000"}, "simpanan siapa"),
    ("cash_close", (), {"day": "2021-10-08"}, "Buku masih kosong"),
    ("members", (), {"name": "Dua", "seat": "treasurer", "joined_on": "2021-10-08"}, "sudah dipegang"),
    ("members", (), {"name": "Besok", "seat": "member", "joined_on": "2021-10-09"}, "belum tiba"),
    ("edit", (), {"name": "Melati", "base": "2021-10-15", "hour": "13:00", "venue": "x"}, "tidak dapat diubah lagi"),
    ("joint_new", (), {"title": "x", "day": "2021-10-07", "hour": "09:00", "venue": "x"}, "sudah lewat"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "more", "typed", "says"), WRONG, ids=[f"{row[0]}-{row[3][:12]}" for row in WRONG])
def test_what_is_wrong_is_said_and_what_was_typed_stays(going_on, melati, sri, name, more, typed, says):
    page = client_of(sri).post(at(name, melati, *more), typed)
    text = page.content.decode()
    assert page.status_code == 422 and says in text, text[-3000:]
    for value in typed.values():
        assert str(value) in text or str(value) in ("birth", "dues")
    assert Entry.objects.count() == 0 and Finding.objects.count() == 0


def test_a_row_typed_twice_is_one(going_on, melati, sri):
    client = client_of(sri)
    typed = {"token": "abc", "happening": "dues", "amount": "Rp 25.000", "day": "2021-10-08", "text": "Iuran"}
    for _ in range(2):
        assert client.post(at("cash_write", melati) + "?pertemuan=1", typed).url == at("cash", melati)
    assert Entry.objects.get().amount == 25_000 and Entry.objects.get().meeting == going_on
    assert client.post(at("cash_reverse", melati, 1), {"reason": "Salah"}).url == at("cash", melati)
    page = client.get(at("cash", melati)).content.decode()
    assert "membalik baris 1" in page and "dibalik oleh baris 2" in page
    assert client.get(at("cash_export", melati)).content[:2] == b"PK"


def test_founding_a_group_and_its_bad_names(sri, talun, melati):
    client, address = client_of(sri), reverse("selapanan:new", args=[talun.code])
    typed = {"name": "Kenanga", "base": "2021-10-15", "hour": "19:30", "venue": "Balai dusun"}
    answer = client.post(address, typed)
    assert answer.url == at("group", Group.objects.get(name="Kenanga"))
    again = client.post(address, typed | {"name": " kenanga "})
    assert again.status_code == 422 and "sudah dipakai" in again.content.decode()
    assert client.post(address, typed | {"name": "Lain", "base": "kemarin"}).status_code == 422


def test_paper_sheets_carry_the_meeting(going_on, melati, sri):
    client = client_of(sri)
    for kind in ("agenda", "roll", "cash"):
        answer = client.get(at("sheet", melati, 1, kind))
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
        assert going_on.case.reference in text and "Jumat Pahing, 8 Oktober 2021" in text
        assert ("Sumini Contoh" in text) == (kind == "roll")
    assert client.get(at("sheet", melati, 1, "lain")).status_code == 404


def picture(size: int = 40) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (size, size), "white").save(out, "JPEG")
    out.seek(0)
    out.name = "lembar.jpg"
    return out


def test_a_photographed_sheet_stands_beside_its_form(going_on, melati, sri, yanti, tono):
    client = client_of(sri)
    answer = client.post(at("photo_add", melati, 1), {"kind": "roll", "photo": picture()})
    photo = Photo.objects.get()
    assert answer.url == at("photo", melati, 1, photo.pk)
    served = reverse("files:serve", args=[photo.file_id])
    page = client.get(answer.url).content.decode()
    assert served in page and "Sumini Contoh" in page and client.get(served).status_code == 200
    for who, code in ((tono, 404), (yanti, 200)):
        assert client_of(who).get(served).status_code in {code, 403 if code == 404 else code}
    client.post(at("photo_done", melati, 1, photo.pk))
    photo.refresh_from_db()
    assert photo.entered_at is not None
    bad = io.BytesIO(b"<script>alert(1)</script>")
    bad.name = "lembar.jpg"
    assert client.post(at("photo_add", melati, 1), {"kind": "roll", "photo": bad}).status_code == 422
    cash_photo = client.post(at("photo_add", melati, 1), {"kind": "cash", "photo": picture(41)})
    there = client.get(cash_photo.url)
    assert "?pertemuan=1&foto=" in there.url and served.split("/")[1] in client.get(there.url).content.decode()


def test_several_groups_meet(everybody, going_on, melati, sri, talun):
    other = Place.objects.get(code="33.26.05.2006")
    guide = everybody["elsewhere"]
    kenanga = found_group(place=other, fields=GroupFields(**FIELDS | {"name": "Kenanga"}), by=guide, now=NOW)
    findings.raise_finding(
        meeting=going_on, kind=FindingKind.VOICE, note="Jembatan rahasia", agreed=True, by=sri, now=moment(BASE)
    )
    typed = {"title": "Selapanan Raya", "day": "2021-10-08", "hour": "14:00", "venue": "Balai"}
    client_of(sri).post(at("joint_new", melati), typed)
    joint = Joint.objects.get()
    theirs = reverse("selapanan:joint", args=[other.code, joint.pk])
    client = client_of(guide)
    page = client.get(theirs).content.decode()
    assert "Aspirasi atau usulan warga" in page and "Jembatan rahasia" not in page
    assert client.post(theirs, {"join": kenanga.pk}).url == theirs and joint.parts.count() == 2
    assert client.post(theirs, {"join": melati.pk}).status_code == 403
    assert client.post(theirs, {"revision": 1, "minutes": "x"}).status_code == 403
    ours = reverse("selapanan:joint", args=[talun.code, joint.pk])
    end = {"revision": 1, "minutes": "Baik", "decisions": "", "end": "1"}
    assert client_of(sri).post(ours, end).url == ours
    joint.refresh_from_db()
    assert joint.held_at is not None and joint.collected.count() == 1
    assert client_of(sri).post(ours, end | {"revision": 2}).status_code == 422
    assert client_of(everybody["member"]).get(ours).status_code == 404


@pytest.mark.parametrize("many", [2, 30])
def test_lists_cost_the_same_for_few_and_many(many, going_on, melati, sri, django_assert_max_num_queries):
    for number in range(many):
        name = f"Anggota {number:02d}"
        add_member(group=melati, fields=MemberFields(name), joined_on=date(2021, 10, 1), by=sri, now=NOW)
        findings.raise_finding(
            meeting=going_on, kind=FindingKind.VOICE, note=f"Usulan {number}", by=sri, now=moment(BASE)
        )
        cash.write(
            group=melati, happening=Happening.DUES, amount=100, day=BASE, text="Iuran", token=str(number), by=sri,
            now=moment(BASE), member=member(melati, name),
        )  # fmt: skip
        minutes.decide(meeting=going_on, text=f"Keputusan {number}", by=sri, now=moment(BASE))
    client = client_of(sri)
    client.get(at("group", melati))
    home = reverse("selapanan:home", args=[melati.place_id])
    lists = {at(name, melati): 12 for name in ("members", "schedule", "findings", "cash")} | {home: 12}
    whole = {at("group", melati): 20, at("meeting", melati, 1): 24}  # no lists: a page of everything about one thing
    for address, most in (lists | whole).items():
        with django_assert_max_num_queries(most, info=address):
            assert client.get(address).status_code == 200
