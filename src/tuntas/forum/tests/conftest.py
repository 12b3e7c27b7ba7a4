"""The newsroom's stage: an editor, a story, an innovation with owner and adopter."""

from io import BytesIO

import pytest
from PIL import Image
from tests.cast import NOW, hold, person

from tuntas.forum.actions.reads import _keys, _seen
from tuntas.forum.actions.stories import begin, publish, save
from tuntas.innovations.actions import add_site
from tuntas.innovations.models import Innovation
from tuntas.kipp.tests.conftest import *  # noqa: F403
from tuntas.people.terms import Role

TEXT = "Warga kini cukup **sekali** datang.\n\n## Apa yang berubah\n\n- satu loket\n- satu hari"


@pytest.fixture(autouse=True)
def own_spool(settings, tmp_path) -> None:
    """Reads of a test are its own."""
    settings.READS_ROOT = tmp_path / "reads"
    _seen.clear()
    _keys.clear()


@pytest.fixture
def rini(jateng):
    """Rini is an editor of the province."""
    who = person("Rini Redaktur")
    hold(who, Role.EDITOR, jateng)
    return who


def told(by, title="Satu loket untuk akta lahir", now=NOW, **more):
    """A public story."""
    story = begin(title=title, by=by, now=now)
    changes = {"lead": "Antrean panjang hilang.", "body": TEXT, **more}
    story = save(story=story, changes=changes, revision=0, by=by, now=now)
    return publish(story=story, by=by, now=now)


@pytest.fixture
def story(rini):
    return told(rini)


@pytest.fixture
def innovation(dindik, pekalongan, wati):
    """A public innovation of Wati's office."""
    return Innovation.objects.create(
        slug="kudu-sekolah", name="Gerakan KUDU Sekolah", owner=dindik, place=pekalongan, is_public=True, added_at=NOW
    )


@pytest.fixture
def adopter(innovation, dukcapil, budi, brebes):
    """Budi, whose office in Brebes copied it."""
    first = add_site(
        innovation=innovation, place=innovation.place, organisation=innovation.owner, since=None, source="", by=None,
        now=NOW,
    )  # fmt: skip
    add_site(
        innovation=innovation,
        place=brebes,
        organisation=dukcapil,
        since=None,
        source="",
        parent=first,
        by=None,
        now=NOW,
    )
    return budi


def photo(width=900, height=600, form="JPEG", **more) -> bytes:
    """A picture with hidden data, as cameras make them."""
    out = BytesIO()
    made = Image.new("RGB", (width, height), "#196bcd")
    exif = made.getexif()
    exif[0x010F] = "KAMERA RAHASIA"
    made.save(out, form, exif=exif, **more)
    return out.getvalue()
