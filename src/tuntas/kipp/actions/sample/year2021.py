"""KIPP Jawa Tengah 2021 as it was: 221 proposals, nine jurors, Top 40, 20 winners.

Real innovations of that time stand in it with their public facts. Known from reports: Gerakan KUDU Sekolah won and
three others reached the Top 40. Every other proposal, all people, all scores and all other results are invented.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.db import transaction

from tuntas.innovations.models import Innovation
from tuntas.kernel.clock import WIB
from tuntas.kipp.actions.announcing import announce
from tuntas.kipp.actions.assigning import assign
from tuntas.kipp.actions.checking import fail_check, save_checks
from tuntas.kipp.actions.editions import open_edition, publish
from tuntas.kipp.actions.interview import make_schedule
from tuntas.kipp.actions.locking import lock_stage
from tuntas.kipp.actions.plenary import close, decide, lock_scores, record_meeting
from tuntas.kipp.actions.sample.hearing import report
from tuntas.kipp.actions.sample.people import account, office
from tuntas.kipp.actions.sample.scores import mark_uncertain, score_stage
from tuntas.kipp.actions.sample.texts import answers, real_answers
from tuntas.kipp.actions.seats import seat
from tuntas.kipp.actions.shortlist import decide_shortlist, publish_shortlist
from tuntas.kipp.actions.taking_in import take_in_entry
from tuntas.kipp.models import Edition, Entry
from tuntas.kipp.presets.sample_ideas import FORMS, IDEAS, Idea
from tuntas.kipp.queries.plenary import board
from tuntas.kipp.queries.shortlist import shortlist
from tuntas.kipp.rules.calendar import stage_of_kind
from tuntas.kipp.rules.plenary import Verdict
from tuntas.kipp.rules.schedule import Plan
from tuntas.kipp.terms import Outcome, Seat, StageKind
from tuntas.people.models import Organisation, Person
from tuntas.places.models import Place
from tuntas.places.terms import Level

SLUG = "kipp-jateng-2021"
PROPOSALS, PROVINCIAL, FAILED = 221, 96, 14
WINNER = "gerakan-kudu-sekolah"
TOP_40 = ("junjang-adminduk", "sapu-jagad", "bela-sungkawa")  # slugs begin with these
JURY = (
    "Perguruan tinggi negeri", "Ahli perencanaan", "Perguruan tinggi swasta", "Perguruan tinggi swasta",
    "Surat kabar", "Televisi", "Surat kabar", "Mitra pembangunan", "Lembaga swadaya masyarakat",
)  # fmt: skip
ABOUT = (
    "Edisi contoh yang mengikuti jalannya KIPP Jawa Tengah 2021: 221 usulan, 9 juri, Top 40, lalu 20 pemenang. "
    "Yang diketahui dari laporan publik: Gerakan KUDU Sekolah menang; Junjang Adminduk, Sapu Jagad, dan Bela Sungkawa "
    "masuk Top 40. Inovasi nyata lain ikut dengan fakta publiknya saja. Semua orang, nilai, urutan, dan hasil selain "
    "itu adalah rekaan."
)
ABOUT_EN = (
    "A sample that follows the course of KIPP Jawa Tengah 2021: 221 proposals, 9 jurors, a Top 40, then 20 winners. "
    "Known from public reports: Gerakan KUDU Sekolah won; Junjang Adminduk, Sapu Jagad and Bela Sungkawa reached the "
    "Top 40. Other real innovations take part with their public facts only. All people, scores, ranks and other "
    "results are invented."
)
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Merit:
    """How good a proposal is in this invented world, 0 to 100; jurors see it through noise."""

    entry: Entry
    value: float


def at(month: int, day: int, hour: int = 10) -> datetime:
    """A moment of 2021 in WIB."""
    return datetime(2021, month, day, hour, tzinfo=WIB)


@transaction.atomic
def build(*, organiser: Person, secretary: Person, progress: Progress) -> Edition:
    """The whole edition, announced. Deterministic: the same register gives the same ranks."""
    lot = Random(2021)
    edition = _open(organiser, secretary)
    merits = _proposals(edition, organiser, lot, progress)
    _fail(edition, merits, secretary, lot)
    _desk(edition, merits, organiser, lot, progress)
    _interview(edition, merits, organiser, lot)
    _plenary(edition, organiser)
    progress("announce", 0, 1)
    announced = announce(edition=edition, by=organiser, now=at(11, 30, 19))
    report(announced, organiser, at(12, 1))
    return announced


def _open(organiser: Person, secretary: Person) -> Edition:
    biro = office("Biro Organisasi Setda Provinsi Jawa Tengah", Place.objects.get(code="33"), "agency")
    edition = open_edition(
        preset="jateng-2021",
        name="KIPP Jawa Tengah 2021",
        year=2021,
        office=biro,
        by=organiser,
        now=at(6, 1),
        slug=SLUG,
        is_sample=True,
    )
    edition.about, edition.about_en, edition.publish_scores = ABOUT, ABOUT_EN, True
    edition.save(update_fields=["about", "about_en", "publish_scores"])
    seat(edition=edition, person=secretary, seat=Seat.SECRETARIAT, by=organiser, now=at(6, 1))
    for number, affiliation in enumerate(JURY, 1):
        juror = account(f"juri-2021-{number}", f"Juri 2021 Contoh {number}")
        seat(
            edition=edition,
            person=juror,
            seat=Seat.JUROR,
            affiliation=f"{affiliation} (contoh)",
            by=organiser,
            now=at(6, 7),
        )
    publish(edition=edition, by=organiser, now=at(6, 7))
    return Edition.objects.get(pk=edition.pk)


def _real(edition: Edition) -> list[Innovation]:
    """Register entries that ran by then: reported in a year up to 2021, owned by an institution of ours."""
    found = Innovation.objects.filter(
        is_public=True, is_sample=False, owner__isnull=False, place__code__startswith="33"
    )
    rows = found.exclude(summary="").select_related("owner__place").prefetch_related("awards").order_by("slug")
    return [one for one in rows if any(award.year[:4] <= "2021" for award in one.awards.all())]


def _proposals(edition: Edition, by: Person, lot: Random, progress: Progress) -> list[Merit]:
    """All 221, on the days of registration, already received; real ones first."""
    real = _real(edition)
    tracks = {track.key: track for track in edition.tracks.all()}
    sections = {section.key: section.pk for section in edition.sections.all()}
    categories = {category.key: category.pk for category in edition.categories.all()}
    group = edition.groups.get(key="umum")
    wanted = [_from_register(one) for one in real]
    provincial = sum(1 for row in wanted if row["level"] == Level.PROVINCE)
    wanted += list(_invented(PROPOSALS - len(wanted), PROVINCIAL - provincial, lot))
    merits = []
    for number, row in enumerate(wanted, 1):
        progress("proposals", number, PROPOSALS)
        owner: Organisation = row["owner"]
        values = {
            "organisation": owner.pk,
            "title": row["title"],
            "track": tracks["provinsi" if row["level"] == Level.PROVINCE else "kabupaten-kota"].pk,
            "group": group.pk,
            "category": categories.get(row["category"]),
            "started_on": row["started_on"],
            "number": number,
            "answers": {sections[key]: text for key, text in row["answers"].items()},
        }
        day = at(6, 8) + timedelta(days=number * 70 // PROPOSALS, minutes=number)
        entry = take_in_entry(edition=edition, values=values, checked=number <= PROPOSALS - FAILED, by=by, now=day)
        if row["innovation"] is not None:
            Entry.objects.filter(pk=entry.pk).update(innovation=row["innovation"], is_sample=False)
        merits.append(Merit(entry, row["merit"]))
    return merits


def _from_register(one: Innovation) -> dict[str, Any]:
    known = 93.0 if one.slug == WINNER else 78.0 if one.slug.startswith(TOP_40) else 61.0
    assert one.owner is not None
    return {
        "innovation": one,
        "owner": one.owner,
        "level": one.owner.place.level,
        "title": one.name,
        "category": "",
        "started_on": one.started_on,
        "answers": real_answers(one.summary, one.problem, one.result, one.sources),
        "merit": known,
    }


def _invented(count: int, provincial: int, lot: Random) -> list[dict[str, Any]]:
    regencies = list(Place.objects.filter(code__startswith="33.", level=Level.REGENCY))
    province = Place.objects.get(code="33")
    pairs = [(idea, form) for form in FORMS for idea in IDEAS]
    rows = []
    for number in range(count):
        idea, form = pairs[number % len(pairs)]
        again = number // len(pairs)
        place = province if number < provincial else regencies[(number * 11 + again) % len(regencies)]
        rows.append(_one(idea, f"{form} {idea.word}" + (f" {again + 1}" if again else ""), place, lot))
    lot.shuffle(rows)
    return rows


def _one(idea: Idea, name: str, place: Place, lot: Random) -> dict[str, Any]:
    kind = idea.kind if place.level == Level.PROVINCE else {"agency": "regency"}.get(idea.kind, idea.kind)
    short = place.full_name.replace("Kabupaten", "Kab.") if place.level == Level.REGENCY else "Provinsi Jawa Tengah"
    return {
        "innovation": None,
        "owner": office(f"{idea.office} {short}", place, kind),
        "level": place.level,
        "title": name,
        "category": idea.category,
        "started_on": date(lot.randint(2016, 2018), lot.randint(1, 12), 1),
        "answers": answers(idea, name, short, lot),
        "merit": min(95.0, max(45.0, lot.gauss(70, 9))),
    }


def _fail(edition: Edition, merits: list[Merit], by: Person, lot: Random) -> None:
    """The last ones, all invented, came in unchecked and fail, each by a line of the checklist."""
    items = list(edition.check_items.all())
    for merit in merits:
        entry = Entry.objects.select_related("case", "edition", "organisation__place", "group").get(pk=merit.entry.pk)
        if entry.case.stage != "submitted":
            continue
        bad = lot.choice(items)
        save_checks(entry=entry, verdicts={item.pk: (item != bad, "") for item in items}, by=by, now=at(8, 27))
        fail_check(entry=entry, words="", by=by, now=at(8, 30))


def _desk(edition: Edition, merits: list[Merit], by: Person, lot: Random, progress: Progress) -> None:
    """Five jurors a proposal; then the Top 40 by rank."""
    progress("desk", 0, 1)
    stage = stage_of_kind(edition, StageKind.DESK)
    assert stage is not None and stage.opens_at is not None and stage.closes_at is not None
    assign(stage=stage, per_entry=5, by=by, now=stage.opens_at + timedelta(hours=1), seed=2021)
    score_stage(stage, {merit.entry.pk: merit.value for merit in merits}, stage.opens_at + timedelta(days=5), lot)
    shortlist_day = stage.closes_at + timedelta(days=2)
    lock_stage(stage=stage, by=by, now=shortlist_day)
    mark_uncertain(edition, by, shortlist_day)
    for track in edition.tracks.all():
        chosen = {row.entry_id: bool(row.proposal) for row in shortlist(edition, track).candidates}
        decide_shortlist(edition=edition, track=track, chosen=chosen, reasons={}, by=by, now=shortlist_day)
    publish_shortlist(edition=edition, by=by, now=shortlist_day)


def _interview(edition: Edition, merits: list[Merit], by: Person, lot: Random) -> None:
    """12 to 15 October, seven and thirteen minutes each, before all nine jurors."""
    stage = stage_of_kind(edition, StageKind.INTERVIEW)
    assert stage is not None
    days = tuple(date(2021, 10, day) for day in (12, 13, 14, 15))
    plan = Plan(days=days, starts=time(8, 30), ends=time(15, 0), breaks=((time(11, 50), time(13, 0)),))
    make_schedule(stage=stage, plan=plan, by=by, now=at(10, 5), room="Ruang virtual (contoh)")
    score_stage(stage, {merit.entry.pk: merit.value + 4 for merit in merits}, at(10, 15, 16), lot)


def _plenary(edition: Edition, by: Person) -> None:
    held = at(11, 10)
    plenary = lock_scores(edition=edition, by=by, now=held)
    verdicts = {
        row.entry.pk: Verdict(Outcome(row.proposal))
        for track in board(edition, None)
        for row in track.rows
        if row.proposal
    }
    plenary = decide(plenary=plenary, verdicts=verdicts, revision=plenary.revision, by=by, now=held)
    lines = [f"Juri 2021 Contoh {number}, {office_} (contoh)" for number, office_ in enumerate(JURY, 1)]
    plenary = record_meeting(
        plenary=plenary,
        held_on=held.date(),
        venue="Ruang rapat Biro Organisasi, Semarang (contoh)",
        attendance="\n".join([f"{by.name}, Biro Organisasi (contoh)", *lines]),
        revision=plenary.revision,
        by=by,
        now=held,
    )
    close(plenary=plenary, by=by, now=held)
