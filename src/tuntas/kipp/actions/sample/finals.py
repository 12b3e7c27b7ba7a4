"""A sample edition near its end, after the form of 2025: a panel that met, a duel round and a public vote that run."""

from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from tuntas.kernel.clock import wib, wib_date
from tuntas.kipp.actions.assigning import assign
from tuntas.kipp.actions.duels import answer, open_duel
from tuntas.kipp.actions.editions import open_edition, publish
from tuntas.kipp.actions.interview import seat_panel
from tuntas.kipp.actions.locking import lock_stage
from tuntas.kipp.actions.order import mark_copied
from tuntas.kipp.actions.panels import open_meeting, save_panel, write_record
from tuntas.kipp.actions.sample.hearing import coach
from tuntas.kipp.actions.sample.people import account, office
from tuntas.kipp.actions.sample.scores import score_stage
from tuntas.kipp.actions.sample.writing import check, fresh, sent
from tuntas.kipp.actions.seats import seat
from tuntas.kipp.actions.shortlist import decide_shortlist, publish_shortlist
from tuntas.kipp.actions.votes import vote
from tuntas.kipp.models import Edition, Entry, SeatHolder, Stage
from tuntas.kipp.presets.sample_ideas import IDEAS
from tuntas.kipp.queries.ranking import ranking
from tuntas.kipp.queries.shortlist import shortlist
from tuntas.kipp.terms import Seat, StageKind
from tuntas.people.models import Person
from tuntas.places.models import Place

SLUG = "kipp-latihan-akhir"
ABOUT = "Edisi latihan menjelang pleno: panel, perbandingan berpasangan, dan suara warga. Semua isinya rekaan."
ABOUT_EN = "A practice edition shortly before its plenary: a panel, a duel round, a public vote. All of it is invented."
QUESTION, QUESTION_EN = "Inovasi mana yang paling bermanfaat bagi warga?", "Which innovation helps people most?"
# Days from today.
DATES = {
    StageKind.REGISTRATION: (-60, -41),
    StageKind.CHECK: (-40, -36),
    StageKind.DESK: (-35, -26),
    StageKind.SHORTLIST: (-25, -21),
    StageKind.INTERVIEW: (-20, -8),
    StageKind.VOTE: (-6, 20),
    StageKind.PLENARY: (21, 25),
    StageKind.ANNOUNCEMENT: (30, 31),
}
MERITS = (91, 90, 89, 88, 88, 87, 86, 78)


@transaction.atomic
def build(*, cast: dict[str, Person], now: datetime) -> Edition:
    """The edition with eight proposals, seven of them finalists; everything by the real actions at its own time."""
    by, lot = cast["penyelenggara"], Random(25)
    edition = _open(cast, now)
    entries = [sent(edition, idea, at, now - timedelta(days=50), lot) for at, idea in enumerate(IDEAS[4:12])]
    for entry in entries:
        check(entry, cast["sekretariat"], now - timedelta(days=38), bad="")
    merits = {entry.pk: float(merit) for entry, merit in zip(entries, MERITS, strict=True)}
    _desk(edition, merits, by, now, lot)
    coach(edition, by, now - timedelta(days=23), now + timedelta(days=15))
    _panel(edition, merits, by, now, lot)
    mark_copied(
        entry=fresh(entries[2]),
        evidence="Sudah direplikasi dua kabupaten (contoh).",
        by=by,
        now=now - timedelta(days=6),
    )
    _duel(edition, by, now)
    _votes(edition, entries, now)
    return edition


def _open(cast: dict[str, Person], now: datetime) -> Edition:
    by, begun = cast["penyelenggara"], now - timedelta(days=65)
    home = office("Biro Organisasi Setda Provinsi Jawa Tengah", Place.objects.get(code="33"), "agency")
    edition = open_edition(
        preset="nasional-2025", name=f"KIPP Latihan Akhir {now.year}", year=now.year, office=home, by=by, now=begun,
        slug=SLUG, is_sample=True,
    )  # fmt: skip
    Edition.objects.filter(pk=edition.pk).update(
        name_en=f"Practice KIPP {now.year}, last stages", about=ABOUT, about_en=ABOUT_EN, duel_breaks_ties=True
    )
    midnight = wib(now).replace(hour=0, minute=0, second=0, microsecond=0)
    for stage in edition.stages.all():
        opens, closes = DATES[StageKind(stage.kind)]
        stage.opens_at = midnight + timedelta(days=opens)
        stage.closes_at = midnight + timedelta(days=closes, seconds=-1)
        stage.save(update_fields=["opens_at", "closes_at"])
    edition.stages.filter(kind=StageKind.VOTE).update(
        vote_question=QUESTION, vote_question_en=QUESTION_EN, vote_weight=10
    )
    edition.tracks.update(finalists=8, winners=4)
    places = (
        ("sekretariat", Seat.SECRETARIAT),
        ("pengamat", Seat.OBSERVER),
        ("juri1", Seat.JUROR),
        ("juri2", Seat.JUROR),
    )
    for key, place in places:
        seat(edition=edition, person=cast[key], seat=place, affiliation=_from(place), by=by, now=begun)
    for number in (3, 4):
        juror = account(f"juri-{number}", f"Juri Contoh {number}")
        seat(edition=edition, person=juror, seat=Seat.JUROR, affiliation=_from(Seat.JUROR), by=by, now=begun)
    edition.refresh_from_db()
    publish(edition=edition, by=by, now=begun)
    return Edition.objects.get(pk=edition.pk)


