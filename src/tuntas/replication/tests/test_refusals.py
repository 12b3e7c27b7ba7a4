"""Saying no, by page: the province, the owner, the adopter; and a plan that saves itself without being finished."""

import pytest
from django.urls import reverse
from tests.cast import hold, person

from tuntas.notices.models import Notice
from tuntas.notices.terms import Group, group_of
from tuntas.people.terms import Role
from tuntas.replication.models import Replication
from tuntas.replication.tests.kit import Sides, begun, brought, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]


def step(client, copy, key, **typed):
    address = reverse("replication:move", args=[copy.case.reference, key])
    assert client.get(address).status_code == 200
    return client.post(address, {"seen": copy.case.steps.count(), **typed})


@pytest.mark.parametrize(
    ("stage", "side", "key", "to"),
    [
        ("interest", "province", "turn_down", "refused"),
        ("requested", "owner", "refuse", "refused"),
        ("requested", "adopter", "withdraw", "withdrawn"),
        ("preparing", "adopter", "withdraw", "withdrawn"),
    ],
)
def test_a_no_needs_its_reason_and_ends_the_copy(
    stage, side, key, to, copy, kudu, dukcapil, sides, client, django_capture_on_commit_callbacks
) -> None:
    copy = brought(copy, stage, sides)
    client.force_login(getattr(sides, side))
    page = reverse("replication:page", args=[copy.case.reference])
    assert f"/langkah/{key}/" in client.get(page).content.decode()
    silent = step(client, copy, key)
    assert silent.status_code == 200 and fresh(copy).case.stage == stage, "no reason, no refusal"
    with django_capture_on_commit_callbacks(execute=True):
        step(client, copy, key, message="Datanya belum ada.")
    copy = fresh(copy)
    assert copy.case.stage == to and not copy.is_live
    told = {"adopter": sides.owner, "owner": sides.adopter, "province": sides.adopter}[side]
    if stage != "interest" or side == "province":
        assert Notice.objects.filter(person=told, kind__startswith="replication.", body__contains="Datanya").exists()
    client.force_login(sides.adopter)
    shown = client.get(page).content.decode()
    assert "Datanya belum ada." in shown and "/langkah/" not in shown, "the reason stands, and no way leads on"
    client.logout()
    assert client.get(page).status_code == 302, "what never ran is nobody else's business"
    assert begun(kudu, dukcapil, sides.adopter).pk != copy.pk, "a new beginning is possible"


def test_two_regencies_at_once_are_decided_each_for_itself(copy, kudu, batang, dewi, sides, client) -> None:
    other = begun(kudu, batang, dewi)
    brought(copy, "requested", sides)
    brought(other, "requested", Sides(dewi, sides.owner, sides.province))
    client.force_login(sides.owner)
    mine = client.get(reverse("replication:mine")).content.decode()
    assert copy.case.reference in mine and other.case.reference in mine
    step(client, copy, "approve")
    step(client, other, "refuse", message="Pendamping kami hanya cukup untuk satu daerah tahun ini.")
    assert (fresh(copy).case.stage, fresh(other).case.stage) == ("approved", "refused")


def test_an_answer_that_comes_second_changes_nothing(copy, sides, client) -> None:
    copy = brought(copy, "requested", sides)
    seen = copy.case.steps.count()
    client.force_login(sides.owner)
    address = reverse("replication:move", args=[copy.case.reference, "approve"])
    assert client.post(address, {"seen": seen}).status_code == 302
    late = client.post(address.replace("approve", "refuse"), {"seen": seen, "message": "Tidak."}, follow=True)
    assert late.status_code == 200 and fresh(copy).case.stage == "approved"


def test_a_circle_is_refused_on_the_page(copy, kudu, sides, batang, dewi, client) -> None:
    copy = brought(copy, "running", sides)
    client.force_login(sides.owner)
    answer = client.post(
        reverse("replication:start", args=["kudu"]) + f"?dari={copy.case.reference}",
        {"adopter": sides.owner.holdings.get().organisation_id, "reason": "Kembali ke asal."},
    )
    assert answer.status_code in (200, 409, 422) and "Kembali ke asal." in answer.content.decode()
    assert Replication.objects.count() == 1


def test_an_owner_that_is_gone_is_answered_for_by_the_province(copy, kudu, sides, client) -> None:
    copy = brought(copy, "requested", sides)
    kudu.owner, kudu.owner_name = None, "Dinas yang bubar"
    kudu.save()
    for name in ("page", "agreement"):
        client.force_login(sides.province)
        assert client.get(reverse(f"replication:{name}", args=[copy.case.reference])).status_code == 200
    step(client, copy, "approve")
    assert fresh(copy).case.stage == "approved"
    client.force_login(sides.adopter)
    assert "Dinas yang bubar" in client.get(reverse("replication:page", args=[copy.case.reference])).content.decode()


def test_a_plan_saves_itself_unfinished(copy, sides, client) -> None:
    copy = brought(copy, "agreed", sides)
    address = reverse("replication:plan_autosave", args=[copy.case.reference])
    client.force_login(sides.adopter)
    page = client.get(reverse("replication:plan", args=[copy.case.reference])).content.decode()
    assert f'data-autosave="{address}"' in page
    half = {"revision": copy.revision, "plan": "Mulai di dua", "differs_how": "Tanpa aplikasi"}
    saved = client.post(address, half).json()
    assert saved["revision"] == copy.revision + 1 and "." in saved["saved"]
    assert fresh(copy).plan == "Mulai di dua" and fresh(copy).adaptations.get(chapter="how").why == ""
    stale = client.post(address, {**half, "plan": "Lain"})
    assert stale.status_code == 409 and stale.json()["conflict"] and fresh(copy).plan == "Mulai di dua"
    wrong = client.post(address, {"revision": saved["revision"], "cost": "-1"})
    assert wrong.status_code == 400 and wrong.json()["refused"]
    assert client.get(address).status_code == 405
    finish = reverse("replication:move", args=[copy.case.reference, "prepare"])
    client.post(finish, {"seen": copy.case.steps.count()})
    assert fresh(copy).case.stage == "agreed", "an unfinished plan is not called finished"
    outsider = hold(person("Luar Kota"), Role.LOCAL_ADMIN, sides.owner.holdings.get().organisation).person
    client.force_login(outsider)
    assert client.post(address, half).status_code == 403
    client.logout()
    assert client.post(address, half, headers={"X-Requested-With": "fetch"}).status_code == 401


def test_messages_about_copies_are_a_group_of_their_own(rini, signed_in) -> None:
    assert group_of("replication.moved") == Group.REPLICATION
    assert "Replikasi inovasi" in signed_in(rini).get(reverse("notices:choices")).content.decode()
