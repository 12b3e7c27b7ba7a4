"""An edition that runs now, so that every sample account has something to do. Filled by the real actions."""

from datetime import date, datetime, timedelta
from io import BytesIO
from random import Random

from django.db import transaction
from pypdf import PdfWriter

from tuntas.kernel.clock import wib
from tuntas.kipp.actions.assigning import assign
from tuntas.kipp.actions.checking import ask_repair, fail_check, pass_check, save_checks
from tuntas.kipp.actions.competences import propose, state
from tuntas.kipp.actions.conflicts import add_by_hand, dismiss
from tuntas.kipp.actions.editions import open_edition, publish
from tuntas.kipp.actions.entries import save_answer, start
from tuntas.kipp.actions.evidence import attach_file, attach_link
from tuntas.kipp.actions.judging import Marks, hand_in, save_sheet
from tuntas.kipp.actions.sample.amending import amend
from tuntas.kipp.actions.sample.people import account, give, office
from tuntas.kipp.actions.sample.scores import mark_of
from tuntas.kipp.actions.sample.texts import answers
from tuntas.kipp.actions.seats import seat
from tuntas.kipp.actions.sending import hand_over, submit
from tuntas.kipp.actions.ties import Target, declare, declare_independent, recuse
from tuntas.kipp.models import Assignment, Edition, Entry, SeatHolder, Stage
from tuntas.kipp.presets.sample_ideas import IDEAS, Idea
from tuntas.kipp.terms import EvidenceKind, Seat, StageKind, TieKind
from tuntas.people.models import Organisation, Person
from tuntas.people.terms import Role
from tuntas.places.models import Place

SLUG = "kipp-latihan"
ABOUT = "Edisi latihan: cobalah menulis, memeriksa, dan menilai. Semua usulan, orang, dan nilai di sini rekaan."
ABOUT_EN = "A practice edition: try writing, checking and scoring. All proposals, people and scores here are invented."
# Days from today, in the order an edition needs; the desk is opened early once it is public.
DATES = {
    StageKind.REGISTRATION: (-20, 40),
    StageKind.CHECK: (41, 45),
    StageKind.DESK: (46, 50),
    StageKind.SHORTLIST: (51, 55),
    StageKind.INTERVIEW: (56, 60),
    StageKind.FIELD: (61, 70),
    StageKind.PLENARY: (71, 75),
    StageKind.ANNOUNCEMENT: (76, 77),
}
EARLY = {StageKind.CHECK: -15, StageKind.DESK: -10}  # a practice edition lets everything be tried at once


@transaction.atomic
def build(*, cast: dict[str, Person], now: datetime) -> Edition:
    """The edition with proposals at every point of the way up to the desk."""
    organiser, secretary = cast["penyelenggara"], cast["sekretariat"]
    edition = _open(cast, now)
    amend(edition, organiser, now - timedelta(days=25))
    jurors = list(edition.seats.filter(seat=Seat.JUROR).select_related("person").order_by("pk"))
    home = office("Dinas Kesehatan Kab. Pekalongan", Place.objects.get(code="33.26"), "regency")
    for person, role in ((cast["inovator"], Role.INNOVATOR), (cast["admin"], Role.LOCAL_ADMIN)):
        give(person, role, home, now - timedelta(days=60))
    lot = Random(7)
    _draft(edition, home, cast["inovator"], IDEAS[0], "Pojok Gizi Desa", now - timedelta(days=3), lot, sections=3)
    waiting = _written(
        edition, home, cast["inovator"], IDEAS[1], "Sahabat Lansia Pesisir", now - timedelta(days=5), lot
    )
    hand_over(entry=waiting, by=cast["inovator"], now=now - timedelta(days=4))
    sent = [
        _sent(edition, idea, number, now - timedelta(days=12 - number % 5), lot)
        for number, idea in enumerate(IDEAS[4:16])
    ]
    for entry in sent[3:]:
        _check(entry, secretary, now - timedelta(days=6), bad="")
    repairable = edition.check_items.filter(repairable=True).first()
    hopeless = edition.check_items.filter(repairable=False).first()
    if repairable and hopeless:
        _check(sent[1], secretary, now - timedelta(days=2), bad=repairable.key)
        ask_repair(
            entry=_fresh(sent[1]), words="Mohon dilengkapi, lalu kirim lagi.", by=secretary, now=now - timedelta(days=2)
        )
        _check(sent[2], secretary, now - timedelta(days=2), bad=hopeless.key)
        fail_check(entry=_fresh(sent[2]), words="", by=secretary, now=now - timedelta(days=2))
    _know(edition, jurors, organiser, now - timedelta(days=8))
    _judge(edition, jurors, organiser, now, lot)
    _ties(edition, jurors, organiser, now)
    return edition


