"""The announcement: private before it, complete after it, once however often it is clicked."""

import pytest
import time_machine
from django.urls import NoReverseMatch, reverse

from tuntas.casework.models import Case
from tuntas.documents.actions import press, press_pending
from tuntas.documents.models import Document
from tuntas.documents.terms import Status
from tuntas.innovations.models import Award
from tuntas.journal.models import Line
from tuntas.kipp.actions.announcing import AlreadyAnnounced, NotOrganiser, PlenaryOpen, announce, tell_entrants
from tuntas.kipp.models import Edition, Entry
from tuntas.kipp.queries.results import certificates, untold, winners
from tuntas.kipp.terms import EditionStatus, EntryStage, WinnersAnnounced
from tuntas.kipp.tests.finished import ANNOUNCEMENT_DAY
from tuntas.kipp.tests.proposals import fresh
from tuntas.notices.models import Notice
from tuntas.people.models import Organisation

SLUG = "kipp-kecil"
# What only the announcement may tell, in either language.
TELLING = ("pemenang jalur", 'status-ok">pemenang', "menjadi pemenang", "piagam pemenang")


def page(name, *more):
    return reverse(f"kipp:{name}", args=[SLUG, *more])


def test_one_act_moves_certifies_awards_and_opens(small_edition, closed_plenary, sari, scored_finals):
    announce(edition=small_edition, by=sari, now=ANNOUNCEMENT_DAY)
    stages = {entry.title: fresh(entry).case.stage for entry in scored_finals}
    assert stages == {
        "KUDU Sekolah": EntryStage.WINNER,
        "Junjang Adminduk": EntryStage.NOT_WINNER,
        "Puspa Sehat": EntryStage.WINNER,
        "Rawat Cepat": EntryStage.NOT_WINNER,
    }
    edition = Edition.objects.get(pk=small_edition.pk)
    assert (edition.status, edition.announced_at) == (EditionStatus.ANNOUNCED, ANNOUNCEMENT_DAY)
    labels = [entry.certificate.label for entry in Entry.objects.order_by("certificate__number")]
    assert labels == [f"00{number}/PIAGAM-KIPP/XII/2021" for number in (1, 2, 3, 4)]
    kudu = Entry.objects.get(title="KUDU Sekolah")
    assert kudu.certificate.data["minutes"] == closed_plenary.minutes.label and kudu.certificate.data["winner"]
    assert Award.objects.get(innovation=kudu.innovation).result == "Pemenang · Kabupaten/Kota"
    assert Line.objects.filter(act="kipp.announced").count() == 1


def test_a_double_click_is_one_announcement(small_edition, closed_plenary, sari, signed_in):
    client = signed_in(sari)
    with time_machine.travel(ANNOUNCEMENT_DAY, tick=False):
        assert client.post(page("announce"), {"act": "announce"}).status_code == 302
        assert client.post(page("announce"), {"act": "announce"}).status_code == 302
    assert Document.objects.filter(kind="kipp.certificate").count() == 4
    assert Award.objects.count() == 4
    with pytest.raises(AlreadyAnnounced):
        announce(edition=small_edition, by=sari, now=ANNOUNCEMENT_DAY)


def test_refusals_change_nothing(small_edition, open_plenary, sari, wati):
    with pytest.raises(NotOrganiser):
        announce(edition=small_edition, by=wati, now=ANNOUNCEMENT_DAY)
    with pytest.raises(PlenaryOpen):
        announce(edition=small_edition, by=sari, now=ANNOUNCEMENT_DAY)
    assert not Document.objects.filter(kind="kipp.certificate").exists()


def test_all_or_nothing(small_edition, closed_plenary, sari, scored_finals):
    Case.objects.filter(pk=scored_finals[3].case_id).update(stage=EntryStage.WITHDRAWN)
    with pytest.raises(Exception, match=r".+"):
        announce(edition=small_edition, by=sari, now=ANNOUNCEMENT_DAY)
    assert not Edition.objects.get(pk=small_edition.pk).announced_at
    assert not Document.objects.filter(kind="kipp.certificate").exists() and not Award.objects.exists()
    assert fresh(scored_finals[0]).case.stage == EntryStage.FINALIST


