"""What happens in the practice edition between two pictures, by the real actions. All of it is sample content."""

from contextlib import suppress
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from tuntas.kernel.clock import now, wib_date
from tuntas.kipp.actions.editions import open_edition
from tuntas.kipp.actions.entries import save_answer
from tuntas.kipp.actions.field import add_claims, plan_visit
from tuntas.kipp.actions.importing import begin
from tuntas.kipp.actions.interview import make_schedule
from tuntas.kipp.actions.judging import Marks, NotYourSheet, hand_in
from tuntas.kipp.actions.locking import lock_stage
from tuntas.kipp.actions.plenary import close, decide, lock_scores, record_meeting
from tuntas.kipp.actions.sample.people import DOMAIN, office
from tuntas.kipp.actions.sample.scores import mark_of
from tuntas.kipp.actions.sending import hand_over, return_to_writer, submit
from tuntas.kipp.actions.shortlist import decide_shortlist, publish_shortlist
from tuntas.kipp.actions.ties import Target, declare, declare_independent
from tuntas.kipp.models import Answer, Assignment, Edition, Entry, Plenary, Stage
from tuntas.kipp.queries.plenary import board
from tuntas.kipp.queries.shortlist import shortlist
from tuntas.kipp.rules.plenary import Verdict
from tuntas.kipp.rules.schedule import Plan
from tuntas.kipp.terms import Outcome, TieKind
from tuntas.people.models import Person
from tuntas.places.models import Place

if TYPE_CHECKING:
    from tools.pictures import Studio

SLUG = "kipp-latihan"


def who(key: str) -> Person:
    """The sample account of that key."""
    return Person.objects.get(email=f"{key}@{DOMAIN}")


def edition() -> Edition:
    """The practice edition, fresh."""
    return Edition.objects.select_related("office").get(slug=SLUG)


def stage(key: str) -> Stage:
    """A stage of the practice edition, fresh."""
    return Stage.objects.select_related("edition").get(edition__slug=SLUG, key=key)


def entry(title: str) -> Entry:
    """A proposal of the practice edition, fresh."""
    found = Entry.objects.select_related("case", "edition", "organisation__place", "group")
    return found.get(edition__slug=SLUG, title=title)


def travel(studio: "Studio", key: str, after: timedelta) -> None:
    """To that long after the stage opened."""
    opens = stage(key).opens_at
    assert opens is not None
    studio.travel(opens + after)


def returned(title: str, remarks: str) -> None:
    """The local admin sends the proposal back to its writer."""
    return_to_writer(entry=entry(title), remarks=remarks, by=who("admin"), now=now())


def rewritten(title: str, section: str, more: str) -> None:
    """The writer adds a sentence."""
    at = entry(title)
    answer = Answer.objects.select_related("section").get(entry=at, section__key=section)
    text, by = answer.text + more, who("inovator")
    save_answer(entry=at, section=answer.section, text=text, revision=answer.revision, by=by, now=now())


def handed_over(title: str) -> None:
    """The writer gives it to the local admin."""
    hand_over(entry=entry(title), by=who("inovator"), now=now())


def submitted(title: str) -> None:
    """The local admin hands it in."""
    submit(entry=entry(title), integrity=True, by=who("admin"), now=now())


def drafted(name: str) -> str:
    """A new edition that nobody else sees yet; its slug."""
    biro = office("Biro Organisasi Setda Provinsi Jawa Tengah", Place.objects.get(code="33"), "agency")
    made = open_edition(
        preset="jateng-2021", name=name, year=2027, office=biro, by=who("penyelenggara"), now=now(), is_sample=True
    )
    return made.slug


def uploaded() -> int:
    """A spreadsheet of two proposals, one of them with mistakes; the number of the import."""
    rows = [
        "No,Judul Inovasi,Instansi,Wilayah,Kelompok,Tanggal Mulai,Ringkasan",
        "101,Jejak Pasar,Dinas Perdagangan (contoh),Kabupaten Kudus,Umum,01/03/2022,Retribusi pasar (contoh)",
        "102,Jejak Wisata,Dinas Pariwisata (contoh),Kabupaten Kudsu,Umum,31/02/2022,Tiket desa wisata (contoh)",
    ]
    made = begin(
        edition=edition(), what="entries", stage=None, upload="\n".join(rows).encode(), name="usulan-contoh.csv",
        by=who("penyelenggara"), now=now(),
    )  # fmt: skip
    return made.pk


