"""What owners and operators may do, and what others may not."""

from datetime import timedelta

import pytest
import time_machine
from tests.cast import NOW, hold

from tuntas.innovations import actions
from tuntas.innovations.models import Innovation
from tuntas.innovations.rules import is_fresh
from tuntas.innovations.terms import InnovationPublished, Status, StatusConfirmed
from tuntas.journal.models import Line
from tuntas.kernel import events
from tuntas.people.terms import Role


@pytest.fixture
def kudu(dindik, wati, now) -> Innovation:
    """An unpublished innovation of Dinas Pendidikan, entered by Wati."""
    return actions.add(name="KUDU Sekolah", owner=dindik, by=wati, now=now, summary="Anak kembali ke sekolah.")


def test_adding_is_for_people_of_the_owner_and_operators(dindik, wati, agus, sari, budi, tono, now):
    for number, person in enumerate((wati, agus, sari)):
        assert not actions.add(name=f"Inovasi {number}", owner=dindik, by=person, now=now).is_public
    for person in (budi, tono):
        with pytest.raises(actions.NotAllowed):
            actions.add(name="Lain", owner=dindik, by=person, now=now)
    assert Line.objects.filter(act="innovations.added").count() == 3


def test_adding_twice_adds_once_and_addresses_are_free(kudu, dindik, dukcapil, wati, budi, now):
    with pytest.raises(actions.AlreadyKnown) as known:
        actions.add(name="kudu sekolah ", owner=dindik, by=wati, now=now)
    assert known.value.innovation == kudu
    assert actions.add(name="KUDU Sekolah", owner=dukcapil, by=budi, now=now).slug == "kudu-sekolah-2"
    assert actions.add(name="Baru", owner=dindik, by=wati, now=now).slug == "baru-2"  # `baru` is an address of ours
    assert actions.add(name="☂☂☂", owner=dindik, by=wati, now=now).slug == "inovasi"


def test_a_stale_page_cannot_overwrite(kudu, wati, agus, budi, now):
    actions.update(innovation=kudu, by=wati, now=now, revision=0, changes={"summary": "Satu"})
    with pytest.raises(actions.Changed):
        actions.update(innovation=kudu, by=agus, now=now, revision=0, changes={"summary": "Dua"})
    again = actions.update(innovation=kudu, by=wati, now=now, revision=0, changes={"summary": "Satu"})
    assert again.revision == 1  # the same text twice is not a conflict
    with pytest.raises(actions.NotAllowed):
        actions.update(innovation=kudu, by=budi, now=now, revision=1, changes={"summary": "x"})
    with pytest.raises(ValueError, match="not changeable"):
        actions.update(innovation=kudu, by=wati, now=now, revision=1, changes={"is_public": True})


def test_renaming_onto_a_name_of_ones_own_is_refused(kudu, dindik, wati, now):
    other = actions.add(name="Lain", owner=dindik, by=wati, now=now)
    with pytest.raises(actions.AlreadyKnown):
        actions.update(innovation=other, by=wati, now=now, revision=0, changes={"name": "KUDU sekolah"})


def test_publishing_needs_the_local_admin_and_a_summary(
    kudu, dindik, wati, agus, now, django_capture_on_commit_callbacks
):
    told = []
    events.wire({InnovationPublished: [told.append], StatusConfirmed: [told.append]})
    with pytest.raises(actions.NotAllowed):
        actions.publish(innovation=kudu, by=wati, now=now)
    empty = actions.add(name="Kosong", owner=dindik, by=wati, now=now)
    with pytest.raises(actions.InnovationRefused, match=r"\w"):
        actions.publish(innovation=empty, by=agus, now=now)
    with django_capture_on_commit_callbacks(execute=True):
        actions.publish(innovation=kudu, by=agus, now=now)
        actions.publish(innovation=kudu, by=agus, now=now)
    assert told == [InnovationPublished(kudu.pk)]
    assert not actions.hide(innovation=kudu, by=agus, now=now).is_public
    assert Line.objects.filter(act="innovations.published").count() == 1


def test_a_status_grows_old(kudu, wati, budi, now):
    with pytest.raises(actions.NotAllowed):
        actions.confirm_status(innovation=kudu, status=Status.RUNNING, by=budi, now=now)
    with pytest.raises(actions.InnovationRefused):
        actions.confirm_status(innovation=kudu, status=Status.UNKNOWN, by=wati, now=now)
    said = actions.confirm_status(innovation=kudu, status=Status.RUNNING, by=wati, now=now)
    assert is_fresh(said, now + timedelta(days=395)) and not is_fresh(said, now + timedelta(days=396))


def test_an_award_is_given_once(kudu, sari, now):
    one = actions.give_award(innovation=kudu, contest="KIPP", year="2021", result="Top 20", by=sari, now=now)
    two = actions.give_award(innovation=kudu, contest="KIPP", year="2021", result="Top 20", by=sari, now=now)
    assert one == two and Line.objects.filter(act="innovations.awarded").count() == 1


def test_an_innovation_without_an_owner_is_the_operators(sari, wati, now):
    orphan = Innovation.objects.create(slug="x", name="X", owner_name="Entah", added_at=now, is_public=True)
    with pytest.raises(actions.NotAllowed):
        actions.update(innovation=orphan, by=wati, now=now, revision=0, changes={"summary": "s"})
    assert actions.update(innovation=orphan, by=sari, now=now, revision=0, changes={"summary": "s"}).revision == 1