def test_everybody_is_told_once(announced_edition, wati, agus, budi, tono, ratna):
    Notice.objects.all().delete()
    tell_entrants(WinnersAnnounced(announced_edition.pk))
    assert Notice.objects.get(person=wati).kind == "kipp.won"
    assert Notice.objects.get(person=agus).kind == "kipp.won"
    assert Notice.objects.get(person=budi).kind == "kipp.finalist_told"
    assert not Notice.objects.filter(person__in=[tono, ratna]).exists()
    count = Notice.objects.count()
    tell_entrants(WinnersAnnounced(announced_edition.pk))
    assert Notice.objects.count() == count and untold(announced_edition) == 0
    assert not Case.objects.filter(told_at=None).exists()


def test_certificates_are_pressed_and_public_by_their_code(announced_edition, client, media, sari, signed_in):
    assert certificates(announced_edition) == (0, 4)
    assert "0/4" in signed_in(sari).get(page("announce")).content.decode()
    client.logout()
    assert press_pending(ANNOUNCEMENT_DAY) >= 4
    assert certificates(announced_edition) == (4, 4)
    certificate = Entry.objects.get(title="KUDU Sekolah").certificate
    shown = client.get(reverse("documents:check", args=[certificate.token])).content.decode()
    assert certificate.label in shown and "KUDU Sekolah" in shown
    assert press(document_id=certificate.pk, now=ANNOUNCEMENT_DAY).status == Status.ISSUED


def test_the_public_reads_winners_and_nobody_else(announced_edition, client):
    shown = client.get(page("results")).content.decode()
    assert "KUDU Sekolah" in shown and "Puspa Sehat" in shown
    assert "Junjang" not in shown and "Rawat Cepat" not in shown
    assert "Ratna" not in shown and "89,20" not in shown and "@example.org" not in shown
    winner, other = (Entry.objects.get(title=title) for title in ("KUDU Sekolah", "Junjang Adminduk"))
    one = client.get(page("result", winner.case.reference)).content.decode()
    assert "Anak yang putus sekolah didata" in one and "3.041" not in one  # the summary, not the other sections
    assert client.get(page("result", other.case.reference)).status_code == 404
    assert client.get(page("result", "KIPP-0000-0000")).status_code == 404


def test_scores_show_only_where_the_edition_publishes_them(announced_edition, client):
    Edition.objects.update(publish_scores=True)
    assert "89,20" in client.get(page("results")).content.decode()
    winner = Entry.objects.get(title="KUDU Sekolah")
    assert "89,20" in client.get(page("result", winner.case.reference)).content.decode()


def test_english_readers_read_english(announced_edition, client):
    client.cookies["django_language"] = "en"
    assert "Winners of Small KIPP" in client.get(page("results")).content.decode()


def test_the_preview_is_for_the_office(small_edition, closed_plenary, sari, wati, ratna, client, scored_finals):
    client.force_login(sari)
    answer = client.get(page("results"))
    assert "Pratinjau" in answer.content.decode() and "no-store" in answer["Cache-Control"]
    assert client.get(page("result", scored_finals[0].case.reference)).status_code == 200
    for who in (wati, ratna):
        client.force_login(who)
        assert client.get(page("results")).status_code == 404
        assert client.get(page("result", scored_finals[0].case.reference)).status_code == 404


OUTSIDE = [
    ("home", ()),
    ("edition", (SLUG,)),
    ("mine", (SLUG,)),
    ("entries", (SLUG,)),
    ("entry", (SLUG, "REF")),
    ("entry_versions", (SLUG, "REF")),
    ("slots", (SLUG,)),
    ("visits", (SLUG,)),
    ("plenary", (SLUG,)),
    ("announce", (SLUG,)),
    ("results", (SLUG,)),
    ("result", (SLUG, "REF")),
    ("board", (SLUG,)),
    ("jury", (SLUG,)),
    ("queue", (SLUG, "interview")),
    ("ranking", (SLUG, "interview")),
    ("shortlist", (SLUG,)),
]
PLACES = ["/", "/meja/", "/kabar/", "/urusan/", "/inovasi/", "/inovasi/milik-kami/", "/jejak/", "/cari/?q=KUDU"]


def addresses(reference):
    for name, arguments in OUTSIDE:
        try:
            yield reverse(f"kipp:{name}", args=[reference if one == "REF" else one for one in arguments])
        except NoReverseMatch:
            continue
    yield from PLACES


