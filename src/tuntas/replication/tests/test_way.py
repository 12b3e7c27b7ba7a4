"""The way of a copy through the pages: from interest to running, measured, confirmed, stopped."""

import pytest
from django.urls import reverse

from tuntas.documents.actions import press_pending
from tuntas.documents.models import Document
from tuntas.innovations.models import Site
from tuntas.journal.models import Line
from tuntas.notices.models import Notice
from tuntas.replication.models import Replication
from tuntas.replication.terms import Axis
from tuntas.replication.tests.kit import brought, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]


def step(client, copy, key, **typed):
    address = reverse("replication:move", args=[copy.case.reference, key])
    seen = copy.case.steps.count()
    assert client.get(address).status_code == 200
    return client.post(address, {"seen": seen, **typed})


def test_a_regency_copies_to_running_with_a_partner(
    kudu, dukcapil, rini, agus, wati, sari, signed_in, django_capture_on_commit_callbacks, now
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        client = signed_in(rini)
        start = reverse("replication:start", args=[kudu.slug])
        assert "Dinas Dukcapil" in client.get(start).content.decode()
        done = client.post(
            start, {"adopter": dukcapil.pk, "reason": "Banyak anak putus sekolah.", "title": "Ayo Sekolah"}
        )
        copy = Replication.objects.get()
        assert done.url == reverse("replication:page", args=[copy.case.reference])
        assert Notice.objects.filter(person=sari, kind="replication.started").count() == 0
    assert Notice.objects.filter(person=sari, kind="replication.started").exists()
    step(signed_in(sari), copy, "verify")
    step(signed_in(rini), copy, "request", message="Mohon izin.")
    step(signed_in(agus), copy, "approve")
    sign = reverse("replication:agreement", args=[copy.case.reference])
    with django_capture_on_commit_callbacks(execute=True):
        for who, side in ((rini, "adopter"), (sari, "facilitator"), (agus, "owner")):
            page = signed_in(who).get(sign).content.decode()
            assert page.count('name="position"') == 1
            signed_in(who).post(sign, {"side": side, "position": "Kepala Dinas", "agreed": "on"})
    copy = fresh(copy)
    assert copy.case.stage == "agreed" and copy.agreement.label.endswith("/REPLIKASI/X/2021")
    assert copy.agreement.status == "issued" and copy.agreement.file
    assert signed_in(agus).post(reverse("replication:mentor", args=[copy.case.reference]), {"mentor": wati.pk}).url
    client = signed_in(rini)
    plan = reverse("replication:plan", args=[copy.case.reference])
    assert "Operator desa mencatat" in client.get(plan).content.decode()
    typed = {"revision": 0, "scope": "partial", "plan": "Dua desa dulu.", "cost": "50000000", "people": "12"}
    assert client.post(plan, {**typed, "differs_how": "Tanpa aplikasi"}).status_code == 200, "why is missing"
    assert client.post(plan, {**typed, "differs_how": "Tanpa aplikasi", "why_how": "Sinyal"}).status_code == 302
    assert client.post(plan, typed).status_code == 200, "a stale page does not overwrite"
    step(client, copy, "prepare")
    ready = reverse("replication:readiness", args=[copy.case.reference])
    for axis in Axis:
        assert client.get(ready, {"sumbu": axis.value}).status_code == 200
        assert client.post(ready, {"axis": axis.value, "grade": 2, "evidence": "SK 1/2021"}).status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        step(client, copy, "run", since="2021-09-01", units="Desa Pandansari")
    copy = fresh(copy)
    assert copy.case.stage == "running"
    site = Site.objects.get(organisation=dukcapil)
    assert site.parent.organisation_id == kudu.owner_id and site.source == copy.case.reference
    acts = set(Line.objects.values_list("act", flat=True))
    assert {"replication.started", "replication.signed", "replication.copy.run", "replication.graded"} <= acts
    client.logout()
    page = client.get(reverse("replication:page", args=[copy.case.reference]))
    assert page.status_code == 200 and "Tanpa aplikasi" in page.content.decode()
    assert "Dinas Dukcapil" in client.get(reverse("replication:tree", args=[kudu.slug])).content.decode()


def test_measured_certified_confirmed_and_stopped(
    copy, sides, signed_in, dukcapil, django_capture_on_commit_callbacks, now
) -> None:
    copy = brought(copy, "running", sides)
    client = signed_in(sides.adopter)
    refused = step(client, copy, "measure")
    assert refused.status_code == 200, "no figure yet"
    results = reverse("replication:results", args=[copy.case.reference])
    figure = {
        "indicator": "Anak tidak sekolah", "unit": "anak", "baseline": "100", "baseline_on": "2020-12-31",
        "value": "20", "measured_on": "2021-10-01", "origin_value": "30", "less_is_better": "on", "source": "Laporan",
    }  # fmt: skip
    assert client.post(results, {**figure, "measured_on": "2019-01-01"}).status_code == 200
    assert client.post(results, figure).status_code == 302
    assert client.post(results, figure).status_code == 200, "the same figure twice"
    with django_capture_on_commit_callbacks(execute=True):
        step(client, copy, "measure")
    press_pending(now=now)
    papers = Document.objects.filter(kind="replication.certificate")
    assert {paper.holder for paper in papers} == {dukcapil.name, copy.innovation.owner.name}
    assert all(paper.status == "issued" for paper in papers)
    step(signed_in(sides.owner), copy, "confirm", message="Kami kunjungi, masih berjalan.")
    assert fresh(copy).case.stage == "confirmed" and copy.confirmations.count() == 1
    client = signed_in(sides.adopter)
    assert step(client, copy, "stop").status_code == 200, "a lesson is wanted"
    step(client, copy, "stop", message="Anggaran habis; mulailah dengan Perbup.")
    copy = fresh(copy)
    assert copy.case.stage == "stopped" and not copy.is_live
    assert Site.objects.get(organisation=dukcapil).status == "stopped"
    client.logout()
    assert (
        "mulailah dengan Perbup" in client.get(reverse("replication:page", args=[copy.case.reference])).content.decode()
    )
