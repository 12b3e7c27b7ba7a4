"""Who may do what at which stage: the whole matrix, by the flow itself and by the pages."""

import pytest
from django.urls import reverse
from tests.cast import hold

from tuntas.casework.rules import moves_open
from tuntas.people.terms import Role
from tuntas.replication.actions import moving
from tuntas.replication.models import Replication
from tuntas.replication.tests.kit import WAY, brought, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]

ADMIN, OWNER, PROVINCE = "adopter_admin", "owner_admin", "facilitator"
MAY = {
    "interest": {PROVINCE: {"verify", "turn_down"}, ADMIN: {"withdraw"}},
    "verified": {ADMIN: {"request", "withdraw", "pause"}, PROVINCE: {"pause"}},
    "requested": {OWNER: {"approve", "refuse"}, ADMIN: {"withdraw"}},
    "approved": {ADMIN: {"agree", "withdraw"}, OWNER: {"agree"}, PROVINCE: {"agree"}},
    "agreed": {ADMIN: {"prepare", "withdraw", "pause"}, PROVINCE: {"pause"}},
    "preparing": {ADMIN: {"run", "withdraw", "pause"}, PROVINCE: {"pause"}},
    "running": {ADMIN: {"measure", "stop", "pause"}, PROVINCE: {"stop", "pause"}},
    "measured": {ADMIN: {"confirm", "stop", "pause"}, OWNER: {"confirm"}, PROVINCE: {"stop", "pause"}},
    "confirmed": {ADMIN: {"confirm", "stop", "pause"}, OWNER: {"confirm"}, PROVINCE: {"stop", "pause"}},
}


@pytest.fixture
def everybody(rini, budi, agus, wati, sari, dewi, tono, dindik):
    """One person for each part; the mentor is of the owner's office, `dewi` of another regency."""
    mentor = hold(tono, Role.VOLUNTEER, dindik).person
    return {
        ADMIN: rini, "adopter": budi, OWNER: agus, "owner": wati, "mentor": mentor, PROVINCE: sari, "other": dewi,
    }  # fmt: skip


@pytest.mark.parametrize("stage", WAY)
def test_moves_by_part_and_stage(stage, copy, sides, everybody, now) -> None:
    copy = brought(copy, stage, sides)
    Replication.objects.filter(pk=copy.pk).update(mentor=everybody["mentor"])
    case = fresh(copy).case
    found = {part: {move.key for move in moves_open(case, who, now)} for part, who in everybody.items()}
    assert found == {part: MAY[stage].get(part, set()) for part in everybody}


def test_pages_open_to_parts_and_exist_for_nobody_else(copy, sides, everybody, client, ratna) -> None:
    copy = brought(copy, "preparing", sides)
    Replication.objects.filter(pk=copy.pk).update(mentor=everybody["mentor"])
    names = ("page", "agreement", "plan", "readiness", "milestones", "results")
    for part, who in [*everybody.items(), ("outsider", ratna)]:
        client.force_login(who)
        for name in names:
            answer = client.get(reverse(f"replication:{name}", args=[copy.case.reference]))
            assert answer.status_code == (404 if part in ("other", "outsider") else 200), (part, name)
        writes = client.post(
            reverse("replication:milestones", args=[copy.case.reference]), {"title": part, "weight": 1, "done": 0}
        )
        assert (writes.status_code == 302) == (part in (ADMIN, "adopter")), part
    assert set(copy.milestones.values_list("title", flat=True)) & set(everybody) == {ADMIN, "adopter"}
    client.logout()
    for name in names:
        assert "/akun/" in client.get(reverse(f"replication:{name}", args=[copy.case.reference])).url


def test_a_move_of_another_is_not_made_by_address(copy, budi, rini, client) -> None:
    for who in (budi, rini):
        client.force_login(who)
        answer = client.post(reverse("replication:move", args=[copy.case.reference, "verify"]), {"seen": 1})
        assert answer.status_code == 302 and fresh(copy).case.stage == "interest"
    assert client.get(reverse("replication:move", args=[copy.case.reference, "nonsense"])).status_code == 404


def test_pause_and_take_up_where_it_rested(copy, sides, now, client) -> None:
    copy = brought(copy, "preparing", sides)
    moving.step(copy=copy, key="pause", by=sides.adopter, now=now, message="Menunggu APBD perubahan.")
    client.force_login(sides.adopter)
    page = client.get(reverse("replication:page", args=[copy.case.reference])).content.decode()
    assert "/langkah/resume_preparing/" in page and "/langkah/resume_running/" not in page
    client.post(
        reverse("replication:move", args=[copy.case.reference, "resume_preparing"]),
        {"seen": fresh(copy).case.steps.count()},
    )
    assert fresh(copy).case.stage == "preparing"


def test_the_province_stands_in_for_an_owner_without_accounts(copy, sides, agus, client, now) -> None:
    agus.holdings.all().delete()
    copy = brought(copy, "requested", sides)
    moving.step(copy=copy, key="approve", by=sides.province, now=now)
    client.force_login(sides.province)
    sign = reverse("replication:agreement", args=[copy.case.reference])
    for side in ("owner", "facilitator"):
        client.post(sign, {"side": side, "position": "Biro", "agreed": "on"})
    assert copy.consents.get(side="owner").stands_in
    client.force_login(sides.adopter)
    client.post(sign, {"side": "adopter", "position": "Kepala", "agreed": "on"})
    assert fresh(copy).case.stage == "agreed"


def test_an_owner_that_was_renamed_or_is_gone(copy, sides, client) -> None:
    copy = brought(copy, "running", sides)
    copy.innovation.owner.name = "Dinas Pendidikan dan Kebudayaan"
    copy.innovation.owner.save()
    address = reverse("replication:page", args=[copy.case.reference])
    assert "Dinas Pendidikan dan Kebudayaan" in client.get(address).content.decode()
    copy.innovation.owner, copy.innovation.owner_name = None, "Kantor yang bubar"
    copy.innovation.save()
    assert "Kantor yang bubar" in client.get(address).content.decode()
    client.force_login(sides.province)
    assert client.get(address).status_code == 200