def test_nothing_tells_the_outcome_before_the_announcement(
    closed_plenary, client, wati, agus, budi, tono, ratna, scored_finals
):
    """The same pages read the same for a winner-to-be and a loser-to-be, and name no winner to anybody."""
    minutes, reference = closed_plenary.minutes.label, scored_finals[0].case.reference
    for who in (None, tono, wati, agus, budi, ratna):
        client.logout()
        if who:
            client.force_login(who)
        for address in addresses(reference):
            with time_machine.travel(ANNOUNCEMENT_DAY, tick=False):
                answer = client.get(address)
            assert answer.status_code < 500, address
            if answer.status_code != 200:
                continue
            said = answer.content.decode().lower()
            assert minutes.lower() not in said, f"{who} reads the minutes at {address}"
            for word in TELLING:
                assert word not in said, f"{who} reads “{word}” at {address}"


def test_those_who_failed_early_are_told_too(small_edition, sari, wati, agus, dindik, closed_plenary):
    Notice.objects.all().delete()
    Entry.objects.filter(created_by=wati).update(title="KUDU Sekolah")
    edition = announce(edition=small_edition, by=sari, now=ANNOUNCEMENT_DAY)
    Case.objects.filter(entry__title="KUDU Sekolah").update(stage=EntryStage.FAILED)
    tell_entrants(WinnersAnnounced(edition.pk))
    assert Notice.objects.get(person=wati).kind == "kipp.results_public"


def test_results_cost_the_same_at_any_length(
    announced_edition, client, django_assert_max_num_queries, sari, wati, agus, dindik
):
    client.get(page("results"))
    with django_assert_max_num_queries(12):
        client.get(page("results"))
    reference = winners(announced_edition)[0].winners[0].entry.case.reference
    with django_assert_max_num_queries(12):
        client.get(page("result", reference))


def test_a_sample_says_so(announced_edition, client):
    Edition.objects.update(is_sample=True)
    assert "Edisi contoh" in client.get(page("results")).content.decode()


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_winners_find_their_certificate_on_their_own_page(announced_edition, wati, budi, tono, signed_in):
    """Finalists too; a stranger's page has no such link."""
    for who, title in ((wati, "KUDU Sekolah"), (budi, "Junjang Adminduk")):
        entry = Entry.objects.select_related("certificate", "case").get(title=title)
        link = reverse("documents:download", args=[entry.certificate.token])
        own = page("entry", entry.case.reference)
        assert link in signed_in(who).get(own).content.decode()
        stranger = signed_in(tono).get(own)
        assert stranger.status_code in (403, 404) or link not in stranger.content.decode()


def test_the_organiser_says_in_the_rules_whether_scores_are_published(sari, biro, signed_in):
    from tuntas.kipp.actions.editions import open_edition
    from tuntas.kipp.tests.stage import OPENED

    draft = open_edition(preset="jateng-2021", name="KIPP Uji", year=2021, office=biro, by=sari, now=OPENED, slug="uji")
    address = reverse("kipp:rules_part", args=[draft.slug, "penilaian"])
    shown = signed_in(sari).get(address)
    assert 'name="publish_scores"' in shown.content.decode() and not draft.publish_scores


def test_a_certificate_is_said_anew_after_a_name_was_mended(announced_edition, dindik, sari, signed_in, now):
    press_pending(now=ANNOUNCEMENT_DAY)
    entry = Entry.objects.select_related("certificate").get(title="KUDU Sekolah")
    old = entry.certificate
    Organisation.objects.filter(pk=dindik.pk).update(name="Dinas Pendidikan dan Kebudayaan")
    with time_machine.travel(ANNOUNCEMENT_DAY, tick=False):
        answer = signed_in(sari).post(reverse("documents:renew", args=[old.token]), {"reason": "Nama instansi berubah"})
    entry.refresh_from_db()
    assert answer.status_code == 302 and entry.certificate.replaces == old
    assert entry.certificate.data == old.data | {"holder": "Dinas Pendidikan dan Kebudayaan"}
    assert entry.certificate.series == old.series and entry.certificate.number == 5
    assert Award.objects.get(innovation=entry.innovation).document == entry.certificate
