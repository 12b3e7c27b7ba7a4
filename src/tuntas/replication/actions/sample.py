"""Sample copies for a demonstration: invented offices copy an invented innovation; every page says so."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from tuntas.innovations.actions.sample import tell_whole
from tuntas.innovations.models import Innovation
from tuntas.kernel.clock import wib_date
from tuntas.people.models import Organisation, Person
from tuntas.replication.actions import moving, planning, signing, talking
from tuntas.replication.actions.starting import start
from tuntas.replication.models import Milestone, Replication, Result
from tuntas.replication.terms import Axis, Side

SLUG = "pojok-gizi-desa-contoh"
Adopter = tuple[Organisation, Person]
WAY = ("verified", "requested", "approved", "agreed", "preparing", "running", "measured", "confirmed")
DAYS = 21  # between two moves


class Build:
    """One set of samples: who acts, and when it all began."""

    def __init__(self, innovation: Innovation, owner: Person, province: Person, now: datetime) -> None:
        self.innovation, self.owner, self.province, self.now = innovation, owner, province, now

    def begin(self, adopter: Adopter, days: int, title: str, parent: Replication | None = None) -> Replication:
        """Interest, `days` before now."""
        return start(
            innovation=self.innovation,
            adopter=adopter[0],
            parent=parent,
            reason="Contoh: banyak keluarga di desa terpencil jauh dari layanan gizi.",
            title=title,
            by=adopter[1],
            now=self.now - timedelta(days=days),
            is_sample=True,
        )

    def bring(self, copy: Replication, admin: Person, to: str, days: int) -> Replication:
        """Along the straight way to `to`, a move every three weeks since `days` before now."""
        for number, stage in enumerate(WAY[: WAY.index(to) + 1], start=1):
            at = self.now - timedelta(days=days - number * DAYS)
            copy = Replication.objects.select_related("case", "adopter", "innovation__owner").get(pk=copy.pk)
            self._arrive(copy, stage, admin, at)
        return Replication.objects.select_related("case", "adopter", "innovation__owner").get(pk=copy.pk)

    def _arrive(self, copy: Replication, stage: str, admin: Person, at: datetime) -> None:
        if stage == "agreed":
            for side, by in ((Side.ADOPTER, admin), (Side.OWNER, self.owner), (Side.FACILITATOR, self.province)):
                signing.sign(copy=copy, side=side, position="Jabatan contoh", by=by, now=at)
        elif stage == "running":
            grades(copy, admin, at, dict.fromkeys(Axis, 2))
            moving.run(copy=copy, since=wib_date(at), units="Desa contoh A\nDesa contoh B", by=admin, now=at)
        else:
            if stage == "preparing":
                plan(copy, admin, at)
            if stage == "measured":
                figure(copy, admin, wib_date(at), at)
            moves = {"verified": ("verify", self.province), "requested": ("request", admin)}
            moves |= {"approved": ("approve", self.owner), "preparing": ("prepare", admin)}
            moves |= {"measured": ("measure", admin), "confirmed": ("confirm", admin)}
            key, by = moves[stage]
            moving.step(copy=copy, key=key, by=by, now=at)


@transaction.atomic
def build(
    *, owner: Organisation, owner_admin: Person, province: Person, adopters: list[Adopter], now: datetime
) -> None:
    """Six copies, one for each adopter, at different points of the way, one of them a copy of a copy."""
    innovation = _innovation(owner, now)
    tell_whole(innovation=innovation, by=owner_admin, now=now - timedelta(days=30))
    lot = Build(innovation, owner_admin, province, now)
    one, two, three, four, five, six = adopters[:6]
    first = lot.bring(lot.begin(one, 420, "Pojok Gizi Keliling"), one[1], "confirmed", 420)
    second = lot.begin(two, 200, "Pojok Gizi Posyandu", parent=first)
    lot.bring(second, two[1], "running", 200)
    third = lot.bring(lot.begin(three, 160, "Pojok Gizi Nelayan"), three[1], "preparing", 160)
    _halfway(third, three[1], owner_admin, now)
    lot.bring(lot.begin(four, 50, ""), four[1], "requested", 50)
    lot.begin(five, 3, "")
    last = lot.bring(lot.begin(six, 300, "Pojok Gizi Lereng"), six[1], "running", 300)
    moving.step(
        copy=last,
        key="stop",
        by=six[1],
        now=now - timedelta(days=20),
        message="Contoh: anggaran hanya ada satu tahun. Pastikan pos anggaran tetap sebelum layanan berjalan.",
    )


def _innovation(owner: Organisation, now: datetime) -> Innovation:
    made = Innovation(
        slug=SLUG,
        name="Pojok Gizi Desa (contoh)",
        owner=owner,
        place=owner.place,
        summary="Contoh rekaan: kader menimbang anak dan memberi saran gizi di balai desa setiap minggu.",
        summary_en="An invented sample: volunteers weigh children and give advice on food every week.",
        problem="Contoh rekaan: pos gizi jauh dari rumah.",
        problem_en="An invented sample: advice on food is far from home.",
        started_on=date(now.year - 3, 1, 1),
        added_at=now,
        is_public=True,
        is_sample=True,
    )
    made.save()
    return made


def plan(copy: Replication, by: Person, at: datetime) -> None:
    """A plan in which one chapter differs."""
    chapters = {"how": ("Kader berkeliling dengan sepeda motor.", "Dusun berjauhan.")}
    asked = planning.Plan("partial", "Contoh: dua desa dulu, lalu satu kecamatan.", Decimal(45_000_000), 8, chapters)
    planning.save_plan(copy=copy, plan=asked, revision=copy.revision, by=by, now=at)


def grades(copy: Replication, by: Person, at: datetime, wanted: dict[Axis, int]) -> None:
    """Readiness with sample evidence."""
    for axis, grade in wanted.items():
        planning.grade(copy=copy, axis=axis, grade=grade, evidence="Contoh bukti", by=by, now=at)


def figure(copy: Replication, by: Person, day: date, at: datetime) -> None:
    """One invented figure against its baseline and the origin."""
    result = Result(
        indicator="Anak yang ditimbang setiap bulan",
        unit="%",
        baseline=Decimal(52),
        baseline_on=day - timedelta(days=200),
        value=Decimal(81),
        measured_on=day,
        origin_value=Decimal(88),
        source="Contoh rekaan",
    )
    planning.add_result(copy=copy, result=result, by=by, now=at)


def _halfway(copy: Replication, admin: Person, mentor: Person, now: datetime) -> None:
    half = {Axis.COMMITMENT: 3, Axis.REGULATION: 1, Axis.BUDGET: 2, Axis.PEOPLE: 2, Axis.SOP: 1}
    grades(copy, admin, now - timedelta(days=9), half)
    talking.name_mentor(copy=copy, mentor=mentor, by=mentor, now=now - timedelta(days=8))
    at = now - timedelta(days=7)
    talking.write(copy=copy, text="Contoh: bolehkah formulir penimbangan kami pakai?", by=admin, now=at)
    talking.write(copy=copy, text="Contoh: silakan, kami kirim minggu ini.", by=mentor, now=now - timedelta(days=6))
    for step, done in zip(Milestone.objects.filter(replication=copy), (100, 60, 30), strict=False):
        planning.set_milestone(
            copy=copy,
            milestone=step,
            title=step.title,
            weight=step.weight,
            done=done,
            due_on=wib_date(now + timedelta(days=30)),
            by=admin,
            now=at,
        )