def _open(cast: dict[str, Person], now: datetime) -> Edition:
    organiser = cast["penyelenggara"]
    biro = office("Biro Organisasi Setda Provinsi Jawa Tengah", Place.objects.get(code="33"), "agency")
    begun = now - timedelta(days=30)
    edition = open_edition(
        preset="jateng-2021", name=f"KIPP Latihan {now.year}", year=now.year, office=biro, by=organiser, now=begun,
        slug=SLUG, is_sample=True,
    )  # fmt: skip
    edition.name_en, edition.about, edition.about_en = f"Practice KIPP {now.year}", ABOUT, ABOUT_EN
    edition.save(update_fields=["name_en", "about", "about_en"])
    midnight = wib(now).replace(hour=0, minute=0, second=0, microsecond=0)
    for stage in edition.stages.all():
        opens, closes = DATES[StageKind(stage.kind)]
        stage.opens_at, stage.closes_at = (
            midnight + timedelta(days=opens),
            midnight + timedelta(days=closes, seconds=-1),
        )
        stage.save(update_fields=["opens_at", "closes_at"])
    for key, place in (
        ("sekretariat", Seat.SECRETARIAT),
        ("pengamat", Seat.OBSERVER),
        ("juri1", Seat.JUROR),
        ("juri2", Seat.JUROR),
    ):
        affiliation = "Perguruan tinggi (contoh)" if place == Seat.JUROR else ""
        seat(edition=edition, person=cast[key], seat=place, affiliation=affiliation, by=organiser, now=begun)
    for number in (3, 4):
        person = account(f"juri-{number}", f"Juri Contoh {number}")
        office_of = "Organisasi masyarakat (contoh)"
        seat(edition=edition, person=person, seat=Seat.JUROR, affiliation=office_of, by=organiser, now=begun)
    publish(edition=edition, by=organiser, now=begun)
    for kind, opens in EARLY.items():
        edition.stages.filter(kind=kind).update(opens_at=midnight + timedelta(days=opens))
    return Edition.objects.get(pk=edition.pk)


def _fresh(entry: Entry) -> Entry:
    return Entry.objects.select_related("case", "edition", "organisation__place", "group").get(pk=entry.pk)


def _draft(
    edition: Edition, owner: Organisation, by: Person, idea: Idea, title: str, now: datetime, lot: Random, sections: int
) -> Entry:
    """A draft with the first `sections` sections written."""
    entry = start(
        edition=edition,
        organisation=owner,
        group=edition.groups.get(key="umum"),
        category=edition.categories.filter(key=idea.category).first(),
        title=title,
        started_on=date(now.year - 3, lot.randint(1, 12), 1),
        by=by,
        now=now,
        is_sample=True,
    )
    texts = answers(idea, title, owner.place.full_name, lot)
    for section in edition.sections.filter(group=None).order_by("order")[:sections]:
        save_answer(entry=entry, section=section, text=texts.get(section.key, "–"), revision=0, by=by, now=now)
    return _fresh(entry)


def _written(
    edition: Edition, owner: Organisation, by: Person, idea: Idea, title: str, now: datetime, lot: Random
) -> Entry:
    """A draft with every section and every required attachment."""
    entry = _draft(edition, owner, by, idea, title, now, lot, sections=99)
    for requirement in edition.requirements.filter(required=True, group=None):
        if requirement.kind == EvidenceKind.PDF:
            attach_file(
                entry=entry,
                requirement=requirement,
                upload=_paper(requirement.title),
                name="contoh.pdf",
                caption="Contoh",
                by=by,
                now=now,
            )
        elif requirement.kind in (EvidenceKind.VIDEO, EvidenceKind.LINK):
            attach_link(
                entry=entry,
                requirement=requirement,
                link="https://www.youtube.com/watch?v=contoh",
                caption="Contoh",
                by=by,
                now=now,
            )
    return _fresh(entry)


