"""The pages: asking without an account, the kiosk, the desk, the register; what is typed comes back."""

import pytest
from django.urls import reverse
from tests.cast import NOW

from tuntas.casework.models import Case
from tuntas.documents.models import Document
from tuntas.files.sheets import read
from tuntas.residents.models import Reading, ReadRecord
from tuntas.services.labkd.actions import chain
from tuntas.services.labkd.models import Letter
from tuntas.services.labkd.terms import Channel, LetterStage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]
NIK = "3326054507820002"
TYPED = {
    "name": "Siti Aminah Contoh",
    "nik": NIK,
    "phone": "0812 3456 7890",
    "on_behalf": "",
    "a_keperluan": "Beasiswa",
}


def at(office, name, *args):
    return reverse(f"labkd:{name}", args=[office.place.code, *args])


def text_of(answer) -> str:
    return answer.content.decode()


def test_from_home_without_an_account_and_followed_without_a_name(client, office, neighbours, signed_in):
    answer = client.post(at(office, "letter_ask", "domicile"), TYPED)
    letter = Letter.objects.select_related("case").get()
    assert answer.url == at(office, "letter_follow", letter.token)
    page = client.get(answer.url)
    assert page.status_code == 200 and letter.case.reference in text_of(page)
    for secret in ("Siti", NIK, NIK[-4:], "7890", "Beasiswa"):
        assert secret not in text_of(page)
    assert "noindex" in page["X-Robots-Tag"] and page["Referrer-Policy"] == "same-origin"
    assert letter.case.opened_by is None and letter.channel == Channel.HOME
    stored = bytes(letter.sealed) + Case.objects.get().title.encode() + letter.phone_index.encode()
    assert b"Siti" not in stored and NIK.encode() not in stored


def test_whether_a_nik_exists_is_never_answered(client, office, neighbours):
    known = client.post(at(office, "letter_ask", "domicile"), TYPED)
    unknown = client.post(at(office, "letter_ask", "domicile"), TYPED | {"nik": "3326059999999999"})
    assert known.status_code == unknown.status_code == 302
    one, other = (text_of(client.get(answer.url)) for answer in (known, unknown))
    first, second = Letter.objects.select_related("case").order_by("pk")
    assert one.replace(first.case.reference, "").replace(first.token, "") == other.replace(
        second.case.reference, ""
    ).replace(second.token, "")
    assert ReadRecord.objects.filter(reading__purpose="letter").count() == 0


def test_bad_input_comes_back_typed(client, office):
    answer = client.post(at(office, "letter_ask", "domicile"), TYPED | {"nik": "123", "phone": "12"})
    assert answer.status_code == 422 and "Siti Aminah Contoh" in text_of(answer) and 'value="123"' in text_of(answer)
    assert "data-keep" in text_of(answer) and Letter.objects.count() == 0
    assert client.get(at(office, "letter_ask", "nonsense")).status_code == 404


@pytest.mark.parametrize("phone", ["081234567890", "+62 812 3456 7890", "62812-3456-7890"])
def test_found_again_by_number_and_telephone(phone, client, office):
    client.post(at(office, "letter_ask", "domicile"), TYPED)
    letter = Letter.objects.select_related("case").get()
    asked = {"reference": letter.case.reference.lower(), "phone": phone}
    assert client.post(at(office, "letter_find"), asked).url == at(office, "letter_follow", letter.token)
    assert client.post(at(office, "letter_find"), asked | {"phone": "0800000000"}).status_code == 422
    assert client.post(at(office, "letter_find"), asked | {"reference": "SRT-0000-0000"}).status_code == 422


def test_the_kiosk_forgets(client, office, signed_in):
    page = client.get(at(office, "kiosk_ask", "domicile"))
    assert "data-keep" not in text_of(page) and page["Cache-Control"] == "private, no-store"
    assert page["Refresh"].endswith(at(office, "kiosk_finish"))
    answer = client.post(at(office, "kiosk_ask", "domicile"), TYPED)
    letter = Letter.objects.select_related("case").get()
    assert answer.status_code == 200 and letter.case.reference in text_of(answer) and "Siti" not in text_of(answer)
    assert letter.channel == Channel.KIOSK and "Refresh" in answer
    client = signed_in(office.operator)
    client.get(at(office, "kiosk_finish"))
    assert "_auth_user_id" in client.session, "a link alone signs nobody out"
    assert at(office, "kiosk_finish") in text_of(client.get(at(office, "kiosk")))
    answer = client.post(at(office, "kiosk_finish"))
    assert answer.url == at(office, "kiosk") and "_auth_user_id" not in client.session


