"""W8 and W9: what everybody reads: one innovation, one winner, the list of a thousand innovations and its search."""

import random
from collections.abc import Iterator
from datetime import timedelta

from bench.doors import page, signed_in
from bench.measure import Result, measure
from bench.world import START, WORDS, World, build, close, some_text
from tuntas.innovations.actions.indexing import reindex
from tuntas.innovations.models import Award, Innovation
from tuntas.innovations.rules import words_of
from tuntas.innovations.terms import Status
from tuntas.kipp.models import Decision, Edition, Plenary, Stage
from tuntas.kipp.terms import EditionStatus, EntryStage, Outcome, StageKind
from tuntas.people.models import Organisation

ITEM = "pretalx 74 ms"
LIST = "pretalx: people list 142 ms, schedule of 100 items 204 ms"


def run() -> Iterator[Result]:
    """A register of 1,000 innovations and an announced edition of 1,000 entries with 20 winners."""
    world = build()
    close(world)
    one, winner = register(), announced(world)
    anybody = signed_in(None)
    yield measure("W8 a", "public page of an innovation", 20, page(anybody, f"/inovasi/{one.slug}/", 2), ITEM)
    yield measure("W8 b", "public page of a winner", 20, page(anybody, winner, 1, b"<h1"), ITEM)
    laurels = page(anybody, results(world.edition), 20, b'"laurel"')
    yield measure("W8 c", "public results, 20 winners", 142, laurels, LIST)
    card = b'<li class="card"'
    yield measure("W9 a", "register, 50 of 1,000", 142, page(anybody, "/inovasi/", 50, card), LIST)
    yield measure("W9 b", "register, last page", 142, page(anybody, "/inovasi/?page=20", 50, card), LIST)
    for key, what, asked, rows in SEARCHES:
        yield measure(key, what, 142, page(anybody, f"/inovasi/?{asked}", rows, card), LIST)


SEARCHES = [  # what is asked, and how many rows of the thousand the first page then holds
    ("W9 c", "register, search that fits one", "text=inovasi+77", 1),
    ("W9 d", "register, search that fits all", "text=layanan+warga", 50),
    (
        "W9 e",
        "register, search with contest, year, order",
        "text=loket&contest=KIPP+Contoh+2&year=2021&sort=newest",
        50,
    ),
]


def results(edition: Edition) -> str:
    """The address of the winners."""
    return f"/kipp/{edition.slug}/hasil/"


def register(count: int = 1000) -> Innovation:
    """So many public innovations of the offices, with two awards each; the first of them."""
    dice = random.Random(2)
    offices = list(Organisation.objects.filter(name__startswith="Dinas Contoh").select_related("place"))
    made = []
    for i in range(1, count + 1):
        owner = offices[i % len(offices)]
        name, summary = f"Inovasi {dice.choice(WORDS)} {i}", some_text(dice, 400)
        problem, result = some_text(dice, 600), some_text(dice, 300)
        made.append(
            Innovation(
                slug=f"inovasi-{i}", name=name, owner=owner, place=owner.place, summary=summary, problem=problem,
                result=result, status=Status.RUNNING, sources=["Laporan contoh"], is_public=True, is_sample=True,
                added_at=START - timedelta(days=i), words=words_of([name, summary, problem, result, owner.name]),
            )
        )  # fmt: skip
    made = Innovation.objects.bulk_create(made, batch_size=500)
    Award.objects.bulk_create(
        Award(innovation=one, contest=f"KIPP Contoh {1 + i % 4}", year=year, result="Finalis")
        for i, one in enumerate(made)
        for year in ("2021", "2022")
    )
    reindex()
    return made[0]


def announced(world: World) -> str:
    """Twenty winners are public; the address of the first one's page."""
    closes = START + timedelta(days=1)
    stage = Stage.objects.create(
        edition=world.edition, key="plenary", title="Pleno", kind=StageKind.PLENARY, order=9, opens_at=START,
        closes_at=closes,
    )  # fmt: skip
    plenary = Plenary.objects.create(stage=stage, closed_at=START, closed_by=world.organiser)
    winners = world.entries[:20]
    Decision.objects.bulk_create(
        Decision(plenary=plenary, entry=entry, outcome=Outcome.WINNER, rank=at, score=90, by=world.organiser, at=START)
        for at, entry in enumerate(winners, start=1)
    )
    for entry in winners:
        type(entry.case).objects.filter(pk=entry.case_id).update(stage=EntryStage.WINNER)
    Edition.objects.filter(pk=world.edition.pk).update(status=EditionStatus.ANNOUNCED, announced_at=START)
    return f"{results(world.edition)}{winners[0].case.reference}/"
