"""The editor's pages: autosave, preview, pictures, publishing; who is let in; what bad input does."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import NOW

from tuntas.forum.actions.drafting import draft_from_result
from tuntas.forum.actions.stories import begin, publish
from tuntas.forum.models import Story, StoryPicture
from tuntas.forum.rules.written import written
from tuntas.forum.tests.conftest import TEXT, photo, told
from tuntas.kipp.terms import WinnersAnnounced
from tuntas.notices.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
WORDS = {"alt": "Loket baru", "caption": "Loket di Talun", "credit": "Humas"}


def fields(story, **more):
    kept = {
        "title": story.title,
        "lead": "",
        "body": TEXT,
        "category": "kabar",
        "byline": "",
        "revision": story.revision,
    }
    return {**kept, **more}


def upload(data: bytes, name="foto.jpg", kind="image/jpeg"):
    return {"upload": SimpleUploadedFile(name, data, kind), **WORDS}


PAGES = ["forum:edit", "forum:preview", "forum:picture", "forum:publish", "forum:withdraw", "forum:versions"]


@pytest.mark.parametrize("who", ["tono", "wati", "agus", "rini", "sari"])
def test_the_newsroom_is_for_editors(who, request, story, signed_in):
    client = signed_in(request.getfixturevalue(who))
    wanted = 200 if who in {"rini", "sari"} else 403
    for name in PAGES:
        assert client.get(reverse(name, args=[story.pk])).status_code == wanted, name
    for name in ("forum:newsroom", "forum:begin", "forum:reports"):
        assert client.get(reverse(name)).status_code == wanted, name
    for name in ("forum:autosave", "forum:glance"):
        assert client.post(reverse(name, args=[story.pk]), fields(story)).status_code == wanted, name


def test_strangers_are_asked_to_sign_in(client, story):
    for name in PAGES:
        assert reverse("account_login") in client.get(reverse(name, args=[story.pk])).url


def test_from_a_title_to_the_public(rini, signed_in, client):
    editor = signed_in(rini)
    answer = editor.post(reverse("forum:begin"), {"title": "Akta lahir satu hari"})
    story = Story.objects.get()
    assert answer.url == reverse("forum:edit", args=[story.pk])
    saved = editor.post(reverse("forum:autosave", args=[story.pk]), fields(story, comments_open="on"))
    assert saved.json() == {"saved": "09.00", "revision": 1}
    stale = editor.post(reverse("forum:autosave", args=[story.pk]), fields(story, title="Lain"))
    assert stale.status_code == 409 and stale.json()["conflict"]
    story.refresh_from_db()
    shown = editor.post(reverse("forum:edit", args=[story.pk]), fields(story, preview="1", comments_open="on"))
    assert "<strong>sekali</strong>" in editor.get(shown.url).content.decode()
    glance = editor.post(reverse("forum:glance", args=[story.pk]), {"body": f"**baru** {EVIL}"})
    assert b"<strong>baru</strong>" in glance.content and b"<script" not in glance.content
    editor.post(reverse("forum:publish", args=[story.pk]), {"at": ""})
    editor.logout()
    assert editor.get(reverse("forum:story", args=[story.slug])).status_code == 200


def test_what_was_typed_comes_back_with_the_error(story, rini, signed_in):
    sent = fields(story, title="", body="Teks yang tidak boleh hilang")
    answer = signed_in(rini).post(reverse("forum:edit", args=[story.pk]), sent)
    assert answer.status_code == 422 and "Teks yang tidak boleh hilang" in answer.content.decode()


def test_a_huge_text_is_refused_with_a_sentence(story, rini, signed_in):
    answer = signed_in(rini).post(reverse("forum:autosave", args=[story.pk]), fields(story, body="kata " * 20_000))
    assert answer.status_code == 400 and "karakter" in answer.json()["refused"]
    story.refresh_from_db()
    assert story.body == TEXT


def test_scripts_do_nothing_anywhere(rini, signed_in, client):
    story = told(
        rini,
        title=EVIL,
        lead=EVIL,
        byline=EVIL,
        body=f"{EVIL}\n\n[x](javascript:alert(1))",
        title_en=EVIL,
        body_en=EVIL,
    )
    from tuntas.forum.actions.pictures import add_picture

    add_picture(story=story, upload=photo(), name=EVIL, alt=EVIL, caption=EVIL, credit=EVIL, by=rini, now=NOW)
    story.refresh_from_db()
    publish(story=story, by=rini, now=NOW, note=EVIL)
    client = signed_in(rini)
    pages = [client.get(reverse(name, args=[story.pk])) for name in PAGES]
    pages += [client.get(reverse("forum:story", args=[story.slug])), client.get(reverse("forum:stories"))]
    pages += [client.get(reverse("forum:newsroom")), client.get(reverse("lobby:home"))]
    pages += [client.get(reverse("forum:rss")), client.get(reverse("forum:atom"))]
    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200 and "<script>alert" not in text and "<img src=x" not in text
        assert 'href="javascript' not in text


@pytest.mark.parametrize(
    "text",
    ["[" * 5000, "> " * 3000, "*" * 9000, "![](gambar-1)" * 500, "|" * 4000, "`" * 9001, "<" * 9000, "\x00\u202e teks"],
)
def test_strange_markdown_ends_soon(text):
    assert "<script" not in written(text)


def test_a_picture_loses_its_hidden_data_and_gains_sizes(story, rini, signed_in, client):
    editor = signed_in(rini)
    editor.post(reverse("forum:picture", args=[story.pk]), upload(photo()))
    picture = StoryPicture.objects.get()
    address = reverse("files:picture", args=[picture.file_id, 640, "avif"])
    original = reverse("files:serve", args=[picture.file_id])
    assert b"KAMERA" not in b"".join(editor.get(original).streaming_content)
    editor.logout()
    assert editor.get(address).status_code == 404, "not before it is public"
    story.refresh_from_db()
    publish(story=story, by=rini, now=NOW, note="Gambar ditambahkan.")
    assert editor.get(address).status_code == 200
    page = editor.get(reverse("forum:story", args=[story.slug])).content.decode()
    assert f"{address} 640w" in page and 'alt="Loket baru"' in page and "Loket di Talun" in page and "Humas" in page


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a.svg", "image/svg+xml"),
        (b"<html><script>alert(1)</script></html>", "a.jpg", "image/jpeg"),
        (b"%PDF-1.7", "a.png", "image/png"),
        (b"", "kosong.jpg", "image/jpeg"),
        (b"\xff\xd8\xff\xe0" + b"x" * 100, "rusak.jpg", "image/jpeg"),
    ],
)
def test_what_is_no_picture_is_refused(story, rini, signed_in, data, name, kind):
    answer = signed_in(rini).post(reverse("forum:picture", args=[story.pk]), upload(data, name, kind))
    assert answer.status_code == 422 and not StoryPicture.objects.exists()


@pytest.mark.parametrize("missing", ["alt", "caption", "credit"])
def test_a_picture_needs_its_words(story, rini, signed_in, missing):
    sent = {**upload(photo()), missing: " "}
    assert signed_in(rini).post(reverse("forum:picture", args=[story.pk]), sent).status_code == 422
    assert not StoryPicture.objects.exists()


def test_a_result_becomes_one_draft_and_the_editor_is_told(announced_edition, rini, client):
    event = WinnersAnnounced(announced_edition.pk)
    Story.objects.filter(about=f"kipp.edition:{announced_edition.pk}").delete()
    draft_from_result(event)
    draft_from_result(event)
    story = Story.objects.get(about=f"kipp.edition:{announced_edition.pk}")
    assert story.title.startswith("Pemenang") and story.title_en.startswith("Winners")
    assert story.body.count("](/kipp/") >= 2 and "Dinas" in story.body and "Pemenang" not in story.body_en
    assert client.get(reverse("forum:story", args=[story.slug])).status_code == 404, "an editor decides"
    publish(story=story, by=rini, now=NOW + timedelta(days=100))


def test_the_editor_is_told_of_a_draft(rini, now, django_capture_on_commit_callbacks):
    from tuntas.forum.actions.telling import tell_drafted
    from tuntas.forum.terms import StoryDrafted

    tell_drafted(StoryDrafted(begin(title="Hasil", by=None, now=now).pk))
    notice = Notice.objects.get(person=rini)
    assert "draf" in notice.title.lower() and "draft" in notice.title_en.lower() and notice.link.startswith("/redaksi/")