def _paper(title: str) -> bytes:
    """A blank page, as a stand-in for a scanned letter."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    writer.add_metadata({"/Title": title})
    writer.write(out)
    return out.getvalue()


def _sent(edition: Edition, idea: Idea, number: int, now: datetime, lot: Random) -> Entry:
    """A proposal of another sample office, submitted by its one person."""
    places = list(Place.objects.filter(level="regency", code__startswith="33.").order_by("code"))
    provincial = number % 2 == 0
    place = Place.objects.get(code="33") if provincial else places[(number * 7) % len(places)]
    short = "Provinsi Jawa Tengah" if provincial else place.full_name.replace("Kabupaten", "Kab.")
    owner = office(f"{idea.office} {short}", place, idea.kind if provincial else "regency")
    by = account(f"inovator-{number}", f"Inovator Contoh {number + 2}")
    for role in (Role.INNOVATOR, Role.LOCAL_ADMIN):
        give(by, role, owner, now - timedelta(days=60))
    entry = _written(edition, owner, by, idea, f"Jejak {idea.word}", now, lot)
    return submit(entry=hand_over(entry=entry, by=by, now=now), integrity=True, by=by, now=now)


def _check(entry: Entry, by: Person, now: datetime, bad: str) -> None:
    """Verdicts on the whole checklist; without a bad line the proposal passes."""
    verdicts = {item.pk: (item.key != bad, "") for item in entry.edition.check_items.all()}
    save_checks(entry=_fresh(entry), verdicts=verdicts, by=by, now=now)
    if not bad:
        pass_check(entry=_fresh(entry), by=by, now=now)


def _judge(edition: Edition, jurors: list[SeatHolder], by: Person, now: datetime, lot: Random) -> None:
    """Three jurors each. The first has not begun, the second is half through, the third done, the last late."""
    stage: Stage = edition.stages.get(kind=StageKind.DESK)
    assign(stage=stage, per_entry=3, by=by, now=now - timedelta(days=3), seed=now.year)
    keys = list(stage.criteria.values_list("key", flat=True))
    yesterday = now - timedelta(days=1)
    for juror, share in zip(jurors[1:], (0.5, 1.0, 0.0), strict=False):
        mine = list(Assignment.objects.filter(stage=stage, juror=juror).select_related("juror__person").order_by("pk"))
        done = int(len(mine) * share)
        for assignment in mine[:done]:
            marks = Marks(values={key: mark_of(72, lot) for key in keys})
            hand_in(assignment=assignment, marks=marks, revision=0, by=juror.person, now=yesterday)
        for assignment in mine[done : done + 1]:
            marks = Marks(values={key: mark_of(72, lot) for key in keys[:2]})
            save_sheet(assignment=assignment, marks=marks, revision=0, by=juror.person, now=yesterday)


def _ties(edition: Edition, jurors: list[SeatHolder], by: Person, now: datetime) -> None:
    """The late juror has a tie and steps back from one proposal; the others state that they are independent."""
    desk: Stage = edition.stages.get(kind=StageKind.DESK)
    said = now - timedelta(days=2)
    for juror in jurors[1:3]:
        declare_independent(juror=juror, stage=desk, none=True, by=juror.person, now=said)
    late = jurors[-1]
    mine = late.assignments.filter(stage=desk, removed_at=None, sheet=None).select_related("entry__organisation")
    tied, left = mine.order_by("pk")[:2]
    target = Target(organisation=tied.entry.organisation)
    note = "Pernah menjadi narasumber berbayar (contoh)."
    declare(juror=late, kind=TieKind.FINANCIAL, target=target, note=note, by=late.person, now=said)
    recuse(juror=late, entry=left.entry, reason="Penulisnya kerabat saya (contoh).", by=late.person, now=said)
    free = edition.entries.filter(assignments__stage=desk).exclude(assignments__juror=jurors[0]).order_by("pk").first()
    if free:
        evidence = "Disebut dalam laporan lama sebagai pendamping (contoh)."
        found = add_by_hand(juror=jurors[0], entry=free, evidence=evidence, by=by, now=said)
        dismiss(conflict=found, reason="Orang lain dengan nama yang sama (contoh).", by=by, now=said)


def _know(edition: Edition, jurors: list[SeatHolder], by: Person, now: datetime) -> None:
    """Each juror is an expert somewhere; the first proposes one thing more, which waits for the organiser."""
    categories = list(edition.categories.values_list("pk", flat=True))
    for at, juror in enumerate(jurors):
        levels = {categories[(2 * at) % len(categories)]: 3, categories[(2 * at + 1) % len(categories)]: 2}
        state(holder=juror, levels=levels, by=by, now=now)
    propose(holder=jurors[0], levels={categories[-1]: 2}, by=jurors[0].person, now=now + timedelta(days=1))
