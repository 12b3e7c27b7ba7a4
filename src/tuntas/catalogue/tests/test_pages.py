"""The pages of services and switches: what they say, what they do, what they cost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import hold, person

from tuntas.catalogue.actions.switching import switch
from tuntas.catalogue.models import ReadinessAnswer, SettingValue, Switch
from tuntas.catalogue.queries import is_on, setting
from tuntas.catalogue.terms import SwitchState
from tuntas.catalogue.tests.switched import turn_off, turn_on
from tuntas.files.models import File
from tuntas.files.tests.test_store import pdf
from tuntas.journal.models import Line
from tuntas.notices.models import Notice
from tuntas.people.terms import Role
from tuntas.places.models import Place
from tuntas.places.terms import Level

pytestmark = pytest.mark.django_db


def at(name, place, *parts):
    return reverse(f"catalogue:{name}", args=[place.code, *parts])


@pytest.fixture
def offered(trial, jateng, pekalongan):
    for place in (jateng, pekalongan):
        Switch.objects.create(module="trial", place=place, state=SwitchState.OFFERED, since="2021-09-01T00:00:00Z")


def test_a_village_makes_ready_and_switches_on(offered, talun, officer, signed_in):
    client = signed_in(officer)
    page = client.get(at("switch", talun, "uji")).content.decode()
    assert "Ditawarkan oleh Kabupaten Pekalongan" in page and "A decree is signed" in page
    refused = client.post(at("switch", talun, "uji"), {"state": "on", "reason": ""})
    assert refused.status_code == 422 and "Belum semuanya siap" in refused.content.decode()
    for key in ("decree", "team"):
        client.post(at("ready", talun, "uji", key), {"met": "on", "evidence": "SK 12/2021"})
    assert client.post(at("switch", talun, "uji"), {"state": "on", "reason": ""}).status_code == 302
    assert is_on("trial", talun)
    desk = client.get(at("desk", talun)).content.decode()
    assert "Layanan Uji" in desk and "2 menunggu" in desk


def test_switching_off_says_first_what_it_closes(offered, talun, neighbour, pekalongan, team, officer, signed_in):
    turn_on("trial", talun)
    turn_on("trial", neighbour)
    client = signed_in(team)
    asked = client.post(at("switch", pekalongan, "uji"), {"state": "hidden", "reason": "Ditinjau ulang"})
    assert "berjalan di 2 wilayah" in asked.content.decode() and is_on("trial", talun)
    client.post(at("switch", pekalongan, "uji"), {"state": "hidden", "reason": "Ditinjau ulang", "sure": "1"})
    assert not is_on("trial", talun)
    page = signed_in(officer).get(at("switch", talun, "uji")).content.decode()
    assert "Aktif di sini, tetapi disembunyikan oleh Kabupaten Pekalongan" in page


def test_those_who_are_switched_are_told(
    offered, talun, pekalongan, team, officer, now, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        switch(module="trial", place=talun, state=SwitchState.ON, by=team, now=now, reason="Atas permintaan desa")
    told = Notice.objects.get(person=officer)
    assert told.kind == "catalogue.switched" and told.body == "Atas permintaan desa" and "Desa Talun" in told.title
    with django_capture_on_commit_callbacks(execute=True):
        switch(module="trial", place=pekalongan, state=SwitchState.HIDDEN, by=team, now=now)
    assert Notice.objects.filter(person=officer, kind="catalogue.closed").count() == 1
    assert not Notice.objects.filter(person=team).exists()


def test_many_villages_from_the_page(offered, talun, neighbour, pekalongan, team, signed_in):
    client, address = signed_in(team), at("villages", pekalongan, "uji")
    none = client.post(address, {"state": "on", "reason": "x"})
    assert none.status_code == 422 and "paling sedikit satu desa" in none.content.decode()
    sent = client.post(address, {"villages": [neighbour.code], "state": "on", "reason": "Serentak"}, follow=True)
    assert "1 desa diubah" in sent.content.decode() and is_on("trial", neighbour) and not is_on("trial", talun)
    client.post(f"{address}?district=33.26.05", {"everywhere": "on", "state": "on", "reason": "Serentak"})
    assert is_on("trial", talun)
    assert client.post(address, {"villages": ["33.29.02.2001"], "state": "on", "reason": "x"}).status_code == 422
    assert client.get(f"{address}?district=33.29").status_code == 200


def test_the_list_of_villages_costs_the_same_for_few_and_many(
    offered, talun, pekalongan, team, signed_in, django_assert_max_num_queries
):
    client, address = signed_in(team), at("villages", pekalongan, "uji")
    client.get(address)
    for number in range(3001, 3036):
        code = f"33.26.05.{number}"
        kind = {"level": Level.VILLAGE, "kind": "desa", "parent": talun.parent}
        turn_on("trial", Place.objects.create(code=code, name=f"Desa {number}", **kind))
    with django_assert_max_num_queries(12):
        page = client.get(address)
    assert page.content.decode().count('name="villages"') == 36
    for public in ("/layanan/", "/layanan/uji/", at("switches", pekalongan), at("switch", pekalongan, "uji")):
        with django_assert_max_num_queries(12):
            assert client.get(public).status_code == 200


def test_settings_nearest_word_holds(trial, talun, pekalongan, team, officer, signed_in):
    assert setting("trial", talun, "days") == 3 and setting("trial", talun, "kiosk") is False
    signed_in(team).post(at("settings", pekalongan, "uji"), {"days": "5", "kiosk": "yes", "office": "", "way": "b"})
    assert setting("trial", talun, "days") == 5 and setting("trial", talun, "kiosk") is True
    client = signed_in(officer)
    page = client.get(at("settings", talun, "uji")).content.decode()
    assert "Kabupaten Pekalongan" in page and "Rudi Kabupaten" in page and "Second way" in page
    client.post(at("settings", talun, "uji"), {"days": "0", "kiosk": "no", "office": "DS.TLN", "way": ""})
    assert setting("trial", talun, "days") == 0 and setting("trial", talun, "kiosk") is False
    assert setting("trial", talun, "way") == "b" and setting("trial", talun, "office") == "DS.TLN"
    client.post(at("settings", talun, "uji"), {"days": "", "kiosk": "", "office": "", "way": ""})
    assert setting("trial", talun, "days") == 5 and setting("trial", talun, "office") == ""
    assert SettingValue.objects.filter(place=talun, name="days").count() == 2, "the history stays"
    assert Line.objects.filter(act="catalogue.set").count() == 3


def test_a_setting_of_the_wrong_kind_comes_back(trial, talun, officer, signed_in):
    sent = signed_in(officer).post(at("settings", talun, "uji"), {"days": "tiga", "office": "Kantor", "way": "z"})
    assert sent.status_code == 422 and "Kantor" in sent.content.decode() and not SettingValue.objects.exists()


def test_evidence_is_for_those_who_decide(trial, talun, officer, team, tono, signed_in):
    client, address = signed_in(officer), at("ready", talun, "uji", "decree")
    sent = {"met": "on", "evidence": "SK", "file": SimpleUploadedFile("sk.pdf", pdf())}
    assert client.post(address, sent).status_code == 302
    file = File.objects.get()
    assert ReadinessAnswer.objects.get().file == file
    reads = reverse("files:serve", args=[file.pk])
    assert [signed_in(who).get(reads).status_code for who in (officer, team, tono)] == [200, 200, 404]
    client = signed_in(officer)
    refused = client.post(address, {"evidence": "Tulisan saya", "file": SimpleUploadedFile("sk.pdf", b"no paper")})
    assert refused.status_code == 422 and "Tulisan saya" in refused.content.decode()
    client.post(address, {"evidence": "belum"})
    assert [row.met for row in ReadinessAnswer.objects.all()] == [False, True]


def test_the_public_page_says_what_counts(trial, talun, neighbour, client):
    turn_on("trial", talun)
    turn_off("trial", neighbour)
    page = client.get("/layanan/uji/").content.decode()
    for said in ("3 hari kerja", "Gratis", "First seen", "Last seen", "A team is named", "Desa Talun", "Prosedur uji"):
        assert said in page, said
    assert "Batursari" not in page
    assert "Berjalan di 1 wilayah" in client.get("/layanan/").content.decode()


def test_an_empty_desk_says_what_to_do(trial, talun, officer, client, signed_in):
    assert "Tanyakan kepada pemerintah setempat" in client.get(at("desk", talun)).content.decode()
    assert "aktifkan" in signed_in(officer).get(at("desk", talun)).content.decode()


def test_services_stand_on_the_desk_and_the_page_of_a_place(trial, talun, officer, sari, client, signed_in):
    assert at("desk", talun) in client.get(f"/wilayah/{talun.code}/").content.decode()
    assert at("desk", talun) in signed_in(officer).get("/meja/").content.decode()
    assert "/layanan/33/atur/" in signed_in(sari).get("/meja/").content.decode()


def test_a_role_given_for_the_whole_regency_reaches_its_villages(trial, talun, pekalongan, still, signed_in):
    who = person("Tim Kabupaten")
    hold(who, Role.REGENCY_TEAM, pekalongan)
    assert "Anda bertindak untuk wilayah di bawah" in signed_in(who).get(at("switch", talun, "uji")).content.decode()
