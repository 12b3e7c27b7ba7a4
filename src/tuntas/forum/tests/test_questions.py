"""Asking, answering, reporting, hiding: who may, who is told, what stays."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.cast import NOW

from tuntas.forum.actions import moderation
from tuntas.forum.actions.questions import answer, ask, close, comment
from tuntas.forum.actions.refusals import Closed, NotAllowed, TooMuch
from tuntas.forum.actions.telling import tell_answered, tell_asked, tell_hidden, tell_reported
from tuntas.forum.models import Post, Report
from tuntas.forum.queries.questions import questions_about, unanswered_for
from tuntas.forum.terms import PostHidden, PostReported, QuestionAnswered, QuestionAsked, Standing
from tuntas.journal.models import Line
from tuntas.notices.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]
EVIL = "<script>alert(1)</script> berapa biayanya?"


@pytest.fixture
def question(innovation, tono, now):
    return ask(innovation=innovation, text="Berapa biaya setahun?", by=tono, now=now)


def test_asked_told_answered_told(question, innovation, wati, agus, tono, now):
    tell_asked(QuestionAsked(question.pk))
    told = set(Notice.objects.values_list("person__name", flat=True))
    assert told == {wati.name, agus.name}
    assert list(unanswered_for(wati, now)) == [question]
    said = answer(question=question, text="Sekitar Rp 20 juta setahun.", by=wati, now=now)
    assert said.standing == Standing.OWNER and not unanswered_for(wati, now).exists()
    tell_answered(QuestionAnswered(said.pk))
    notice = Notice.objects.get(person=tono)
    assert "menjawab" in notice.title and "answered" in notice.title_en
    assert notice.link == reverse("forum:question", args=[innovation.slug, question.pk])


def test_an_adopters_answer_is_marked_and_does_not_settle_it(question, innovation, adopter, wati, client, now):
    said = answer(question=question, text="Di Brebes Rp 15 juta.", by=adopter, now=now)
    assert said.standing == Standing.ADOPTER
    assert unanswered_for(wati, now).exists()
    assert questions_about(innovation).get().by_adopter
    page = client.get(reverse("forum:question", args=[innovation.slug, question.pk])).content.decode()
    assert "Sudah mereplikasi" in page


def test_others_do_not_answer(question, ratna, budi, now):
    for who in (ratna, budi):
        with pytest.raises(NotAllowed):
            answer(question=question, text="Saya kira murah.", by=who, now=now)


def test_the_asker_writes_on_and_closes(question, tono, wati, now):
    answer(question=question, text="Untuk satu desa?", by=tono, now=now)
    close(question=question, by=tono, now=now)
    close(question=question, by=tono, now=now)
    assert Line.objects.filter(act="forum.question_closed").count() == 1
    with pytest.raises(Closed):
        answer(question=question, text="Terlambat sudah.", by=wati, now=now)


def test_closing_is_the_owners_and_the_askers(question, ratna, signed_in, innovation):
    address = reverse("forum:close", args=[innovation.slug, question.pk])
    assert signed_in(ratna).post(address).status_code == 403


def test_strangers_read_and_sign_in_to_ask(client, innovation, question):
    address = reverse("forum:ask", args=[innovation.slug])
    assert "Berapa biaya" in client.get(address).content.decode()
    assert reverse("account_login") in client.post(address, {"text": "Siapa timnya?"}).url
    assert Post.objects.count() == 1


def test_an_unpublished_innovation_has_no_questions(innovation, signed_in, tono):
    innovation.is_public = False
    innovation.save()
    assert signed_in(tono).get(reverse("forum:ask", args=[innovation.slug])).status_code == 404


def test_asking_on_the_page_twice_is_one_question(innovation, tono, signed_in):
    client, address = signed_in(tono), reverse("forum:ask", args=[innovation.slug])
    for _ in range(2):
        client.post(address, {"text": "Apa dasar hukumnya?"})
    assert Post.objects.count() == 1
    for bad in ("", "ya", "x" * 5000):
        assert client.post(address, {"text": bad}).status_code == 422
    client.post(address, {"text": EVIL})
    assert "<script>alert" not in client.get(address).content.decode()
    post = Post.objects.order_by("-pk").first()
    assert (
        "<script>alert" not in client.get(reverse("forum:question", args=[innovation.slug, post.pk])).content.decode()
    )


def test_search_finds_questions_by_their_answers(question, innovation, wati, now):
    answer(question=question, text="Anggaran dari APBDes.", by=wati, now=now)
    assert questions_about(innovation, "apbdes").count() == 1
    assert questions_about(innovation, "gubernur").count() == 0


def test_nobody_floods(innovation, tono, now):
    for at in range(20):
        ask(innovation=innovation, text=f"Pertanyaan nomor {at}", by=tono, now=now)
    with pytest.raises(TooMuch):
        ask(innovation=innovation, text="Satu lagi saja", by=tono, now=now)
    ask(innovation=innovation, text="Besok boleh", by=tono, now=now + timedelta(days=1))


def test_hiding_keeps_the_text_and_names_the_hand(question, innovation, ratna, rini, tono, client, now):
    report = moderation.report(post=question, reason="Tidak sopan", by=ratna, now=now)
    moderation.report(post=question, reason="Lagi", by=ratna, now=now)
    assert Report.objects.count() == 1
    tell_reported(PostReported(report.pk))
    assert Notice.objects.filter(person=rini, kind="forum.reported").exists()
    moderation.hide(post=question, reason="Berisi data pribadi", by=rini, now=now)
    tell_hidden(PostHidden(question.pk))
    assert "data pribadi" in Notice.objects.get(person=tono).body
    page = client.get(reverse("forum:question", args=[innovation.slug, question.pk])).content.decode()
    assert "Berapa biaya" not in page and "Berisi data pribadi" in page
    question.refresh_from_db()
    assert question.text == "Berapa biaya setahun?"
    assert Line.objects.get(act="forum.post_hidden").actor == rini
    report.refresh_from_db()
    assert report.outcome == "hidden"
    moderation.keep(post=question, by=rini, now=now)
    page = client.get(reverse("forum:question", args=[innovation.slug, question.pk])).content.decode()
    assert "Berapa biaya" in page


def test_owners_do_not_hide_questions(question, wati, agus, tono, now, signed_in):
    for who in (wati, agus, tono):
        with pytest.raises(NotAllowed):
            moderation.hide(post=question, reason="Tidak enak dibaca", by=who, now=now)
    assert signed_in(wati).get(reverse("forum:hide", args=[question.pk])).status_code == 403


def test_nobody_reports_their_own(question, tono, signed_in):
    assert signed_in(tono).get(reverse("forum:report", args=[question.pk])).status_code == 403


def test_comments_until_they_are_switched_off(story, tono, signed_in, client, now):
    address = reverse("forum:comment", args=[story.slug])
    visitor = signed_in(tono)
    visitor.post(address, {"text": "Bagus, kapan di desa kami?"})
    page = visitor.get(reverse("forum:story", args=[story.slug])).content.decode()
    assert "kapan di desa kami" in page
    assert visitor.post(address, {"text": ""}).status_code == 422
    type(story).objects.update(comments_open=False)
    assert visitor.post(address, {"text": "Masih boleh?"}).status_code == 403
    story.refresh_from_db()
    with pytest.raises(NotAllowed):
        comment(story=story, text="Masih boleh?", by=tono, now=now)
    assert "kapan di desa kami" in visitor.get(reverse("forum:story", args=[story.slug])).content.decode()


def test_comments_need_an_account(story, client):
    assert (
        reverse("account_login") in client.post(reverse("forum:comment", args=[story.slug]), {"text": "Halo semua"}).url
    )


def test_pages_cost_the_same_for_one_and_thirty(
    innovation, question, wati, rini, story, signed_in, client, django_assert_max_num_queries
):
    post = Post.objects.get()
    for number in (0, 30):
        for at in range(number):
            Post.objects.create(innovation=innovation, text=f"Tanya {at}", by=rini, at=NOW)
            Post.objects.create(innovation=innovation, parent=post, text=f"Jawab {at}", by=wati, at=NOW)
            other = Post.objects.create(story=story, text=f"Kata {at}", by=wati, at=NOW)
            Report.objects.create(post=other, by=rini, reason="x", at=NOW)
        for who in (wati, rini):
            visitor = signed_in(who)
            pages = [reverse("forum:ask", args=[innovation.slug]), reverse("forum:unanswered")]
            pages += [reverse("forum:question", args=[innovation.slug, post.pk])]
            pages += [reverse("forum:story", args=[story.slug])]
            pages += [reverse("forum:reports")] if who == rini else []
            for page in pages:
                with django_assert_max_num_queries(12):
                    assert visitor.get(page).status_code == 200
