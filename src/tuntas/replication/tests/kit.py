"""Copies at any stage, for tests: KUDU of Pekalongan (agus, wati) copied by Brebes (rini admin, budi member)."""

from datetime import date
from decimal import Decimal

from tests.cast import NOW

from tuntas.people.models import Person
from tuntas.replication.actions import moving, planning, signing
from tuntas.replication.actions.starting import start
from tuntas.replication.models import Replication, Result
from tuntas.replication.terms import Axis, Side

WAY = ("interest", "verified", "requested", "approved", "agreed", "preparing", "running", "measured", "confirmed")


class Sides:
    """Who acts: `adopter` and `owner` are local admins, `province` facilitates."""

    def __init__(self, adopter: Person, owner: Person, province: Person) -> None:
        self.adopter, self.owner, self.province = adopter, owner, province


def fresh(copy: Replication) -> Replication:
    """The copy as it stands in the database."""
    return Replication.objects.select_related("case", "adopter", "innovation__owner", "agreement", "parent").get(
        pk=copy.pk
    )


def begun(innovation, adopter, by, parent=None) -> Replication:
    """Interest expressed."""
    return start(
        innovation=innovation, adopter=adopter, parent=parent, reason="Banyak anak putus sekolah.", by=by, now=NOW
    )


def ready(copy: Replication, by: Person) -> None:
    """All eight axes at 2 with evidence."""
    for axis in Axis:
        planning.grade(copy=copy, axis=axis, grade=2, evidence="SK 1/2021", by=by, now=NOW)


def planned(copy: Replication, by: Person) -> None:
    """A plan that is complete: one chapter differs."""
    plan = planning.Plan(
        "partial", "Mulai di dua desa.", Decimal(50_000_000), 12, {"how": ("Tanpa aplikasi", "Sinyal")}
    )
    planning.save_plan(copy=copy, plan=plan, revision=copy.revision, by=by, now=NOW)


def measured(copy: Replication, by: Person, value: int = 20, on: date = date(2021, 10, 1)) -> Result:
    """One figure: children out of school, from 100 to `value`; 30 at the origin."""
    result = Result(
        indicator="Anak tidak sekolah",
        unit="anak",
        baseline=Decimal(100),
        baseline_on=date(2020, 12, 31),
        value=Decimal(value),
        measured_on=on,
        origin_value=Decimal(30),
        less_is_better=True,
        source="Laporan dinas 2021",
    )
    return planning.add_result(copy=copy, result=result, by=by, now=NOW)


def brought(copy: Replication, to: str, sides: Sides) -> Replication:
    """The copy moved along the straight way to a stage."""
    acts = {
        "verified": lambda: moving.step(copy=copy, key="verify", by=sides.province, now=NOW),
        "requested": lambda: moving.step(copy=copy, key="request", by=sides.adopter, now=NOW),
        "approved": lambda: moving.step(copy=copy, key="approve", by=sides.owner, now=NOW),
        "agreed": lambda: signed(copy, sides),
        "preparing": lambda: (
            planned(copy, sides.adopter),
            moving.step(copy=copy, key="prepare", by=sides.adopter, now=NOW),
        ),
        "running": lambda: (ready(copy, sides.adopter), ran(copy, sides.adopter)),
        "measured": lambda: (
            measured(copy, sides.adopter),
            moving.step(copy=copy, key="measure", by=sides.adopter, now=NOW),
        ),
        "confirmed": lambda: moving.step(copy=copy, key="confirm", by=sides.adopter, now=NOW),
    }
    copy = fresh(copy)
    for stage in WAY[WAY.index(copy.case.stage) + 1 : WAY.index(to) + 1]:
        acts[stage]()
        copy = fresh(copy)
    return copy


def signed(copy: Replication, sides: Sides) -> None:
    """All three sides sign."""
    for side, by in ((Side.ADOPTER, sides.adopter), (Side.OWNER, sides.owner), (Side.FACILITATOR, sides.province)):
        signing.sign(copy=copy, side=side, position="Kepala", by=by, now=NOW)


def ran(copy: Replication, by: Person) -> None:
    """It runs in two villages since September."""
    moving.run(copy=copy, since=date(2021, 9, 1), units="Desa Pandansari\nDesa Cilibur", by=by, now=NOW)
