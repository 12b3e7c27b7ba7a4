"""Lists cost the same whatever their length; typed scripts stay text; wrong files and numbers are refused kindly."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import NOW, hold, person

from tuntas.files.sheets import read
from tuntas.notices.models import Notice
from tuntas.people.models import Organisation
from tuntas.people.terms import Role
from tuntas.places.models import Place
from tuntas.replication.models import Replication
from tuntas.replication.tests.kit import begun, brought, measured

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]
SCRIPT = "<script>alert(1)</script>"


def offices(jateng: Place, number: int):
    """That many villages with an admin each, able to copy."""
    for at in range(number):
        place = Place.objects.create(
            code=f"33.{50 + at}", level="regency", name=f"K{at}", kind="kabupaten", parent=jateng
        )
        office = Organisation.objects.create(name=f"Dinas {at}", kind="regency", place=place)
        admin = person(f"A{at} Admin")
        hold(admin, Role.LOCAL_ADMIN, office)
        yield office, admin


@pytest.mark.parametrize("rows", [2, 30])
def test_lists_cost_the_same(rows, kudu, jateng, agus, sari, client, django_assert_max_num_queries) -> None:
    for office, admin in offices(jateng, rows):
        copy = begun(kudu, office, admin)
        Replication.objects.filter(pk=copy.pk).update(running_since=NOW.date())
        type(copy.case).objects.filter(pk=copy.case_id).update(stage="running", due_at=NOW - timedelta(days=1))
    for address in ("replication:home", "replication:tree"):
        with django_assert_max_num_queries(12):
            page = client.get(reverse(address, args=["kudu"] if address.endswith("tree") else []))
        assert page.status_code == 200
    client.force_login(sari)
    for address in ("replication:home", "replication:mine", "replication:province"):
        with django_assert_max_num_queries(12):
            assert client.get(reverse(address)).status_code == 200
    client.force_login(agus)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("replication:mine")).content.decode().count("/replikasi/REP-") == rows


def test_scripts_stay_text_everywhere(copy, kudu, sides, client, batang, dewi) -> None:
    Replication.objects.filter(pk=copy.pk).update(reason=SCRIPT, title=SCRIPT, plan=SCRIPT, units=SCRIPT)
    copy = brought(copy, "running", sides)
    Replication.objects.filter(pk=copy.pk).update(units=SCRIPT, lesson=SCRIPT)
    copy.adaptations.update(differs=SCRIPT, why=SCRIPT, origin=SCRIPT)
    copy.readiness.update(evidence=SCRIPT)
    copy.milestones.update(title=SCRIPT)
    row = measured(copy, sides.adopter)
    type(row).objects.update(indicator=SCRIPT, unit=SCRIPT, source=SCRIPT)
    client.force_login(sides.adopter)
    client.post(reverse("replication:message", args=[copy.case.reference]), {"text": SCRIPT})
    pages = [
        reverse(f"replication:{name}", args=[copy.case.reference])
        for name in ("page", "plan", "readiness", "milestones", "results")
    ]
    for address in [
        *pages,
        f"{pages[0]}?publik=1",
        reverse("replication:tree", args=["kudu"]),
        reverse("replication:mine"),
    ]:
        page = client.get(address)
        assert page.status_code == 200 and SCRIPT not in page.content.decode(), address


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("a.html", b"<html></html>"),
        ("a.pdf", b"x"),
    ],
)
def test_only_pdf_comes_with_a_message(name, content, copy, rini, signed_in) -> None:
    address = reverse("replication:message", args=[copy.case.reference])
    answer = signed_in(rini).post(address, {"text": "Ini", "file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200 and "Ini" in answer.content.decode()
    assert not copy.messages.exists()


def test_messages_reach_the_others_once(copy, rini, agus, signed_in, django_capture_on_commit_callbacks) -> None:
    address = reverse("replication:message", args=[copy.case.reference])
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            signed_in(rini).post(address, {"text": "Apa kabar?"})
    assert copy.messages.count() == 1
    assert Notice.objects.filter(kind="replication.message", person=agus).count() == 1


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("readiness", {"axis": "budget", "grade": "9", "evidence": "x"}),
        ("readiness", {"axis": "budget", "grade": "2", "evidence": ""}),
        ("milestones", {"title": "x", "weight": "0", "done": "101"}),
        ("results", {"indicator": "x", "value": "1e400"}),
        ("plan", {"revision": "-1", "scope": "all", "cost": "-5"}),
    ],
)
def test_wrong_numbers_are_refused_kindly(name, typed, copy, sides, client) -> None:
    copy = brought(copy, "preparing", sides)
    client.force_login(sides.adopter)
    answer = client.post(reverse(f"replication:{name}", args=[copy.case.reference]), typed)
    assert answer.status_code == 200 and "error" in answer.content.decode()


def test_the_province_sees_nudges_and_exports(
    copy, sides, rini, still, client, django_capture_on_commit_callbacks
) -> None:
    copy = brought(copy, "verified", sides)
    still.move_to(NOW + timedelta(days=60))
    client.force_login(sides.province)
    page = client.get(reverse("replication:province")).content.decode()
    assert copy.case.reference in page and "/ingatkan/" in page
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            client.post(reverse("replication:nudge", args=[copy.case.reference]))
    assert Notice.objects.filter(kind="replication.reminded", person=rini).count() == 1
    for form in ("xlsx", "csv"):
        data = client.get(reverse("replication:export", args=[form])).content
        table = read(data, f"replikasi.{form}")
        assert copy.case.reference in str(table.rows)
    client.force_login(rini)
    for name in ("replication:province",):
        assert client.get(reverse(name)).status_code == 403
    assert client.get(reverse("replication:export", args=["csv"])).status_code == 403


def test_pages_speak_english(copy, sides, client) -> None:
    copy = brought(copy, "running", sides)
    client.cookies["django_language"] = "en"
    page = client.get(reverse("replication:page", args=[copy.case.reference])).content.decode()
    assert "What is done differently" in page and "Running since" in page
