"""What must stay hidden leaves no trace: two worlds that differ in it look the same, by every address of the house.

Scores of an open stage for the office, other jurors' scores for a juror, decisions before the announcement for
everybody outside the room. Who wrote an entry, for a blind juror, stands in `test_blind_worlds`.
"""

from decimal import Decimal

import pytest
import time_machine
from tests.cast import hold, person

from tuntas.documents.actions import press_pending
from tuntas.documents.models import Document
from tuntas.files.models import File
from tuntas.kipp.actions.importing import begin
from tuntas.kipp.actions.judging import hand_in, save_sheet
from tuntas.kipp.actions.locking import lock_stage, unlock_stage
from tuntas.kipp.actions.plenary import close, decide
from tuntas.kipp.actions.shortlist import decide_shortlist
from tuntas.kipp.models import Assignment, Entry, Import, Score, SeatHolder, Sheet
from tuntas.kipp.queries.plenary import board
from tuntas.kipp.rules.plenary import Verdict
from tuntas.kipp.terms import Outcome, Seat, StageKind
from tuntas.kipp.tests.finished import MEETING_DAY, jury_of
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, give, marks, passed, scored
from tuntas.kipp.tests.leaks import Seen, leaks, opened
from tuntas.kipp.tests.stage import _seated, during, moment, stage
from tuntas.people.terms import Role

pytestmark = pytest.mark.django_db


def slow(name: str):
    """One more reader of the whole house: left to the long run."""
    return pytest.param(name, marks=pytest.mark.slow)


GUESS = "Nomor;Juri;signifikansi;kebaruan\n1;hadi@example.org;80;60\n2;hadi@example.org;70;70\n"


def values_of(edition) -> dict[str, list[str]]:
    """A value for every part an address can have, of things that exist."""
    references = list(Entry.objects.filter(edition=edition).order_by("pk").values_list("case__reference", flat=True))
    entries = Entry.objects.filter(edition=edition).order_by("pk").values_list("pk", flat=True)
    sheets = Sheet.objects.order_by("pk").values_list("pk", flat=True)
    ids = ["1", *map(str, Import.objects.values_list("pk", flat=True))]
    return {
        "edition": [edition.slug],
        "stage": ["desk", "interview", "akhir"],
        "reference": references[:2],
        "ref": references[:1],
        "what": ["entries", "jurors", "assignments", "scores", "ranking", "results"],
        "form": ["csv"],
        "format": ["csv"],
        "section": ["ringkasan"],
        "subject": [f"kipp.edition:{edition.pk}", *(f"kipp.entry:{pk}" for pk in list(entries)[:1]),
                    *(f"kipp.sheet:{pk}" for pk in list(sheets)[:2]), f"kipp.stage:{desk(edition).pk}"],
        "identifier": [str(pk) for pk in File.objects.order_by("added_at", "pk").values_list("pk", flat=True)] or ["1"],
        "token": list(Document.objects.order_by("pk").values_list("token", flat=True)) or ["1"],
        "pk": sorted(set(ids)),
        "assignment": [str(pk) for pk in Assignment.objects.order_by("pk").values_list("pk", flat=True)[:2]],
        "juror": [str(pk) for pk in SeatHolder.objects.filter(seat=Seat.JUROR).values_list("pk", flat=True)[:2]],
    }  # fmt: skip


def rescore(step, jurors, values: dict[str, tuple[str, str]]) -> None:
    """What these jurors gave becomes something else, entry by title; nothing else changes."""
    for title, (significance, novelty) in values.items():
        sheets = Sheet.objects.filter(
            assignment__stage=step, assignment__entry__title=title, assignment__juror__in=jurors
        )
        total = (Decimal(significance) * 7 + Decimal(novelty) * 3) / 10
        assert sheets.update(total=total, remark=f"Catatan {significance}") > 0, title
        given = Score.objects.filter(sheet__in=sheets)
        given.filter(criterion__key="signifikansi").update(value=significance, remark=f"Sebab {significance}")
        given.filter(criterion__key="kebaruan").update(value=novelty, remark="")


