"""An edition that runs now, so that every sample account has something to do. Filled by the real actions."""

from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from tuntas.kernel.clock import wib
from tuntas.kipp.actions.assigning import assign
from tuntas.kipp.actions.checking import ask_repair, fail_check
from tuntas.kipp.actions.competences import propose, state
from tuntas.kipp.actions.conflicts import add_by_hand, dismiss
from tuntas.kipp.actions.editions import open_edition, publish
from tuntas.kipp.actions.judging import Marks, hand_in, save_sheet
from tuntas.kipp.actions.sample import finals
from tuntas.kipp.actions.sample.amending import amend
from tuntas.kipp.actions.sample.hearing import object_once
from tuntas.kipp.actions.sample.people import account, give, office
from tuntas.kipp.actions.sample.scores import mark_of
from tuntas.kipp.actions.sample.writing import check, draft, fresh, sent, written
from tuntas.kipp.actions.seats import seat
from tuntas.kipp.actions.sending import hand_over
from tuntas.kipp.actions.ties import Target, declare, declare_independent, recuse
from tuntas.kipp.models import Assignment, Edition, SeatHolder, Stage
from tuntas.kipp.presets.sample_ideas import IDEAS
from tuntas.kipp.terms import Seat, StageKind, TieKind
from tuntas.people.models import Person
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
    draft(edition, home, cast["inovator"], IDEAS[0], "Pojok Gizi Desa", now - timedelta(days=3), lot, sections=3)
    waiting = written(edition, home, cast["inovator"], IDEAS[1], "Sahabat Lansia Pesisir", now - timedelta(days=5), lot)
    hand_over(entry=waiting, by=cast["inovator"], now=now - timedelta(days=4))
    given = [
        sent(edition, idea, number, now - timedelta(days=12 - number % 5), lot)
        for number, idea in enumerate(IDEAS[4:16])
    ]
    for entry in given[3:]:
        check(entry, secretary, now - timedelta(days=6), bad="")
    repairable = edition.check_items.filter(repairable=True).first()
    hopeless = edition.check_items.filter(repairable=False).first()
    if repairable and hopeless:
        check(given[1], secretary, now - timedelta(days=2), bad=repairable.key)
        ask_repair(
            entry=fresh(given[1]), words="Mohon dilengkapi, lalu kirim lagi.", by=secretary, now=now - timedelta(days=2)
        )
        check(given[2], secretary, now - timedelta(days=2), bad=hopeless.key)
        fail_check(entry=fresh(given[2]), words="", by=secretary, now=now - timedelta(days=2))
        object_once(fresh(given[2]), given[2].created_by, organiser, now - timedelta(days=1))
    _know(edition, jurors, organiser, now - timedelta(days=8))
    _judge(edition, jurors, organiser, now, lot)
    _ties(edition, jurors, organiser, now)
    finals.build(cast=cast, now=now)
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
    edition.objection_days = 3
    edition.save(update_fields=["name_en", "about", "about_en", "objection_days"])
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
