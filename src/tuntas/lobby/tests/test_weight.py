"""A first visit is light: page, styles and scripts together stay below 60 kB as they travel."""

import gzip
import re
from pathlib import Path, PurePosixPath

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from tests.cast import NOW

from tuntas.forum.actions.sample_stories import tell_stories
from tuntas.innovations.actions.indexing import reindex
from tuntas.innovations.actions.sample import tell_whole
from tuntas.innovations.models import Innovation
from tuntas.people.terms import Role

pytestmark = pytest.mark.django_db
LARGEST = 60_000  # bytes
TEXT = (
    "warga datang sekali ke satu loket lalu menerima dokumen lengkap pada hari yang sama tanpa biaya karena petugas "
    "mencocokkan data keluarga dengan catatan desa puskesmas sekolah dan dinas sebelum warga tiba"
)
WORDS = TEXT.split()
SHEET = re.compile(r'<link rel="stylesheet" href="/static/([^"]+)"')
SCRIPT = re.compile(r'<script type="module" src="/static/([^"]+)"')
IMPORT = re.compile(r"""(?:import|from)\s*\(?\s*["'](\.{1,2}/[^"']+|/static/[^"']+)["']""")


def static(name: str) -> bytes:
    return Path(finders.find(name)).read_bytes()


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def with_imports(names: list[str]) -> set[str]:
    """The scripts and all they load, at once or later."""
    found: set[str] = set()
    while names:
        name = names.pop()
        if name in found:
            continue
        found.add(name)
        for wanted in IMPORT.findall(static(name).decode()):
            path = wanted.removeprefix("/static/") if wanted.startswith("/") else PurePosixPath(name).parent / wanted
            names.append(str(path).replace("/./", "/"))
    return found


@pytest.fixture
def content(dindik, agus, sari, jateng, pekalongan, wati, tono):
    """Fifty innovations with long summaries, one page told whole, a newsroom's stories."""
    agus.holdings.update(since=NOW.replace(year=2019))
    sari.holdings.create(role=Role.EDITOR, place=jateng, since=NOW.replace(year=2019))
    for number in range(60):
        said = " ".join(WORDS[(number * 7 + at) % len(WORDS)] for at in range(45))
        Innovation.objects.create(
            slug=f"layanan-{number}", name=f"Layanan {number} {said[:40]}", owner=dindik, place=pekalongan,
            summary=said, problem=said, is_public=True, added_at=NOW,
        )  # fmt: skip
    whole = Innovation.objects.get(slug="layanan-0")
    tell_whole(innovation=whole, by=agus, now=NOW)
    tell_stories(editor=sari, readers=[wati, tono], now=NOW.replace(year=2022))
    reindex()


def test_a_first_visit_is_light(content, client: Client, still) -> None:
    still.move_to(NOW.replace(year=2022))
    story = "/kabar-inovasi/dua-kader-satu-sepeda-motor-pojok-gizi-yang-mendatangi-dusun/"
    weights = {}
    for address in ("/", "/inovasi/", "/inovasi/layanan-0/", story, "/kabar-inovasi/", "/replikasi/", "/kipp/"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        page = answer.content.decode()
        files = {*SHEET.findall(page), *with_imports(SCRIPT.findall(page))}
        assert len(files) > 3, "styles and scripts were found"
        weights[address] = packed(answer.content) + sum(packed(static(one)) for one in files)
    assert max(weights.values()) <= LARGEST, weights
    print(weights)
