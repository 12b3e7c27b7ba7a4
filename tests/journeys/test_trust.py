"""Judging that anyone can trust, by clicks: conflicts, assignment, a late juror, the lock, the analysis, a further
reader, the plenary, the announcement, the report, an objection with its answer, and the archive checked.

One sheet is written at the desk by clicks; the other jurors' come from the same action without a browser.
"""

from decimal import Decimal
from io import BytesIO

import pytest
import time_machine

from tests.cast import hold
from tests.journeys.test_edition import HOME, held
from tests.journeys.walker import Walker
from tuntas.kipp.actions.archiving import pack
from tuntas.kipp.actions.judging import Marks, hand_in
from tuntas.kipp.models import Archive, Assignment, Conflict, Edition, Entry, Feedback, Objection, Stage
from tuntas.kipp.rules.archive.verifying import verify
from tuntas.kipp.terms import ConflictState, EntryStage, ObjectionScope, ObjectionStage, Seat, StageKind
from tuntas.kipp.tests.finished import interviewed, jury_of
from tuntas.kipp.tests.judging_stage import desk, passed
from tuntas.kipp.tests.proposals import fresh
from tuntas.kipp.tests.stage import _seated, during
from tuntas.people.terms import Role

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
BOTH = pytest.mark.both_databases
POINTS = {"KUDU Sekolah": 90, "Junjang Adminduk": 84, "Pojok Gizi": 70}


def world(edition: Edition, wati, budi, dindik, dukcapil) -> list[Entry]:
    """Three proposals of one track before a jury of four; objections are open for three working days."""
    Edition.objects.filter(pk=edition.pk).update(objection_days=3, objection_scope=ObjectionScope.RESULTS)
    Stage.objects.filter(edition=edition, kind=StageKind.DESK).update(reader_gap=20)
    jury = [*jury_of(edition), _seated(edition, "Lestari Juror", Seat.JUROR)]
    hold(jury[1].person, Role.INNOVATOR, dukcapil)
    owners = ((dindik, wati), (dukcapil, budi), (dindik, wati))
    return [passed(edition, owner, by, title) for (owner, by), title in zip(owners, POINTS, strict=True)]


def handed_in(step: Stage, now, apart: Entry | None = None) -> None:
    """Every sheet still out comes in; one of the sheets of `apart` lies far below the others."""
    strict = {apart.pk} if apart else set()
    keys = list(step.criteria.values_list("key", flat=True))
    rows = Assignment.objects.filter(stage=step, removed_at=None, sheet=None).select_related("juror__person", "entry")
    for at, row in enumerate(rows.order_by("entry_id", "pk")):
        points = POINTS[row.entry.title] - (25 if row.entry_id in strict else at % 3)
        strict.discard(row.entry_id)
        marks = Marks(values=dict.fromkeys(keys, Decimal(points)))
        hand_in(assignment=row, marks=marks, revision=0, by=row.juror.person, now=now)


def cleared(walker: Walker) -> None:
    """Conflicts are found; they are false hits, dismissed with a reason."""
    walker.go(HOME + "konflik/")
    walker.press("Look again")
    hits = list(Conflict.objects.filter(ended_at=None))
    assert hits
    for found in hits:
        walker.go(f"{HOME}konflik/{found.pk}/")
        walker.page.locator("main input[name=act][value=dismiss]").check()
        walker.fill("reason", "Orang lain dengan nama yang sama.")
        walker.press("Decide")
    assert set(Conflict.objects.values_list("state", flat=True)) == {ConflictState.DISMISSED}


def assigned(walker: Walker) -> None:
    """Two jurors for each, looked at before it holds."""
    walker.go(HOME + "penugasan/desk/")
    walker.fill("per_entry", "2")
    walker.follow(walker.page.locator("main button[name=preview]"))
    assert not Assignment.objects.exists()
    walker.follow(walker.page.locator("main button[name=apply]"))
    assert Assignment.objects.filter(removed_at=None).count() == 6


def chased(walker: Walker, sari) -> None:
    """The last juror is late: reminded, then somebody else reads instead."""
    walker.sign_in(sari)
    late = Assignment.objects.filter(removed_at=None, sheet=None).order_by("pk").last().juror
    walker.go(HOME + "penugasan/desk/terlambat/")
    walker.follow(walker.page.locator(f"main button[name=juror][value='{late.pk}']"))
    walker.go(f"{HOME}penugasan/desk/sesuaikan/?juri={late.pk}")
    walker.page.locator(f"main [name=without][value='{late.pk}']").check()
    walker.follow(walker.page.locator("main button[name=preview]"))
    walker.follow(walker.page.locator("main button[name=apply]"))
    assert not Assignment.objects.filter(juror=late, removed_at=None, sheet=None).exists()


