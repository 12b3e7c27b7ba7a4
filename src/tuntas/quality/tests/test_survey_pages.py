"""The survey on telephone, kiosk and paper, its result, and who keeps it."""

from uuid import uuid4

import pytest
import time_machine
from tests.cast import NOW, hold, person

from tuntas.documents.models import Document
from tuntas.people.terms import Role
from tuntas.quality.actions.surveying import answer_for_case, open_kiosk
from tuntas.quality.models import NAMES, Batch, Published, Remark, Response, Wording

pytestmark = pytest.mark.django_db
FOURS = dict.fromkeys(NAMES, "4")


@pytest.fixture(autouse=True)
def standing():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def answered(served, now):
    """Six answered cases at Talun."""
    for number in range(6):
        answer_for_case(case=served(), answers=dict.fromkeys(NAMES, 3), remark=f"Saran {number}", now=now)


def test_by_telephone_once(served, client):
    case = served()
    address = f"/mutu/isi/{case.reference}/"
    assert "Bagaimana" in client.get(address).content.decode()
    again = client.post(address, {"remark": "Hanya saran"})
    assert again.status_code == 422 and "Hanya saran" in again.content.decode()
    assert client.post(address, {"u1": "9"}).status_code == 422
    for _ in range(2):
        client.post(address, FOURS | {"remark": "Baik"})
    assert Response.objects.get().u9 == 4 and Remark.objects.get().text == "Baik"
    assert "Terima kasih" in client.get(address).content.decode()
    assert client.get("/mutu/isi/UJI-0000-0000/").status_code == 404


def test_before_the_end_there_is_nothing_to_judge(served, client):
    case = served(reopened=True, visits=1)
    page = client.get(f"/mutu/isi/{case.reference}/").content.decode()
    assert "data-faces" not in page
    client.post(f"/mutu/isi/{case.reference}/", FOURS)
    assert not Response.objects.exists()


def test_at_the_kiosk(talun, clerk, now, client):
    address = f"/mutu/kios/{open_kiosk(service='letters', place=talun, by=clerk, now=now).token}/"
    page = client.get(address).content.decode()
    assert "data-idle" in page and page.count('type="radio"') == 36
    assert client.post(address, FOURS).url == f"{address}?selesai=1"
    assert client.post(address, {}).status_code == 422
    assert client.get("/mutu/kios/x/").status_code == 404 and Response.objects.get().channel == "kiosk"


def test_paper_is_typed_in(talun, clerk, signed_in):
    client = signed_in(clerk)
    address = f"/mutu/{talun.code}/letters/kelola/entri/"
    page = client.get(address).content.decode()
    assert page.count("data-digit") == 90
    form = {"key": str(uuid4()), "month": "2021-10-02", "form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "0"}
    form |= {f"form-0-{name}": "4" for name in NAMES} | {"form-1-u1": "2", "form-1-remark": "Antre lama"}
    bad = client.post(address, form | {"form-2-u3": "7"})
    assert bad.status_code == 422 and "Antre lama" in bad.content.decode()
    for _ in range(2):
        assert client.post(address, form).status_code == 302
    assert Batch.objects.get().sheets == 2 and Response.objects.filter(channel="paper").count() == 2


def test_the_result_is_public_and_few_are_not(served, talun, client, now):
    address = f"/mutu/{talun.code}/letters/survei/"
    for number in range(6):
        assert ("75,00" in client.get(address).content.decode()) is (number >= 5)
        assert client.get(f"{address}unduh.xlsx").status_code == (200 if number >= 5 else 404)
        answer_for_case(case=served(), answers=dict.fromkeys(NAMES, 3), remark="", now=now)


def test_publishing_takes_one_number(answered, talun, clerk, signed_in, client, django_capture_on_commit_callbacks):
    address = f"/mutu/{talun.code}/letters/kelola/terbit/"
    assert "75,00" in signed_in(clerk).get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            signed_in(clerk).post(address)
    made, document = Published.objects.get(), Document.objects.get()
    assert (made.grade, str(made.ikm), document.status) == ("C", "75.00", "issued")
    client.logout()
    assert document.label in client.get(f"/mutu/{talun.code}/letters/survei/").content.decode()
    assert document.label in client.get(f"/mutu/{talun.code}/").content.decode()


def test_nothing_to_publish_is_said(talun, clerk, signed_in):
    page = signed_in(clerk).post(f"/mutu/{talun.code}/letters/kelola/terbit/", follow=True).content.decode()
    assert not Published.objects.exists() and "Indeks belum ada" in page


def test_remarks_are_read_and_taken_out(answered, talun, clerk, signed_in):
    client, address = signed_in(clerk), f"/mutu/{talun.code}/letters/kelola/saran/"
    one, other = Remark.objects.order_by("text")[:2]
    client.post(address, {"remark": str(one.key), "remove": "1"})
    client.post(address, {"remark": str(other.key), "keep": "1"})
    page = client.get(address).content.decode()
    assert one.text not in page and other.text in page
    assert client.post(address, {"remark": "x", "keep": "1"}).status_code == 404
    public = client.get(f"/mutu/{talun.code}/letters/survei/").content.decode()
    assert other.text not in public


@pytest.mark.parametrize("page", ["", "lembar/", "entri/", "saran/", "kios/", "terbit/"])
def test_only_the_office_keeps_the_survey(page, talun, clerk, brebes, tono, client, signed_in):
    address = f"/mutu/{talun.code}/letters/kelola/{page}"
    assert client.get(address).status_code == 302
    stranger = person("Bima Tim")
    hold(stranger, Role.REGENCY_TEAM, brebes)
    for who in (tono, stranger):
        assert signed_in(who).get(address).status_code == 403
        assert signed_in(who).post(address).status_code == 403
    assert signed_in(clerk).get(address).status_code in (200, 302)


def test_a_kiosk_is_opened_and_closed(talun, clerk, signed_in):
    client, address = signed_in(clerk), f"/mutu/{talun.code}/letters/kelola/"
    client.post(f"{address}kios/")
    page = client.get(address).content.decode()
    kiosk = page.split("/mutu/kios/")[1].split("/")[0]
    assert client.get(f"/mutu/kios/{kiosk}/").status_code == 200
    client.post(f"{address}kios/", {"end": "1"})
    assert client.get(f"/mutu/kios/{kiosk}/").status_code == 404


def test_new_words_begin_a_version(sari, clerk, served, signed_in, client, now):
    assert signed_in(clerk).get("/mutu/pertanyaan/").status_code == 403
    page = signed_in(sari).get("/mutu/pertanyaan/baru/")
    form = page.context["form"]
    typed = {name: str(form[name].value() or "") for name in form.fields} | {"note": "Lebih jelas"}
    bad = client.post("/mutu/pertanyaan/baru/", typed | {"u1_answers": "satu\ndua"})
    assert bad.status_code == 422
    assert client.post("/mutu/pertanyaan/baru/", typed | {"since": "2021-09-01"}).status_code == 422
    client.post("/mutu/pertanyaan/baru/", typed | {"u1_text": "Apakah syaratnya masuk akal?"})
    assert Wording.objects.get().number == 2
    case = served()
    assert "masuk akal" in client.get(f"/mutu/isi/{case.reference}/").content.decode()
    client.post(f"/mutu/isi/{case.reference}/", FOURS)
    assert Response.objects.get().version == 2 and "Lebih jelas" in client.get("/mutu/pertanyaan/").content.decode()
