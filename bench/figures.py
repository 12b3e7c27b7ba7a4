"""The four words of 100,000 cases: summed from zero, one more case folded in, and the pages that read the sums."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from django.test import Client
from django.urls import reverse

from bench.measure import Result, measure
from tuntas.casework.flow import flow_of
from tuntas.casework.models import Case, Step
from tuntas.kernel.clock import WIB
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.quality.actions import refresh
from tuntas.quality.actions.folding import fold
from tuntas.quality.models import Measure, Tally

NOW = datetime(2021, 10, 4, 9, 0, tzinfo=WIB)
CASES, VILLAGES = 100_000, 400
NOBODY = "no tool of the field was measured"
TRAIL = ("take_up", "to_check", "approve", "sign", "hand_over")
GROUPS = ("", "woman", "poor", "elderly,woman", "poor,woman")


def run() -> Iterator[Result]:
    """Two years of letters in 400 villages; every village's month is a sum of some ten cases."""
    fill()
    started, cpu = time.perf_counter(), time.process_time()
    assert refresh(rebuild=True) == CASES
    taken, used = (time.perf_counter() - started) * 1000, (time.process_time() - cpu) * 1000
    what = f"{CASES:,} cases from zero"
    sums = Tally.objects.count()
    yield Result("Q1", what, 120_000, taken, taken, 1, 0, 0, sums, NOBODY, cpu=used)
    one = Case.objects.order_by("-pk").first()
    assert one is not None
    turn = iter(range(10**6))

    def again() -> tuple[int, int]:
        Measure.objects.filter(case=one).update(stale=True, visits=next(turn) % 9)
        fold([one.pk])
        return 0, 1

    yield measure("Q2", "one case folded into its sums", 60, again, NOBODY, times=20)
    client = Client()

    def page(address: str, *, holds: str) -> tuple[int, int]:
        answer = client.get(address)
        text = answer.content.decode()
        assert answer.status_code == 200 and holds in text, (address, answer.status_code)
        return len(answer.content), text.count("<tr>")

    village, regency = reverse("quality:service", args=["33.26.05.2001", "labkd"]), "33.26"
    yield measure("Q3", "scorecard of a village", 100, lambda: page(village, holds="Mudah"), NOBODY, times=20)
    wide = reverse("quality:service", args=[regency, "labkd"])
    yield measure("Q4", "scorecard of a regency", 150, lambda: page(wide, holds="Mudah"), NOBODY, times=20)


def fill() -> None:
    """Places, cases with their trails, and what was noted of them."""
    draw = Random(5)
    top = Place.objects.create(code="33", level="province", name="Jawa Tengah", kind="provinsi")
    regency = Place.objects.create(code="33.26", level="regency", name="Pekalongan", kind="kabupaten", parent=top)
    villages = []
    for number in range(20):
        district = Place.objects.create(
            code=f"33.26.{number + 1:02d}",
            level="district",
            name=f"Kecamatan {number}",
            kind="kecamatan",
            parent=regency,
        )
        villages += [
            Place(
                code=f"{district.code}.{2001 + one}", level="village", name=f"Desa {one}", kind="desa", parent=district
            )
            for one in range(VILLAGES // 20)
        ]
    Place.objects.bulk_create(villages)
    by = Person.objects.create_user("petugas@example.org", None, name="Petugas Contoh")
    flow = flow_of(Case(flow="labkd.letter"))
    for start in range(0, CASES, 5000):
        cases = []
        for number in range(start, start + 5000):
            opened = NOW - timedelta(hours=draw.randrange(48, 24 * 720))
            end = opened + timedelta(hours=draw.randrange(1, 140))
            cases.append(
                Case(
                    reference=f"BNCH-{number:08d}",
                    flow=flow.key,
                    stage=flow.move(TRAIL[-1]).to,
                    title="Surat",
                    place=villages[number % VILLAGES],
                    opened_by=by,
                    opened_at=opened,
                    stage_since=end,
                    promised_at=opened + timedelta(days=4),
                    closed_at=end,
                    told_at=end,
                )
            )
        Case.objects.bulk_create(cases)
        steps = []
        for case in cases:
            at = flow.stages[0].key
            steps.append(Step(case=case, number=1, move="open", to_stage=at, by=by, at=case.opened_at))
            for number, key in enumerate(TRAIL, 2):
                to = flow.move(key).to
                moment = case.closed_at if key == TRAIL[-1] else case.opened_at
                steps.append(Step(case=case, number=number, move=key, from_stage=at, to_stage=to, by=by, at=moment))
                at = to
        Step.objects.bulk_create(steps)
        Measure.objects.bulk_create(
            Measure(case=case, service="labkd", noted=True, visits=1, groups=draw.choice(GROUPS)) for case in cases
        )