def read_at_the_desk(walker: Walker) -> None:
    """One juror scores one proposal on the page."""
    mine = Assignment.objects.filter(removed_at=None).select_related("juror__person", "entry__case").order_by("pk")[0]
    walker.sign_in(mine.juror.person)
    walker.go(f"{HOME}juri/desk/{mine.entry.case.reference}/")
    for key in ("signifikansi", "kebaruan"):
        walker.fill(f"value-{key}", str(POINTS[mine.entry.title]))
    walker.press("Hand in")


def locked(walker: Walker, sari) -> None:
    walker.sign_in(sari)
    walker.go(HOME + "peringkat/desk/kunci/")
    walker.press("Lock the scores")


def read_again(walker: Walker, now, sari) -> None:
    """The analysis is read; jurors who lie far apart call a further reader; the scores are locked anew."""
    walker.go(HOME + "analisis/desk/?jalur=daerah")
    walker.go(HOME + "analisis/desk/pembaca/?jalur=daerah&selisih=20")
    walker.fill("reason", "Dua juri berjauhan.")
    before = Assignment.objects.filter(removed_at=None).count()
    walker.follow(walker.page.locator("main form[data-keep] button").first)
    assert Assignment.objects.filter(removed_at=None).count() > before
    handed_in(desk(Edition.objects.get()), now)
    locked(walker, sari)


def announced(walker: Walker, sari) -> None:
    walker.sign_in(sari)
    walker.go(HOME + "umumkan/")
    walker.press("Announce the winners now")
    walker.go(HOME + "umpan-balik/")
    walker.follow(walker.page.locator("main button[value=prepare]"))
    assert Feedback.objects.count() == 3


def objected(walker: Walker, entry: Entry, wati, dewi) -> None:
    """Wati reads her report and objects; Dewi, who neither checked nor judged, examines and answers."""
    base = f"{HOME}usulan/{entry.case.reference}/"
    walker.sign_in(wati)
    walker.go(base + "umpan-balik/")
    assert Feedback.objects.get(entry=entry).readings.count() == 1
    walker.go(base + "sanggah/")
    walker.page.locator("main input[name=ground][value=counting]").check()
    walker.fill("text", "Kami mohon penjumlahan nilai diperiksa sekali lagi.")
    walker.press("Send the objection")
    made = Objection.objects.get()
    address = f"{HOME}sanggahan/{made.case.reference}/"
    walker.sign_in(dewi)
    walker.go("/urusan/")
    walker.go(address)
    walker.page.get_by_label("Dewi Sekretariat").check()
    walker.press("Receive")
    walker.fill("finding", "Dijumlahkan ulang dari nilai mentah; cocok.")
    walker.press("Keep the finding")
    walker.page.locator("main input[name=upheld][value=no]").check()
    walker.fill("reason", "Jumlah nilai sudah kami periksa dan tidak berubah.")
    walker.press("Answer and seal the letter")
    made.refresh_from_db()
    assert made.case.stage == ObjectionStage.CLOSED and made.letter.status == "issued"
    walker.sign_in(wati)
    walker.go(address)
    walker.reads("Jumlah nilai sudah kami periksa")


def archived(walker: Walker, edition: Edition, sari) -> None:
    """The archive is made, and what it holds agrees when counted again from the file alone."""
    walker.sign_in(sari)
    walker.go(HOME + "arsip/")
    walker.press("Make an archive")
    assert Archive.objects.count() == 1
    out = BytesIO()
    pack(edition=edition, named=False, out=out)
    out.seek(0)
    report = verify(out)
    assert report.code == 0, [trouble for one in report.checks for trouble in one.troubles]


@pytest.mark.parametrize(
    "walker", [pytest.param("with scripts", marks=BOTH), pytest.param("without scripts", marks=BOTH)], indirect=True
)
def test_from_assignment_to_appeal(walker, small_edition, wati, budi, sari, ratna, dindik, dukcapil) -> None:
    dewi = _seated(small_edition, "Dewi Sekretariat", Seat.SECRETARIAT).person
    entries = world(small_edition, wati, budi, dindik, dukcapil)
    day = during(StageKind.DESK)
    with time_machine.travel(day):
        walker.sign_in(sari)
        cleared(walker)
        assigned(walker)
        read_at_the_desk(walker)
        chased(walker, sari)
        handed_in(desk(small_edition), day, apart=entries[2])
        locked(walker, sari)
        read_again(walker, day, sari)
    with time_machine.travel(during(StageKind.SHORTLIST)):
        walker.sign_in(sari)
        walker.go(HOME + "daftar-pendek/?jalur=daerah")
        walker.press("Keep this choice")
        walker.go(HOME + "daftar-pendek/umumkan/")
        walker.press("Publish and tell everybody")
    finalists = [one for one in map(fresh, entries) if one.case.stage == EntryStage.FINALIST]
    assert len(finalists) == 2
    interviewed(small_edition, sari, finalists)
    with time_machine.travel(during(StageKind.PLENARY)):
        held(walker, sari)
    with time_machine.travel(during(StageKind.ANNOUNCEMENT)):
        announced(walker, sari)
        objected(walker, entries[0], wati, dewi)
        archived(walker, Edition.objects.get(), sari)
