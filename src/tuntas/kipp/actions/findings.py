"""What a field visit found: verdicts on claims, the day, the position, and pictures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.files.actions import remove, store
from tuntas.files.terms import IMAGE
from tuntas.journal.actions import record, subject_of
from tuntas.kernel.text import clean
from tuntas.kipp.actions.field import writable
from tuntas.kipp.actions.interview import MeetingRefused
from tuntas.kipp.models import Claim, Photo, Visit
from tuntas.kipp.rules.papers import PHOTO
from tuntas.kipp.terms import ClaimVerdict
from tuntas.people.models import Person

PHOTO_KIND = IMAGE(10)
MOST_PHOTOS = 30


class StaleVisit(MeetingRefused):
    def __init__(self) -> None:
        super().__init__(
            _("Somebody else saved this visit meanwhile. What you typed is still here: compare and save again.")
        )


@dataclass(frozen=True)
class Found:
    """What the visitor writes of one claim."""

    verdict: ClaimVerdict
    finding: str = ""


@transaction.atomic
def save_findings(
    *,
    visit: Visit,
    found: Mapping[int, Found],
    revision: int,
    by: Person,
    now: datetime,
    visited_on: date | None = None,
    summary: str = "",
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
) -> Visit:
    """Write verdicts and findings by claim id, the day, the summary and the position (degrees).

    `revision` is what the page was made from; raises `StaleVisit` when somebody saved since. Claims not in
    `found` stay as they are.
    """
    visit = writable(visit, by, now)
    if revision != visit.revision:
        raise StaleVisit
    changed = []
    for claim in visit.claims.filter(pk__in=list(found)):
        said = found[claim.pk]
        if (claim.verdict, claim.finding) != (said.verdict, clean(said.finding)):
            claim.verdict, claim.finding = said.verdict, clean(said.finding)
            changed.append(claim)
    Claim.objects.bulk_update(changed, ["verdict", "finding"])
    visit.visited_on, visit.summary = visited_on, clean(summary)
    visit.latitude, visit.longitude = latitude, longitude
    visit.revision += 1
    visit.save(update_fields=["visited_on", "summary", "latitude", "longitude", "revision"])
    record(act="kipp.visit_written", subject=visit, by=by, now=now, data={"claims": [claim.pk for claim in changed]})
    return visit


@transaction.atomic
def add_photo(
    *, visit: Visit, upload: Any, caption: str, by: Person, now: datetime, claim: Claim | None = None
) -> Photo:
    """Keep a picture with its caption. The file loses its own position and camera data (`files` re-writes it).

    Raises `files.terms.UploadRefused` for anything that is not a picture of a size we take.
    """
    visit = writable(visit, by, now)
    if not caption.strip():
        raise MeetingRefused(_("Say in a few words what the picture shows."))
    if visit.photos.count() >= MOST_PHOTOS:
        raise MeetingRefused(_("A visit holds at most %(most)d pictures.") % {"most": MOST_PHOTOS})
    if claim is not None and claim.visit_id != visit.pk:
        claim = None
    number = visit.photos.count() + 1
    file = store(
        upload=upload,
        name=f"foto-{number:02d}",
        kind=PHOTO_KIND,
        purpose=PHOTO,
        subject=subject_of(visit),
        by=by,
        now=now,
    )
    photo = Photo.objects.create(visit=visit, claim=claim, file=file, caption=caption.strip()[:200], by=by, at=now)
    record(act="kipp.photo_added", subject=visit, by=by, now=now, data={"photo": photo.pk})
    return photo


@transaction.atomic
def drop_photo(*, photo: Photo, by: Person, now: datetime) -> None:
    """Take a picture away again; its file is marked removed. Twice is harmless."""
    visit = writable(photo.visit, by, now)
    fresh = visit.photos.filter(pk=photo.pk).select_related("file").first()
    if fresh is None:
        return
    file = fresh.file
    fresh.delete()
    remove(file=file, by=by, now=now)
    record(act="kipp.photo_dropped", subject=visit, by=by, now=now, data={"photo": photo.pk})