def _scored(key: str, middle: int, lot: Random) -> None:
    """Every assigned juror of the stage hands in what is still open."""
    keys = list(stage(key).criteria.values_list("key", flat=True))
    rows = Assignment.objects.filter(stage__key=key, stage__edition__slug=SLUG, removed_at=None)
    for row in rows.exclude(sheet__handed_in_at__isnull=False).select_related("juror__person", "sheet").order_by("pk"):
        sheet = getattr(row, "sheet", None)
        marks = Marks(values={name: Decimal(mark_of(middle, lot)) for name in keys})
        with suppress(NotYourSheet):  # a juror in conflict with the proposal has lost it
            hand_in(
                assignment=row, marks=marks, revision=sheet.revision if sheet else 0, by=row.juror.person, now=now()
            )


def on_desk(key: str, handed_in: bool) -> str:
    """The reference of a proposal the juror has handed in, or has only begun."""
    rows = Assignment.objects.filter(juror__person=who(key), stage__key="proposal", stage__edition__slug=SLUG)
    found = rows.filter(removed_at=None, sheet__isnull=False, sheet__handed_in_at__isnull=not handed_in)
    return found.select_related("entry__case").order_by("pk")[0].entry.case.reference


def tied(key: str, title: str) -> None:
    """The juror declares a tie to the proposal, so that the list of conflicts has something to show."""
    holder = edition().seats.get(person=who(key))
    note = "Pernah menjadi narasumber pelatihannya (contoh)."
    declare(juror=holder, kind=TieKind.OTHER, target=Target(entry=entry(title)), by=who(key), now=now(), note=note)


def independent(key: str) -> None:
    """The juror states for the proposals to have no ties."""
    holder = edition().seats.get(person=who(key))
    declare_independent(juror=holder, stage=stage("proposal"), none=True, by=who(key), now=now())


def all_scored() -> None:
    """The proposal scores are complete."""
    _scored("proposal", 76, Random(1))


def locked(key: str) -> None:
    """The organiser locks the stage."""
    lock_stage(stage=stage(key), by=who("penyelenggara"), now=now())


def shortlisted() -> None:
    """The proposed finalists of every track, published."""
    at = edition()
    for track in at.tracks.all():
        chosen = {row.entry_id: bool(row.proposal) for row in shortlist(at, track).candidates}
        decide_shortlist(edition=at, track=track, chosen=chosen, reasons={}, by=who("penyelenggara"), now=now())
    publish_shortlist(edition=edition(), by=who("penyelenggara"), now=now())


def scheduled() -> None:
    """Interviews on the first two days of the stage, before the whole jury."""
    opens = stage("wawancara").opens_at
    assert opens is not None
    days: tuple[date, ...] = (wib_date(opens), wib_date(opens) + timedelta(days=1))
    plan = Plan(days=days, starts=time(8, 30), ends=time(11, 0), breaks=())
    make_schedule(stage=stage("wawancara"), plan=plan, by=who("penyelenggara"), now=now(), room="Ruang Rapat (contoh)")


def interviewed() -> None:
    """The interviews are scored."""
    _scored("wawancara", 80, Random(2))


def visit_planned(title: str) -> str:
    """Juror 1 visits the proposal's place tomorrow; the address of the visit."""
    juror = edition().seats.get(person=who("juri1"))
    visit = plan_visit(
        stage=stage("lapangan"), entry=entry(title), visitors=[juror], by=who("penyelenggara"), now=now(),
        planned_for=wib_date(now()), address="Balai desa contoh, Jawa Tengah",
    )  # fmt: skip
    texts = ["Warga dilayani tanpa datang ke kantor kabupaten.", "Catatan layanan diisi setiap bulan."]
    add_claims(visit=visit, texts=[(text, None) for text in texts], by=who("juri1"), now=now())
    return f"/kipp/{SLUG}/lapangan/{entry(title).case.reference}/"


def met() -> None:
    """Scores locked, decisions as the ranking says, the meeting written down."""
    plenary = lock_scores(edition=edition(), by=who("penyelenggara"), now=now())
    said = {
        row.entry.pk: Verdict(Outcome(row.proposal))
        for track in board(edition(), None)
        for row in track.rows
        if row.proposal
    }
    plenary = decide(plenary=plenary, verdicts=said, revision=plenary.revision, by=who("penyelenggara"), now=now())
    record_meeting(
        plenary=plenary, held_on=wib_date(now()), venue="Ruang rapat Biro Organisasi (contoh)",
        attendance="Penyelenggara Contoh\nJuri Contoh 1\nJuri Contoh 2", revision=plenary.revision,
        by=who("penyelenggara"), now=now(),
    )  # fmt: skip


def closed() -> None:
    """The minutes are sealed."""
    close(plenary=Plenary.objects.get(stage__edition__slug=SLUG), by=who("penyelenggara"), now=now())