@pytest.fixture(autouse=True)
def still(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(DESK_DAY, tick=False):
        yield


@pytest.fixture
def running(small_edition, sari, ratna, dindik, wati, dukcapil, budi):
    """The desk at work: Hadi and Yusuf have handed in twice, Ratna has begun once; a spreadsheet waits to come in."""
    hold(budi, Role.LOCAL_ADMIN, dukcapil)
    jury = jury_of(small_edition)
    step = desk(small_edition)
    for entry in (passed(small_edition, dindik, wati, "KUDU Sekolah"), passed(small_edition, dindik, wati, "Junjang")):
        for juror in jury[1:]:
            scored(step, entry, juror, 80 if entry.title[0] == "K" else 70, 60)
        give(step, entry, jury[0])
    row = Assignment.objects.filter(juror=jury[0]).first()
    save_sheet(assignment=row, marks=marks(75, None), revision=0, by=ratna, now=DESK_DAY)
    guess = {"upload": GUESS.encode(), "name": "tebakan.csv", "by": sari, "now": DESK_DAY}
    begin(edition=small_edition, what="scores", stage=step, **guess)
    return small_edition


def other_scores(edition) -> None:
    """Hadi thought the opposite: other ranks, and jurors far apart."""
    rescore(desk(edition), jury_of(edition)[1:2], {"KUDU Sekolah": ("31", "20.25"), "Junjang": ("97", "96.5")})


def office(edition) -> dict:
    """The three who coordinate, by what they are."""
    return {
        "organiser": SeatHolder.objects.get(edition=edition, seat=Seat.ORGANISER).person,
        "secretariat": _seated(edition, "Dewi Sekretariat", Seat.SECRETARIAT).person,
        "observer": _seated(edition, "Opik Pengamat", Seat.OBSERVER).person,
    }


def nothing() -> None:
    """The world as it is."""


@pytest.mark.parametrize("who", ["organiser", slow("secretariat"), slow("observer")])
def test_the_office_learns_nothing_of_scores_while_a_stage_is_open(running, who):
    found, pages = leaks(office(running)[who], values_of(running), nothing, lambda: other_scores(running))
    assert not found, found
    names = " ".join(opened(pages))
    assert "/papan/" in names
    if who != "observer":
        assert "/peringkat/desk/" in names and "/penugasan/desk/" in names
    if who == "organiser":
        assert "/impor/scores/" in names and "/coba/" in names  # the dry run was among what was read


@pytest.mark.slow
def test_past_its_closing_time_a_stage_is_still_open(running, sari):
    with time_machine.travel(moment("2021-11-22 08:00:00"), tick=False):
        found, pages = leaks(sari, values_of(running), nothing, lambda: other_scores(running))
    assert not found, found


@pytest.mark.slow
def test_once_locked_the_office_sees_and_the_harness_notices(running, sari):
    """The harness has teeth: what may be seen is found to differ."""
    lock_stage(stage=desk(running), by=sari, now=DESK_DAY)
    found, _pages = leaks(sari, values_of(running), nothing, lambda: other_scores(running))
    assert any("/peringkat/desk/" in address for address in found), found.keys()
    assert any("ekspor/scores" in address for address in found), found.keys()


@pytest.mark.slow
def test_a_stage_locked_earlier_stays_visible_while_the_next_one_is_sealed(small_edition, sari, scored_finals):
    step = stage(small_edition, StageKind.INTERVIEW)
    with time_machine.travel(during(StageKind.INTERVIEW), tick=False):
        lock_stage(stage=desk(small_edition), by=sari, now=during(StageKind.SHORTLIST))
        swap = {"KUDU Sekolah": ("20", "21"), "Junjang Adminduk": ("91", "99")}
        found, pages = leaks(
            sari, values_of(small_edition), nothing, lambda: rescore(step, jury_of(small_edition), swap)
        )
    assert not found, found
    ranking = pages["/kipp/kipp-kecil/peringkat/desk/?jalur=daerah"]
    assert isinstance(ranking, Seen) and b"90,00" in ranking.body


@pytest.mark.slow
def test_a_plenary_on_the_table_shows_nothing_of_a_stage_opened_again(small_edition, sari, open_plenary):
    step = stage(small_edition, StageKind.INTERVIEW)
    with time_machine.travel(MEETING_DAY, tick=False):
        unlock_stage(stage=step, reason="Salah ketik.", by=sari, now=MEETING_DAY)
        swap = {"KUDU Sekolah": ("20", "21"), "Junjang Adminduk": ("91", "99")}
        found, _pages = leaks(
            sari, values_of(small_edition), nothing, lambda: rescore(step, jury_of(small_edition), swap)
        )
    assert not found, found


@pytest.mark.parametrize("phase", ["before handing in", slow("after handing in"), slow("after the lock")])
def test_a_juror_learns_nothing_of_other_jurors_scores(running, ratna, sari, phase):
    if phase != "before handing in":
        for row in Assignment.objects.filter(juror__person=ratna):
            revision = Sheet.objects.filter(assignment=row).values_list("revision", flat=True).first() or 0
            hand_in(assignment=row, marks=marks(77, 66), revision=revision, by=ratna, now=DESK_DAY)
    if phase == "after the lock":
        lock_stage(stage=desk(running), by=sari, now=DESK_DAY)
    values = values_of(running)
    base = f"/kipp/{running.slug}/juri/desk/"
    full = {"value-signifikansi": "88", "value-kebaruan": "61", "revision": "0", "hand_in": "1"}
    acts = {f"{base}{one}/": full for one in values["reference"]} | {
        f"{base}{one}/simpan/": full for one in values["reference"]
    }
    found, pages = leaks(ratna, values, nothing, lambda: other_scores(running), acts)
    assert not found, found
    assert base in opened(pages)


def outside(edition, jateng, tono) -> dict:
    """Everybody who is not in the room when the plenary decides."""
    other = person("Lain Organiser")
    hold(other, Role.ORGANISER, jateng)  # runs the installation, reads the journal, has no seat here
    return {
        "observer": _seated(edition, "Opik Pengamat", Seat.OBSERVER).person,
        "juror": jury_of(edition)[0].person,
        "operator": other,
        "account": tono,
        "stranger": None,
    }


@pytest.mark.parametrize("who", ["wati", *map(slow, ("budi", "observer", "juror", "operator", "account", "stranger"))])
def test_decisions_are_unknown_outside_the_room_until_announced(
    small_edition, sari, wati, budi, tono, jateng, open_plenary, who
):
    people = {"wati": wati, "budi": budi} | outside(small_edition, jateng, tono)

    def decided(first_wins: bool) -> None:
        said = {}
        for track in board(small_edition, None):
            for at, row in enumerate(track.rows):
                won = (at == 0) is first_wins
                said[row.entry.pk] = Verdict(Outcome.WINNER if won else Outcome.NOT_WINNER, "Alasan rapat.")
        fresh = type(open_plenary).objects.get(pk=open_plenary.pk)
        decide(plenary=fresh, verdicts=said, revision=fresh.revision, by=sari, now=MEETING_DAY)
        close(plenary=fresh, by=sari, now=MEETING_DAY)

    with time_machine.travel(MEETING_DAY, tick=False):
        values = values_of(small_edition)
        found, pages = leaks(people[who], values, lambda: decided(True), lambda: decided(False))
    assert not found, found
    assert opened(pages)


@pytest.mark.parametrize("who", ["operator", slow("wati"), slow("juror")])
def test_the_shortlist_is_unknown_until_published(running, sari, wati, tono, jateng, who):
    people = {"wati": wati} | outside(running, jateng, tono)
    lock_stage(stage=desk(running), by=sari, now=DESK_DAY)
    entries = list(Entry.objects.filter(edition=running).order_by("pk"))
    track = entries[0].track
    reasons = {entry.pk: "Alasan." for entry in entries}

    def chosen(at: int) -> None:
        decide_shortlist(
            edition=running, track=track, chosen={entries[at].pk: True}, reasons=reasons, by=sari, now=DESK_DAY
        )

    found, _pages = leaks(people[who], values_of(running), lambda: chosen(0), lambda: chosen(1))
    assert not found, found


@pytest.mark.slow
def test_pressed_minutes_are_shut_for_those_outside(small_edition, sari, wati, closed_plenary):
    press_pending(now=MEETING_DAY)
    with time_machine.travel(MEETING_DAY, tick=False):
        _found, pages = leaks(wati, values_of(small_edition), nothing, nothing)
    token = Document.objects.get(kind="kipp.minutes").token
    assert not [one for one in opened(pages) if one.startswith(f"/dokumen/{token}")]
