"""Paper: sheets to print for a meeting, photos of filled ones, and typing them in beside the photo."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.documents.press.code import qr
from tuntas.documents.press.typeset import typeset
from tuntas.services.selapanan.actions.photos import entered, keep_photo
from tuntas.services.selapanan.forms.meetings import MinutesForm, PhotoForm, RollForm
from tuntas.services.selapanan.models import Photo
from tuntas.services.selapanan.queries.meetings import roll_of
from tuntas.services.selapanan.queries.sheets import sheet_data
from tuntas.services.selapanan.terms import Part, SheetKind
from tuntas.services.selapanan.views.doors import GroupRequest, carried, meeting_door, said, shown, to_meeting
from tuntas.services.selapanan.views.groups import base
from tuntas.services.selapanan.views.meetings import page


@require_safe
@meeting_door()
def sheet(request: GroupRequest, kind: str) -> HttpResponse:
    """A sheet to fill in by hand: agenda, roll call or cash, with the meeting's number and its QR."""
    if kind not in SheetKind.values:
        raise Http404
    meeting = request.meeting
    address = settings.PUBLIC_ADDRESS + reverse(
        "selapanan:meeting", args=[request.place.code, request.group.key, meeting.number]
    )
    frame = {"language": (get_language() or "id")[:2], "address": address, "is_sample": request.group.is_sample,
             "title": str(SheetKind(kind).label), "label": meeting.case.reference}  # fmt: skip
    made = typeset(
        kind="selapanan.sheet", frame=frame, data=sheet_data(meeting, kind), qr=qr(address), moment=request.moment
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{meeting.case.reference}-{kind}.pdf"'
    return response


@require_POST
@meeting_door()
def photo_add(request: GroupRequest) -> HttpResponse:
    """Keep the photo of a filled sheet, then show it beside the form."""
    form = PhotoForm(request.POST, request.FILES)
    kept: list[Photo] = []

    def act() -> None:
        typed = form.cleaned_data
        kept.append(
            keep_photo(
                meeting=request.meeting,
                upload=typed["photo"],
                kind=SheetKind(typed["kind"]),
                by=request.user,
                now=request.moment,
            )
        )

    if carried(request, form, act):
        said(request, _("The photo is kept. Now type in what stands on it."))
        return redirect("selapanan:photo", request.place.code, request.group.key, request.meeting.number, kept[0].pk)
    return page(request, photo_form=form)


@require_safe
@meeting_door()
def photo(request: GroupRequest, pk: int) -> HttpResponse:
    """The photo beside the form it belongs to."""
    found = request.meeting.photos.select_related("file").filter(pk=pk).first()
    if found is None:
        raise Http404
    if found.kind == SheetKind.CASH and Part.CASHIER in request.parts:
        where = reverse("selapanan:cash_write", args=[request.place.code, request.group.key])
        return redirect(f"{where}?pertemuan={request.meeting.number}&foto={found.pk}")
    meeting = request.meeting
    context = {
        "meeting": meeting,
        "photo": found,
        "is_roll": found.kind == SheetKind.ROLL,
        "roll_form": RollForm(roll=roll_of(meeting), guests=meeting.guests.all()),
        "minutes_form": MinutesForm(
            items=list(meeting.items.all()), initial={"revision": meeting.revision, "minutes": meeting.minutes}
        ),
        "writes": meeting.case.stage == "running" and Part.RUNNER in request.parts,
    }
    return shown(request, "photo", base(request) | context)


@require_POST
@meeting_door()
def photo_done(request: GroupRequest, pk: int) -> HttpResponse:
    """Everything on the sheet has been typed in."""
    found = request.meeting.photos.select_related("meeting__group__place").filter(pk=pk).first()
    if found is None:
        raise Http404
    entered(photo=found, by=request.user, now=request.moment)
    said(request, _("Noted: this sheet has been typed in."))
    return to_meeting(request.meeting)
