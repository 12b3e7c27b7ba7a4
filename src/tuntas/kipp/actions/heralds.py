"""Telling people that a deadline has moved. The handler stands in the lobby's wiring."""

from datetime import datetime

from django.urls import reverse

from tuntas.kernel.clock import wib
from tuntas.kipp.models import Extension, SeatHolder
from tuntas.kipp.queries.drafts import drafts_of, owners_of
from tuntas.kipp.terms import SCORED, DeadlineExtended, Seat, StageKind
from tuntas.notices.actions import tell
from tuntas.people.models import Person

EXTENDED = "kipp.extended"


def tell_extended(event: DeadlineExtended) -> None:
    """Tell whoever the stage waits for: holders of drafts for registration, jurors for a scored stage."""
    extension = (
        Extension.objects.select_related("stage__edition").filter(stage=event.stage_id).order_by("at", "pk").last()
    )
    if extension is None:
        return
    edition, stage = extension.stage.edition, extension.stage
    before, after = _moment(extension.before), _moment(extension.after)
    for person in _concerned(extension):
        tell(
            person=person,
            kind=EXTENDED,
            title=f"Tenggat diperpanjang: {stage.title}",
            title_en=f"Deadline extended: {stage.title_en or stage.title}",
            body=f"{edition.name}: dari {before} menjadi {after} WIB.\nAlasan: {extension.reason}",
            body_en=f"{edition.name_en or edition.name}: from {before} to {after} WIB.\nReason: {extension.reason}",
            link=reverse("kipp:edition", args=[edition.slug]),
            now=extension.at,
        )


def _concerned(extension: Extension) -> list[Person]:
    """Everybody whose work the new time is about."""
    stage = extension.stage
    if stage.kind == StageKind.REGISTRATION:
        drafts = owners_of(drafts_of(stage.edition), extension.at)
        people = {person for draft, owners in drafts for person in (draft.created_by_id, *owners)}
    elif stage.kind in SCORED:
        jurors = SeatHolder.objects.filter(edition=stage.edition, seat=Seat.JUROR, left_at=None)
        people = set(jurors.values_list("person_id", flat=True))
    else:
        return []
    return list(Person.objects.filter(pk__in=people, is_active=True))


def _moment(moment: datetime) -> str:
    """`03-11-2021 23.59`, in WIB."""
    return f"{wib(moment):%d-%m-%Y %H.%M}"
