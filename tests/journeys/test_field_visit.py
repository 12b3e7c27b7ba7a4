"""A field visit by clicks: planned, claims chosen, findings and position written, photographed, closed, scored."""

from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from PIL import Image

from tests.journeys.walker import Walker
from tuntas.kipp.models import Criterion, Edition, Sheet, Stage, Visit
from tuntas.kipp.terms import ClaimVerdict, StageKind
from tuntas.kipp.tests.stage import during

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
pytestmark = [pytest.mark.journey, pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
HOME = "/kipp/kipp-kecil/"
THEN = during(StageKind.FIELD)
HERE = {"latitude": -6.98765, "longitude": 109.66554}


@pytest.fixture
def scored_in_the_field(small_edition: Edition) -> Edition:
    """The field verification has a criterion and counts a fifth."""
    weights = {StageKind.DESK: 40, StageKind.INTERVIEW: 40, StageKind.FIELD: 20}
    for kind, weight in weights.items():
        Stage.objects.filter(edition=small_edition, kind=kind).update(weight=weight)
    field = Stage.objects.get(edition=small_edition, kind=StageKind.FIELD)
    Criterion.objects.create(stage=field, key="kenyataan", title="Kenyataan", weight=100, order=1)
    return small_edition


def picture() -> bytes:
    """A photograph as a telephone makes it: with camera data and a position inside."""
    made, exif = BytesIO(), Image.Exif()
    exif[0x010F] = "KameraRahasia"
    exif.get_ifd(0x8825)[2] = (6.0, 59.0, 30.0)
    Image.new("RGB", (640, 480), (91, 53, 26)).save(made, "JPEG", exif=exif)
    return made.getvalue()


@pytest.mark.parametrize("walker", ["with scripts", "in English, without scripts"], indirect=True)
def test_a_field_visit(walker: Walker, scored_in_the_field, finalists, sari, ratna) -> None:
    entry = finalists[0]
    with time_machine.travel(THEN):
        planned(walker, sari, entry.title)
        walker.sign_in(ratna)
        walker.go(HOME + "lapangan/")
        walker.follow(walker.named(entry.title))
        looked(walker)
        photographed(walker)
        walker.press("Paper form")
        walker.go(f"{HOME}lapangan/{entry.case.reference}/")
        walker.press("Close the visit")
        walker.press("Close the visit")
        assert Visit.objects.get().closed_at
        walker.press("Score this entry")
        walker.fill("value-kenyataan", "92")
        walker.press("Hand in")
        sheet = Sheet.objects.get(assignment__stage__kind=StageKind.FIELD)
        assert sheet.total == 92 and sheet.handed_in_at
        walker.sign_in(sari)
        walker.go(HOME + "lapangan/")
        walker.reads(walker.said("Closed"))


def planned(walker: Walker, sari, title: str) -> None:
    """Sari finds the visits from the board, sends Ratna there, and chooses what is to be looked at."""
    walker.sign_in(sari)
    walker.go(HOME + "papan/")
    walker.press("Field visits")
    row = walker.page.locator("main tr", has_text=title)
    walker.follow(row.get_by_role("link", name=walker.said("Plan")).last)
    walker.fill("planned_for", str(THEN.date()))
    walker.page.get_by_label("Ratna").check()
    walker.press("Save the plan")
    walker.press("Add claims")
    sentences = walker.page.locator("main input[name='claim']")
    sentences.nth(0).check()
    sentences.nth(1).check()
    walker.fill("own", "Ada relawan di setiap desa.")
    walker.press("Put them on the checklist")
    assert Visit.objects.get().claims.count() == 3


def looked(walker: Walker) -> None:
    """Ratna gives every claim a verdict, says where and when, and sums up."""
    page, (first, second, third) = walker.page, Visit.objects.get().claims.all()
    for claim, verdict in ((first, "true"), (second, "true"), (third, "partly")):
        page.locator(f"main [name='verdict-{claim.pk}'][value='{verdict}']").check()
    walker.fill(f"finding-{third.pk}", "Relawan baru ada di 60 desa.")
    walker.fill("visited_on", str(THEN.date()))
    if walker.scripts:
        page.context.grant_permissions(["geolocation"], origin=walker.address)
        page.context.set_geolocation(HERE)
        walker.named(walker.said("Fill in where I am")).click()
        expect(page.locator("main [name='longitude']")).not_to_have_value("")
    else:
        walker.fill("latitude", "-6,98765")
        walker.fill("longitude", "109,66554")
    walker.fill("summary", "Keadaan sesuai dengan usulan, kecuali jumlah relawan.")
    walker.press("Save")
    visit = Visit.objects.get()
    assert (visit.latitude, visit.longitude) == (Decimal("-6.98765"), Decimal("109.66554"))
    assert visit.claims.get(pk=third.pk).verdict == ClaimVerdict.PARTLY


def photographed(walker: Walker) -> None:
    """One picture with its caption, tied to a claim; what the camera wrote into it is gone."""
    walker.unfold("Add a picture")
    walker.field("picture").set_input_files({"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    walker.fill("caption", "Kelas kejar paket di balai desa")
    walker.choose("claim", "relawan")
    walker.press("Keep the picture")
    walker.reads("Kelas kejar paket di balai desa")
    photo = Visit.objects.get().photos.select_related("file", "claim").get()
    assert photo.claim and "relawan" in photo.claim.text
    shown = walker.page.locator("main ul.photos img").first
    answer = walker.page.request.get(walker.address + shown.get_attribute("src"))
    assert answer.status == 200 and b"KameraRahasia" not in answer.body() and b"Exif" not in answer.body()
