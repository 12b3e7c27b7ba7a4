"""What the public, the holder and a stranger see."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tuntas.documents.actions import issue, press, replace, revoke, void
from tuntas.documents.press.code import grouped
from tuntas.documents.rules import reading
from tuntas.files.queries import content_of

LETTER = {
    "kind": "documents.letter",
    "title": "Surat uji",
    "data": {"paragraphs": ["Rahasia hati."]},
    "subject": "tests.thing:1",
    "series": "uji",
    "holder": "Dinas Uji",
}


@pytest.fixture
def letter(sari, now):
    return press(document_id=issue(by=sari, now=now, **LETTER).pk, now=now)


@pytest.fixture
def public():
    """Letters are public during the test."""
    reading._public.add("documents.letter")
    yield
    reading._public.discard("documents.letter")


def page_of(client, document):
    return client.get(reverse("documents:check", args=[document.token]))


def test_anybody_with_the_code_sees_that_it_is_valid(client, letter):
    page = page_of(client, letter)
    text = page.content.decode().replace("<wbr>", "")
    assert page.status_code == 200
    for fact in ("Berlaku", "001/uji/X/2021", "Surat uji", "Dinas Uji", letter.file.sha256, "4 Oktober 2021"):
        assert fact in text
    for secret in ("Sari", "sari@", "Rahasia hati", str(letter.file.pk), "unduh"):
        assert secret not in text
    assert "noindex" in page["X-Robots-Tag"]
    assert "no-store" in page["Cache-Control"]


def test_a_typed_code_leads_to_the_page(client, letter):
    typed = grouped(letter.token).lower()
    answer = client.post(reverse("documents:check"), {"code": typed})
    assert answer.status_code == 302
    assert client.get(answer.url).status_code == 200
    assert client.get(reverse("documents:check", args=[typed])).status_code == 200


def test_unknown_codes_look_all_the_same(client, letter):
    pages = [
        client.get(reverse("documents:check", args=[code]))
        for code in ("7" * 28, "x", letter.token[:-1], letter.token + "7", "' OR 1=1 --", str(letter.pk))
    ]
    assert {page.status_code for page in pages} == {404}
    said = {page.content.partition(b"<main")[2].partition(b"</main>")[0] for page in pages}
    assert len(said) == 1
    assert b"Tidak dikenal di sini" in said.pop()


def test_a_mistyped_code_comes_back_with_a_sentence(client, db):
    page = client.post(reverse("documents:check"), {"code": "ABC"})
    assert page.status_code == 422
    assert 'value="ABC"' in page.content.decode()
    assert client.post(reverse("documents:check"), {}).status_code == 422


def test_a_revoked_document_says_so_and_why(client, letter, sari, now):
    revoke(document=letter, reason="Nama penerima salah", by=sari, now=now)
    text = page_of(client, letter).content.decode()
    assert "Dicabut" in text
    assert "Nama penerima salah" in text


def test_a_replaced_document_leads_to_the_new_one(client, letter, sari, now):
    new = replace(document=letter, data={}, reason="Salah ketik", by=sari, now=now)
    text = page_of(client, letter).content.decode()
    assert reverse("documents:check", args=[new.token]) in text
    assert "sedang dibuat" in page_of(client, new).content.decode()


def test_a_void_number_says_so(client, sari, now):
    document = issue(by=sari, now=now, **LETTER)
    void(document=document, reason="Rapat batal", by=sari, now=now)
    assert "Rapat batal" in page_of(client, document).content.decode()


def test_a_sample_is_marked(client, sari, now):
    document = issue(by=sari, now=now, is_sample=True, **LETTER)
    assert "peragaan" in page_of(client, document).content.decode()


def upload(client, data: bytes, name: str = "surat.pdf"):
    return client.post(reverse("documents:check"), {"file": SimpleUploadedFile(name, data)}).content.decode()


def test_the_file_itself_can_be_checked(client, letter):
    data = content_of(letter.file)
    assert "001/uji/X/2021" in upload(client, data)
    changed = bytearray(data)
    changed[len(data) // 3] ^= 1
    said = upload(client, bytes(changed))
    assert "Berkas telah diubah" in said
    assert "001/uji/X/2021" not in said
    assert "bukan PDF" in upload(client, b"hello").replace("Bukan PDF", "bukan PDF")


def test_a_revoked_file_is_unchanged_but_revoked(client, letter, sari, now):
    revoke(document=letter, reason="Salah", by=sari, now=now)
    assert "dicabut" in upload(client, content_of(letter.file))


def test_a_public_document_can_be_downloaded_by_its_code(client, letter, public):
    assert "unduh" in page_of(client, letter).content.decode()
    answer = client.get(reverse("documents:download", args=[letter.token]), follow=True)
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content) == content_of(letter.file)


def test_a_public_document_that_was_revoked_is_public_no_more(client, letter, public, sari, now):
    revoke(document=letter, reason="Salah", by=sari, now=now)
    answer = client.get(reverse("documents:download", args=[letter.token]))
    assert answer.status_code == 302
    assert "/berkas/" not in answer.url


def test_private_pages_ask_strangers_to_sign_in(client, letter, now):
    for name in ("documents:document", "documents:download", "documents:end"):
        for token in (letter.token, "7" * 28):
            answer = client.get(reverse(name, args=[token]))
            assert answer.status_code == 302
            assert "masuk" in answer.url or "login" in answer.url


def test_private_pages_do_not_exist_for_others(signed_in, tono, letter):
    visitor = signed_in(tono)
    for name in ("documents:document", "documents:download", "documents:end"):
        assert visitor.get(reverse(name, args=[letter.token])).status_code == 404


def test_the_issuer_reads_and_revokes(signed_in, sari, letter):
    organiser = signed_in(sari)
    page = organiser.get(reverse("documents:document", args=[letter.token]))
    assert "documents.issued" in page.content.decode()
    file = organiser.get(reverse("documents:download", args=[letter.token]), follow=True)
    assert file["Content-Disposition"].startswith("attachment")
    address = reverse("documents:end", args=[letter.token])
    assert organiser.get(address).status_code == 200
    assert organiser.post(address, {"reason": ""}).status_code == 422
    assert organiser.post(address, {"reason": "Salah nama"}).status_code == 302
    letter.refresh_from_db()
    assert letter.status == "revoked"
    again = organiser.post(address, {"reason": "Dua kali"})
    assert again.status_code == 422  # a second click changes nothing
    letter.refresh_from_db()
    assert letter.reason == "Salah nama"