def _from(place: Seat) -> str:
    return "Perguruan tinggi (contoh)" if place == Seat.JUROR else ""


def _stage(edition: Edition, kind: StageKind) -> Stage:
    return Stage.objects.select_related("edition").get(edition=edition, kind=kind)


def _desk(edition: Edition, merits: dict[int, float], by: Person, now: datetime, lot: Random) -> None:
    """All scored and locked; whoever reaches the grade is a finalist."""
    stage, chosen_at = _stage(edition, StageKind.DESK), now - timedelta(days=24)
    assign(stage=stage, per_entry=3, by=by, now=now - timedelta(days=34), seed=now.year)
    score_stage(stage, merits, now - timedelta(days=28), lot)
    lock_stage(stage=stage, by=by, now=chosen_at)
    for track in edition.tracks.all():
        rows = shortlist(edition, track).candidates
        chosen = {row.entry_id: bool(row.proposal) or (row.rank or 99) <= 4 for row in rows}
        reasons = {row.entry_id: "Putusan contoh." for row in rows if row.departs(chosen[row.entry_id])}
        decide_shortlist(edition=edition, track=track, chosen=chosen, reasons=reasons, by=by, now=chosen_at)
    publish_shortlist(edition=edition, by=by, now=chosen_at)


def _panel(edition: Edition, merits: dict[int, float], by: Person, now: datetime, lot: Random) -> None:
    """One panel of the whole jury; it met after scoring and agreed, then the scores were locked."""
    stage = _stage(edition, StageKind.INTERVIEW)
    jurors = list(edition.seats.filter(seat=Seat.JUROR, left_at=None).select_related("person").order_by("pk"))
    panel = save_panel(
        stage=stage, title="Panel kelayakan", jurors=jurors, lead=jurors[0], by=by, now=now - timedelta(days=20)
    )
    entries = Entry.objects.filter(edition=edition, case__stage="finalist").select_related("case", "organisation")
    seat_panel(stage=stage, entries=list(entries), by=by, now=now - timedelta(days=19))
    score_stage(stage, merits, now - timedelta(days=10), lot)
    met = now - timedelta(days=8) + timedelta(hours=1)
    meeting = open_meeting(panel=panel, by=by, now=met)
    write_record(
        meeting=meeting,
        held_on=wib_date(met),
        present="\n".join(juror.person.name for juror in jurors),
        agreed="Panel membahas usulan dengan jarak nilai terlebar dan sepakat nilainya tetap (contoh).",
        by=by,
        now=met + timedelta(hours=2),
        close=True,
    )
    lock_stage(stage=stage, by=by, now=met + timedelta(hours=4))


def _duel(edition: Edition, by: Person, now: datetime) -> None:
    """The places around the last winner's are compared; one juror has finished, one has begun, the others wait."""
    for track in edition.tracks.all():
        near = [row.entry_id for row in ranking(edition, None, track) if row.rank in range(3, 7)]
        if len(near) < 2:
            continue
        reason = "Tempat di sekitar batas berdekatan (contoh)."
        duel = open_duel(track=track, entries=near, reason=reason, by=by, now=now - timedelta(days=3), seed=now.year)
        seats = list(SeatHolder.objects.filter(duel_pairs__duel=duel).distinct().order_by("-pk"))
        for holder, share in zip(seats, (1.0, 0.5), strict=False):
            mine = list(duel.pairs.filter(juror=holder).select_related("juror__person"))
            for pair in mine[: int(len(mine) * share)]:
                choice = "one" if pair.one_id < pair.other_id else "other"
                answer(pair=pair, choice=choice, by=pair.juror.person, now=now - timedelta(days=2))


def _votes(edition: Edition, entries: list[Entry], now: datetime) -> None:
    """Some sample citizens have voted; the account "warga" has not yet."""
    stage = _stage(edition, StageKind.VOTE)
    finalists = [one for one in map(fresh, entries) if one.case.stage == "finalist"]
    for at in range(14):
        person = account(f"pemilih-{at}", f"Pemilih Contoh {at + 1}")
        chosen = finalists[(at * at) % len(finalists)]
        vote(stage=stage, question=1, entry=chosen, by=person, now=now - timedelta(days=4) + timedelta(minutes=37 * at))
