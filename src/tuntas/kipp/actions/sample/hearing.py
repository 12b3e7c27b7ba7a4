"""What follows a result, in the samples: reports, an objection with its answer, a coached finalist. All invented."""

from datetime import date, datetime, timedelta

from tuntas.kipp.actions.coaching import appoint, finish_task, set_task, write
from tuntas.kipp.actions.feedback import make_papers, prepare
from tuntas.kipp.actions.objections import answer, examine, raise_objection, receive
from tuntas.kipp.actions.sample.people import account
from tuntas.kipp.models import Edition, Entry, Stage
from tuntas.kipp.terms import EntryStage, ObjectionGround, StageKind
from tuntas.people.models import Person


def report(edition: Edition, by: Person, now: datetime) -> None:
    """Reports for everybody; two papers, as an example."""
    prepare(edition=edition, by=by, now=now)
    make_papers(edition=edition, by=by, now=now, most=2)


def coach(edition: Edition, by: Person, opens: datetime, closes: datetime) -> None:
    """A coaching stage after the shortlist, and one finalist with a mentor and two tasks."""
    order = edition.stages.get(kind=StageKind.SHORTLIST).order
    Stage.objects.create(
        edition=edition,
        key="pembinaan",
        title="Pembinaan finalis",
        title_en="Coaching of finalists",
        kind=StageKind.COACHING,
        opens_at=opens,
        closes_at=closes,
        order=order,
    )
    entry = (
        Entry.objects.filter(edition=edition, case__stage=EntryStage.FINALIST, is_sample=True)
        .select_related("case", "edition", "organisation__parent")
        .order_by("number")
        .first()
    )
    if entry is None:
        return
    mentor, day = account("pembina", "Pembina Contoh"), opens + timedelta(hours=2)
    appoint(entry=entry, mentor=mentor, by=by, now=day)
    criteria = list(edition.stages.filter(kind=StageKind.INTERVIEW).values_list("criteria__key", flat=True))[:2]
    tasks = [
        set_task(entry=entry, title=title, text=text, criterion=key or "", due_on=until, by=mentor, now=day)
        for (title, text, until), key in zip(_tasks(closes), criteria, strict=False)
    ]
    if tasks:
        finish_task(task=tasks[0], done=True, by=by, now=day + timedelta(days=1))
    write(entry=entry, text="Selamat menyiapkan wawancara. Mulailah dari data dampak (contoh).", by=mentor, now=day)
    write(entry=entry, text="Tim perlu latihan menjawab singkat (contoh).", note=True, by=mentor, now=day)


def _tasks(closes: datetime) -> list[tuple[str, str, date]]:
    return [
        ("Lengkapi data dampak", "Tulis angka sebelum dan sesudah dengan sumbernya (contoh).", closes.date()),
        ("Latih pemaparan tujuh menit", "Satu gagasan untuk setiap menit (contoh).", closes.date()),
    ]


def object_once(entry: Entry, team: Person, examiner: Person, now: datetime) -> None:
    """An objection to a failed check, answered two hours later."""
    text = "Surat pernyataan sudah kami lampirkan. Mohon diperiksa sekali lagi (contoh)."
    raised = raise_objection(entry=entry, ground=ObjectionGround.FACT, text=text, by=team, now=now)
    receive(objection=raised, examiner=examiner, by=examiner, now=now + timedelta(minutes=30))
    found = "Lampiran dibuka kembali dan dibandingkan dengan daftar periksa (contoh)."
    examine(objection=raised, finding=found, by=examiner, now=now + timedelta(hours=1))
    reason = (
        "Terima kasih atas sanggahan Anda. Lampiran yang dimaksud sudah kami baca kembali. Syarat pada daftar periksa "
        "tetap belum terpenuhi, sehingga hasil seleksi administrasi tidak berubah (contoh)."
    )
    answer(objection=raised, upheld=False, reason=reason, by=examiner, now=now + timedelta(hours=2))