def test_nobody_else_knows_of_an_unpublished_one(kudu, signed_in, client, budi, wati, sari, ratna):
    address = f"/inovasi/{kudu.slug}/"
    assert client.get(address).status_code == 404
    assert signed_in(budi).get(address).status_code == 404
    assert signed_in(budi).get(address + "ubah/").status_code == 404
    with time_machine.travel(NOW):
        assert signed_in(wati).get(address).status_code == 200
        assert signed_in(sari).get(address).status_code == 200
    assert (
        "KUDU" not in signed_in(ratna).get("/inovasi/?text=kudu").content.decode().split("<main")[1].split("cards")[-1]
    )


def test_others_read_a_public_one_and_change_nothing(kudu, agus, budi, client, signed_in, now):
    actions.publish(innovation=kudu, by=agus, now=now)
    for act in ("ubah", "keadaan", "terbitkan", "tarik"):
        assert client.get(f"/inovasi/{kudu.slug}/{act}/").status_code == 302  # to sign in
        client.logout()
    for act in ("ubah", "keadaan", "terbitkan", "tarik"):
        assert signed_in(budi).post(f"/inovasi/{kudu.slug}/{act}/").status_code == 403
    kudu.refresh_from_db()
    assert kudu.is_public


@time_machine.travel(NOW)
def test_a_writer_enters_changes_and_confirms(dindik, wati, agus, signed_in):
    browser = signed_in(wati)
    assert browser.get("/inovasi/baru/").status_code == 200
    typed = {"name": "Kudu", "owner": dindik.pk, "summary": "Anak kembali.", "place": "", "started_on": "2019-05-02"}
    done = browser.post("/inovasi/baru/", typed)
    assert done.status_code == 302 and done["Location"] == "/inovasi/kudu/"
    assert browser.post("/inovasi/baru/", typed)["Location"] == "/inovasi/kudu/"  # a second click
    assert Innovation.objects.count() == 1
    page = browser.get("/inovasi/kudu/ubah/").content.decode()
    assert "Anak kembali." in page and "2019-05-02" in page
    changed = {**typed, "summary": "Anak kembali belajar.", "sources": "a.go.id\n\nb.go.id", "revision": 0}
    assert browser.post("/inovasi/kudu/ubah/", changed).status_code == 302
    stale = browser.post("/inovasi/kudu/ubah/", {**changed, "summary": "Basi tapi diketik"})
    assert stale.status_code == 200 and "Basi tapi diketik" in stale.content.decode()
    kudu = Innovation.objects.get()
    assert kudu.sources == ["a.go.id", "b.go.id"] and kudu.summary == "Anak kembali belajar."
    browser.post("/inovasi/kudu/keadaan/", {"status": "running"})
    assert "Berjalan" in browser.get("/inovasi/kudu/").content.decode()
    admin = signed_in(agus)
    assert "Terbitkan" in admin.get("/inovasi/kudu/terbitkan/").content.decode()
    admin.post("/inovasi/kudu/terbitkan/")
    kudu.refresh_from_db()
    assert kudu.is_public


@time_machine.travel(NOW)
@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "x" * 161), ("started_on", "2031-01-01"), ("started_on", "kemarin"), ("place", "zzzzzz")],
)
def test_bad_input_comes_back_with_what_was_typed(dindik, wati, signed_in, field, value):
    typed = {"name": "Kudu", "owner": dindik.pk, "summary": "tetap ada", field: value}
    page = signed_in(wati).post("/inovasi/baru/", typed)
    assert page.status_code == 200 and "tetap ada" in page.content.decode()
    assert not Innovation.objects.exists()


@time_machine.travel(NOW)
def test_a_long_summary_is_counted(dindik, wati, signed_in):
    typed = {"name": "Kudu", "owner": dindik.pk, "summary": "kata " * 10_000}
    assert "10000" in signed_in(wati).post("/inovasi/baru/", typed).content.decode()


@time_machine.travel(NOW)
def test_another_organisation_cannot_be_chosen(dukcapil, wati, signed_in):
    page = signed_in(wati).post("/inovasi/baru/", {"name": "Kudu", "owner": dukcapil.pk})
    assert page.status_code == 200 and not Innovation.objects.exists()


@time_machine.travel(NOW)
def test_a_near_copy_is_pointed_out_before_saving(kudu, dindik, agus, wati, signed_in, now):
    typed = {"name": "Gerakan KUDU Sekolah", "owner": dindik.pk, "summary": "Anak kembali ke sekolah."}
    browser = signed_in(wati)
    page = browser.post("/inovasi/baru/", typed).content.decode()
    assert kudu.slug in page and Innovation.objects.count() == 1
    browser.post("/inovasi/baru/", {**typed, "sure": "1"})
    assert Innovation.objects.count() == 2


@time_machine.travel(NOW)
def test_mine_lists_ours_within_its_budget(kudu, dindik, wati, tono, signed_in, now, django_assert_max_num_queries):
    browser = signed_in(wati)
    with django_assert_max_num_queries(12) as few:
        assert "KUDU Sekolah" in browser.get("/inovasi/milik-kami/").content.decode()
    for number in range(30):
        actions.add(name=f"Inovasi {number}", owner=dindik, by=wati, now=now)
    with django_assert_max_num_queries(12) as many:
        browser.get("/inovasi/milik-kami/")
    assert len(few) == len(many)
    assert "Belum ada inovasi" in signed_in(tono).get("/inovasi/milik-kami/").content.decode()
    assert signed_in(tono).get("/inovasi/baru/").status_code == 403


@time_machine.travel(NOW)
def test_a_unit_is_kept_by_people_of_the_organisation_above(kudu, dindik, biro, ratna, now):
    dindik.parent = biro
    dindik.save()
    hold(ratna, Role.LOCAL_ADMIN, biro)
    assert actions.publish(innovation=Innovation.objects.get(), by=ratna, now=now).is_public
