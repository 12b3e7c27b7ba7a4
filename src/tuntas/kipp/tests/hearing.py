"""What follows a result: a report, an objection on its way, a coached finalist. Made by the real actions."""

from datetime import timedelta

from tuntas.kipp.actions.coaching import appoint, save_revision, set_task, write
from tuntas.kipp.actions.feedback import prepare
from tuntas.kipp.actions.objections import raise_objection
from tuntas.kipp.models import Edition, Entry, Mentorship, Objection, Stage
from tuntas.kipp.terms import EntryStage, ObjectionScope, StageKind
from tuntas.kipp.tests.finished import ANNOUNCEMENT_DAY
from tuntas.kipp.tests.proposals import fresh
from tuntas.kipp.tests.stage import during, someone
from tuntas.people.models import Person


def objected(edition: Edition, entry: Entry, team: Person, organiser: Person) -> Objection:
    """Reports for everybody, and an objection to the announced result of the entry."""
    Edition.objects.filter(pk=edition.pk).update(objection_days=3, objection_scope=ObjectionScope.RESULTS)
    prepare(edition=edition, by=organiser, now=ANNOUNCEMENT_DAY)
    later = ANNOUNCEMENT_DAY + timedelta(hours=1)
    return raise_objection(entry=fresh(entry), ground="counting", text="Jumlahnya keliru.", by=team, now=later)


def coached(edition: Edition, entry: Entry, team: Person, organiser: Person) -> Mentorship:
    """A mentor, a task, a message and the beginning of a revision; the entry is a finalist for the moment only."""
    day = during(StageKind.SHORTLIST)
    Stage.objects.create(
        edition=edition,
        key="pembinaan",
        title="Pembinaan",
        kind=StageKind.COACHING,
        order=20,
        opens_at=day,
        closes_at=day + timedelta(days=90),
    )
    was = entry.case.stage
    entry.case.stage = EntryStage.FINALIST
    entry.case.save(update_fields=["stage"])
    made = appoint(entry=fresh(entry), mentor=someone("Lina Pembina"), by=organiser, now=day)
    words = {"title": "Lengkapi data", "text": "Dengan sumber.", "criterion": "kebaruan"}
    set_task(entry=fresh(entry), due_on=day.date(), by=organiser, now=day, **words)
    write(entry=entry, text="Selamat bekerja.", by=made.mentor, now=day)
    section = edition.sections.get(key="ringkasan")
    save_revision(entry=fresh(entry), section=section, text="Lebih tajam.", revision=0, by=team, now=day)
    entry.case.stage = was
    entry.case.save(update_fields=["stage"])
    return made