def test_the_office_finds_the_resident_fills_in_and_hands_over(client, office, neighbours, signed_in):
    client.post(at(office, "letter_ask", "domicile"), TYPED)
    letter = Letter.objects.select_related("case").get()
    ref = letter.case.reference
    client = signed_in(office.operator)
    page = client.get(at(office, "letter_match", ref))
    assert NIK in text_of(page)
    page = client.post(at(office, "letter_match", ref), {"text": "siti aminah"})
    assert neighbours["Siti"].key in text_of(page) and NIK[6:] not in text_of(page).replace(NIK, "", 1)
    answer = client.post(at(office, "letter_match", ref), {"resident": neighbours["Siti"].key})
    assert answer.url == at(office, "letter_prepare", ref)
    page = client.get(answer.url)
    assert "Beasiswa" in text_of(page) and NIK not in text_of(page) and 'data-keep="letter-fill' in text_of(page)
    fresh = Letter.objects.get(pk=letter.pk)
    typed = {"revision": fresh.revision, "a_keperluan": "Beasiswa", "c_nama": "Siti A.", "reason": ""}
    refused = client.post(answer.url, typed)
    assert refused.status_code == 422 and "Siti A." in text_of(refused)
    assert client.post(answer.url, typed | {"reason": "Ijazah"}).url == at(office, "letter", ref)
    assert client.get(at(office, "letter_preview", ref)).content.startswith(b"%PDF")
    for who, key in ((office.operator, "to_check"), (office.secretary, "approve"), (office.head, "sign")):
        client = signed_in(who)
        assert client.get(at(office, "letter_move", ref, key)).status_code == 200
        assert client.post(at(office, "letter_move", ref, key), {"message": ""}).url == at(office, "letter", ref)
    assert Case.objects.get(reference=ref).stage == LetterStage.ISSUED
    client = signed_in(office.operator)
    assert Document.objects.get().label in text_of(client.get(at(office, "letter_register")))
    client.post(at(office, "letter_move", ref, "hand_over"), {"to": "anak"})
    client.post(at(office, "letter_move", ref, "hand_over"), {"to": "anak"})
    assert Case.objects.get(reference=ref).steps.count() == 6 and Document.objects.count() == 1


def test_at_the_desk_for_somebody_else(client, office, neighbours, signed_in):
    client = signed_in(office.operator)
    address = at(office, "letter_new_kind", "poor")
    assert neighbours["Painah"].key in text_of(client.post(address, {"text": "Painah"}))
    answer = client.post(address, {"resident": neighbours["Painah"].key, "on_behalf": "tetangga"})
    letter = Letter.objects.get()
    assert answer.url == at(office, "letter_prepare", letter.case.reference) and letter.on_behalf == "tetangga"
    assert client.post(address, {"resident": "nobody"}).status_code == 200 and Letter.objects.count() == 1


def test_the_register_as_spreadsheet_and_paper(office, neighbours, signed_in, now):
    letter = office.signed(neighbours["Siti"])
    client = signed_in(office.operator)
    sheet = client.get(at(office, "letter_register_file", "xlsx"))
    rows = read(sheet.content, "agenda.xlsx").rows
    assert len(rows) == 1 and letter.document.label in rows[0].values() if hasattr(rows[0], "values") else True
    assert client.get(at(office, "letter_register_file", "pdf")).content.startswith(b"%PDF")
    assert client.get(at(office, "letter_register"), {"q": "999"}).content.decode().count("<tr>") == 0
    for asked in ({"q": "1"}, {"kind": "domicile"}, {"since": "2021-10-04", "until": "2021-10-04"}, {"since": "x"}):
        assert letter.document.label in text_of(client.get(at(office, "letter_register"), asked)), asked
    assert letter.document.label not in text_of(client.get(at(office, "letter_register"), {"since": "2021-10-05"}))


def test_the_editor_names_mistakes_shows_and_saves(office, signed_in):
    client = signed_in(office.secretary)
    address = at(office, "letter_template", "domicile")
    typed = {"title": "Surat Domisili", "body": "Isi [nama]", "effective_from": "2021-10-05", "note": "", "seen": 0}
    wrong = client.post(address, typed | {"body": "a\n[namma]"})
    assert wrong.status_code == 422 and "namma" in text_of(wrong)
    assert client.post(address, typed | {"look": "pdf"}).content.startswith(b"%PDF")
    assert client.post(address, typed).url == address
    assert client.post(address, typed).status_code == 422, "a second click writes no second version"


def test_desk_and_register_cost_the_same_for_few_and_many(office, neighbours, signed_in, django_assert_max_num_queries):
    client = signed_in(office.operator)
    names = ("letters", "letter_register", "letter_blocks", "letter_posts", "letter_templates", "letters_mine")
    everybody = list(neighbours.values())
    for number in (1, 30):
        for _ in range(number):
            office.ask(everybody[number % len(everybody)])
        for name in names:
            with django_assert_max_num_queries(12):
                assert client.get(at(office, name)).status_code == 200, name
    letters = Letter.objects.select_related("case")[:3]
    for letter in letters:
        chain.step(letter=letter, key="take_up", by=office.operator, now=NOW)
    with django_assert_max_num_queries(12):
        page = client.get(at(office, "letters"))
    assert "Siti" not in text_of(page) and not Reading.objects.filter(kind="named").exists()
    assert "Contoh" in text_of(client.get(at(office, "letters"), {"nama": "1"}))
    assert Reading.objects.filter(kind="named", by=office.operator).count() == 1, "one line for the whole page"
