"""Special awards: nobody knows before they are granted; one act seals the certificates; taking back is public."""

import pytest
from django.urls import reverse

from tuntas.documents.actions import press_pending
from tuntas.documents.models import Document
from tuntas.documents.terms import Status
from tuntas.forum.actions.gathering_telling import tell_honoured
from tuntas.forum.actions.honours import add_honouree, grant_honour, prepare_honour, save_honour, take_back
from tuntas.forum.actions.programmes import begin_programme
from tuntas.forum.actions.refusals import NotAllowed, NotReady, Outdated
from tuntas.forum.models import Honour, Honouree
from tuntas.forum.terms import HonourGranted
from tuntas.journal.models import Line
from tuntas.notices.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]


@pytest.fixture
def honour(sari, biro, now):
    values = {"name": "Mitra Inovasi", "citation": "Setia mendampingi desa.", "giver": biro}
    return prepare_honour(values=values, by=sari, now=now)


def address(name, honour, *more):
    return reverse(f"forum:{name}", args=[honour.slug, *more])


def test_an_award_is_granted_in_one_act_and_its_certificate_verifies(
    honour, sari, agus, dindik, client, now, django_capture_on_commit_callbacks
):
    programme = begin_programme(values={"name": "KOMPAK", "summary": "x", "sources": "y"}, by=sari, now=now)
    add_honouree(honour=honour, organisation=dindik, office="Kepala Dinas", by=sari, now=now)
    add_honouree(honour=honour, programme=programme, by=sari, now=now)
    assert client.get(address("honour", honour)).status_code == 404, "private until it is granted"
    assert honour.name not in client.get(reverse("forum:honours")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            grant_honour(honour=honour, by=sari, now=now)
    papers = list(Document.objects.filter(kind="forum.honour").order_by("number"))
    assert [paper.status for paper in papers] == [Status.ISSUED] * 2, "once, though granted twice"
    assert papers[0].label == "001/PENGHARGAAN-KHUSUS/X/2021" and papers[0].holder.startswith("Kepala Dinas, Dinas")
    page = client.get(address("honour", honour)).content.decode()
    assert papers[0].token in page and "Setia mendampingi desa." in page
    check = client.get(reverse("documents:check", args=[papers[0].token]))
    assert "Mitra Inovasi" in check.content.decode()
    assert client.get(reverse("files:serve", args=[papers[0].file_id])).status_code == 200
    assert Line.objects.filter(act="forum.honour_granted").count() == 1
    tell_honoured(HonourGranted(honour.pk))
    assert Notice.objects.filter(person=agus, kind="forum.honoured").exists()


def test_what_is_granted_is_fixed_and_can_only_be_taken_back_in_public(honour, sari, dindik, client, now):
    one = add_honouree(honour=honour, organisation=dindik, by=sari, now=now)
    with pytest.raises(NotReady):
        take_back(honouree=one, reason="Salah", by=sari, now=now)
    grant_honour(honour=honour, by=sari, now=now)
    with pytest.raises(NotReady):
        save_honour(honour=honour, values={"name": "Lain"}, revision=0, by=sari, now=now)
    with pytest.raises(NotReady):
        add_honouree(honour=honour, organisation=dindik, office="Sekretaris", by=sari, now=now)
    press_pending(now=now)
    with pytest.raises(NotReady):
        take_back(honouree=one, reason=" ", by=sari, now=now)
    for _ in range(2):
        take_back(honouree=one, reason="Datanya keliru", by=sari, now=now)
    one.refresh_from_db()
    assert one.certificate.status == Status.REVOKED and one.certificate.reason == "Datanya keliru"
    page = client.get(address("honour", honour)).content.decode()
    assert "Datanya keliru" in page and one.certificate.token not in page
    assert "Datanya keliru" in client.get(reverse("documents:check", args=[one.certificate.token])).content.decode()


def test_pages_of_the_organiser_do_not_exist_for_others(honour, signed_in, sari, wati, rini, dindik, client, now):
    pages = ["honour_write", "honouree_add", "honour_grant"]
    for name in pages:
        assert client.get(address(name, honour)).status_code == 302
        for who in (wati, rini):
            assert signed_in(who).get(address(name, honour)).status_code == 404
        assert signed_in(sari).get(address(name, honour)).status_code == 200
        client.logout()
    with pytest.raises(NotAllowed):
        grant_honour(honour=honour, by=wati, now=now)
    assert signed_in(wati).post(address("honour_grant", honour)).status_code == 404
    assert not Honour.objects.exclude(granted_at=None).exists()


def test_from_form_to_grant(signed_in, sari, biro, dindik):
    client = signed_in(sari)
    assert (
        client.post(reverse("forum:honour_prepare"), {"name": "A", "citation": "", "giver": "Biro"}).status_code == 422
    )
    sent = {"name": "Mitra Desa", "citation": "Untuk desa.", "giver": biro.name}
    honour = Honour.objects.get(slug=client.post(reverse("forum:honour_prepare"), sent).url.split("/")[-2])
    add = address("honouree_add", honour)
    assert client.post(add, {}).status_code == 422
    assert client.post(add, {"organisation": "tidak ada"}).status_code == 422
    assert client.post(address("honour_grant", honour)).status_code == 302
    honour.refresh_from_db()
    assert honour.granted_at is None, "nobody receives it yet"
    assert client.post(add, {"organisation": dindik.name, "office": "Kepala Dinas"}).status_code == 302
    one = Honouree.objects.get()
    assert client.post(address("honouree_drop", honour, one.pk)).status_code == 302
    client.post(add, {"organisation": dindik.name})
    assert client.post(address("honour_write", honour), {**sent, "name": "Mitra", "revision": 0}).status_code == 302
    assert client.post(address("honour_write", honour), {**sent, "revision": 0}).status_code == 422, "stale"
    client.post(address("honour_grant", honour), {"language": "xx"})
    one = Honouree.objects.get()
    assert one.certificate.language == "id"
    back = address("honour_take_back", honour, one.pk)
    assert client.get(back).status_code == 200 and client.post(back, {"reason": ""}).status_code == 422
    assert client.post(back, {"reason": "Keliru"}).status_code == 302


def test_a_certificate_can_be_replaced_after_a_name_was_mended(honour, sari, dindik, now):
    from tuntas.documents.actions import renew

    one = add_honouree(honour=honour, organisation=dindik, by=sari, now=now)
    grant_honour(honour=honour, by=sari, now=now)
    press_pending(now=now)
    dindik.name = "Dinas Pendidikan dan Kebudayaan"
    dindik.save()
    one.refresh_from_db()
    new = renew(document=one.certificate, reason="Nama salah tulis", by=sari, now=now)
    one.refresh_from_db()
    assert one.certificate == new and new.holder == "Dinas Pendidikan dan Kebudayaan"


def test_two_writers_and_bad_honourees(honour, sari, dindik, now):
    save_honour(honour=honour, values={"name": "Satu"}, revision=0, by=sari, now=now)
    with pytest.raises(Outdated):
        save_honour(honour=honour, values={"name": "Dua"}, revision=0, by=sari, now=now)
    with pytest.raises(NotReady):
        add_honouree(honour=honour, by=sari, now=now)
    add_honouree(honour=honour, organisation=dindik, by=sari, now=now)
    add_honouree(honour=honour, organisation=dindik, by=sari, now=now)
    assert honour.honourees.count() == 1


def test_the_list_costs_the_same_for_one_and_thirty(
    honour, sari, biro, dindik, signed_in, now, django_assert_max_num_queries
):
    Honour.objects.bulk_create(
        Honour(slug=f"p-{n}", name=f"P {n}", citation="c", giver=biro, created_by=sari, created_at=now, granted_at=now)
        for n in range(30)
    )
    Honouree.objects.bulk_create(Honouree(honour=one, organisation=dindik) for one in Honour.objects.all())
    client = signed_in(sari)
    for page in (reverse("forum:honours"), address("honour", honour)):
        with django_assert_max_num_queries(12):
            client.get(page)
