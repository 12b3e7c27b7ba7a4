"""Smaller copies of pictures."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from tuntas.files import actions, rules
from tuntas.files.queries import content_of, sources_of
from tuntas.files.rules.pictures import shrunk, size_of, widths_for
from tuntas.files.terms import IMAGE


def photo(width: int = 900, height: int = 600) -> bytes:
    """A JPEG with a place hidden in it."""
    exif = Image.Exif()
    exif[0x010E] = "rumah saya"
    out = BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def kept(db, now):
    """A picture everybody may see."""
    rules.register("files.open_test", _anybody)
    return actions.store(
        upload=photo(), name="a.jpg", kind=IMAGE(5), purpose="files.open_test", subject="x", by=None, now=now
    )


def _anybody(reader, file, now) -> bool:
    return True


@pytest.mark.parametrize(
    ("width", "made"), [(200, [200]), (320, [320]), (900, [320, 640, 900]), (2000, [320, 640, 1280])]
)
def test_no_copy_is_larger_than_its_picture(width, made):
    assert widths_for(width) == made


@pytest.mark.parametrize("form", ["avif", "webp"])
def test_copies_are_smaller_and_say_nothing_more(kept, form):
    copy = shrunk(content_of(kept), 320, form)
    with Image.open(BytesIO(copy)) as picture:
        assert picture.size == (320, 213) and not picture.getexif()


def test_everybody_gets_open_copies_from_any_cache(kept, client):
    actions.make_copies(file=kept, width=size_of(content_of(kept))[0])
    asked = sources_of(kept, 900, 600)
    for address in [*(part.split()[0] for part in asked.avif.split(", ")), asked.src]:
        answer = client.get(address)
        assert answer.status_code == 200 and answer["Cache-Control"].startswith("public")
    assert client.get(f"/berkas/{kept.pk}/321.webp").status_code == 404  # a size nobody made
    assert client.get(f"/berkas/{kept.pk}/320.gif").status_code == 404


def test_closed_pictures_have_no_open_copies(kept, client, now):
    hidden = actions.store(
        upload=photo(), name="b.jpg", kind=IMAGE(5), purpose="x.closed", subject="x", by=None, now=now
    )
    assert client.get(f"/berkas/{hidden.pk}/320.webp").status_code == 404
    actions.remove(file=kept, by=None, now=now)
    assert client.get(f"/berkas/{kept.pk}/320.webp").status_code == 404


def test_copies_of_a_present_picture_are_not_swept(kept, now):
    copy, later = actions.picture_copy(file=kept, width=320, form="webp"), now.replace(year=now.year + 20)
    actions.sweep(now=later)
    assert default_storage.exists(copy)
    actions.remove(file=kept, by=None, now=now)
    actions.sweep(now=later)
    assert not default_storage.exists(copy)
