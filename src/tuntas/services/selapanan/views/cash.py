"""The cash book: rows, writing, reversing, closing, savings, export."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.files.sheets import Sheet, write_xlsx
from tuntas.kernel.clock import wib_date
from tuntas.kernel.identifiers import token
from tuntas.services.selapanan.actions import cash as acts
from tuntas.services.selapanan.forms.cash import EntryForm
from tuntas.services.selapanan.forms.groups import DayForm, ReasonForm
from tuntas.services.selapanan.models import Meeting, Period
from tuntas.services.selapanan.queries.cash import balances_of, book, closed_until, page_of, savings
from tuntas.services.selapanan.queries.members import active
from tuntas.services.selapanan.rules.cash import movement
from tuntas.services.selapanan.terms import Account, Part
from tuntas.services.selapanan.views.doors import GroupRequest, carried, group_door, said, shown, to_group
from tuntas.services.selapanan.views.groups import BOTH, base

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@group_door()
def cash(request: GroupRequest) -> HttpResponse:
    """The book, newest first, with what lies in cash box and bank."""
    found = request.group
    held = balances_of(found)
    pages = Paginator(book(found), 50)
    pages.count = held.rows  # known already: rows have no gaps
    page = pages.get_page(request.GET.get("page"))
    periods = list(Period.objects.filter(group=found).select_related("document")[:12])
    context = {
        "page": page,
        "rows": page_of(list(page), held),
        "in_box": held.of(Account.CASH),
        "in_bank": held.of(Account.BANK),
        "saved": -held.of(Account.SAVINGS),
        "shut": periods[0].ends if periods else None,
        "periods": periods,
    }
    return shown(request, "cash", base(request) | context)


@BOTH
@group_door(Part.CASHIER)
def write(request: GroupRequest) -> HttpResponse:
    """A row. `?pertemuan=` says at which meeting, `?foto=` shows a photographed sheet beside the form."""
    meeting = _meeting(request)
    start = {"token": token(), "day": meeting.day if meeting else wib_date(request.moment)}
    form = EntryForm(request.POST or None, members=active(request.group), initial=start)

    def act() -> None:
        typed = form.cleaned_data
        acts.write(
            group=request.group,
            happening=typed["happening"],
            amount=typed["amount"],
            day=typed["day"],
            text=typed["text"],
            token=typed["token"],
            member=typed["member"],
            meeting=meeting,
            by=request.user,
            now=request.moment,
        )

    if carried(request, form, act):
        said(request, _("Written into the book."))
        return to_group(request.group, "cash")
    photo = None
    if meeting and request.GET.get("foto", "").isdecimal():
        photo = meeting.photos.select_related("file").filter(pk=request.GET["foto"]).first()
    return shown(request, "cash_write", base(request) | {"form": form, "meeting": meeting, "photo": photo})


def _meeting(request: GroupRequest) -> Meeting | None:
    number = request.GET.get("pertemuan", "")
    if not number.isdecimal() or len(number) > 6:
        return None
    return Meeting.objects.select_related("group").filter(group=request.group, number=number).first()


@BOTH
@group_door(Part.CASHIER)
def reverse_row(request: GroupRequest, row: int) -> HttpResponse:
    """Put a mistake right by a row the other way round."""
    entry = book(request.group).filter(number=row).first()
    if entry is None:
        raise Http404
    entry.group = request.group
    form = ReasonForm(request.POST or None)
    who: dict[str, Any] = {"by": request.user, "now": request.moment}
    if carried(request, form, lambda: acts.reverse(entry=entry, reason=form.cleaned_data["reason"], **who)):
        said(request, _("Reversed. Both rows stay in the book."))
        return to_group(request.group, "cash")
    return shown(request, "cash_reverse", base(request) | {"entry": entry, "form": form})


@BOTH
@group_door(Part.CASHIER)
def close(request: GroupRequest) -> HttpResponse:
    """Close the book up to a day; says what that means first."""
    form = DayForm(request.POST or None, initial={"day": wib_date(request.moment)})
    who: dict[str, Any] = {"by": request.user, "now": request.moment}
    if carried(request, form, lambda: acts.close_period(group=request.group, ends=form.cleaned_data["day"], **who)):
        said(request, _("The period is closed; its statement is being made."))
        return to_group(request.group, "cash")
    return shown(request, "cash_close", base(request) | {"form": form, "shut": closed_until(request.group)})


@require_safe
@group_door(Part.CASHIER)
def saving(request: GroupRequest) -> HttpResponse:
    """What is whose: for those who keep the book only."""
    return shown(request, "savings", base(request) | {"rows": savings(request.group)})


@require_safe
@group_door(Part.CASHIER)
def export(request: GroupRequest) -> HttpResponse:
    """The whole book as a table, oldest first, with the savings of members."""
    columns: list[Any] = [_("Number"), _("Day"), _("What for"), _("Member"), _("To"), _("From"), _("Amount"),
                          _("In"), _("Out"), _("Cash box and bank"), _("Reverses")]  # fmt: skip
    rows: list[list[Any]] = []
    total = 0
    for entry in book(request.group).order_by("number"):
        change = movement(entry)
        total += change
        rows.append(
            [entry.number, entry.day, entry.text, entry.member.name if entry.member else "",
             str(entry.get_debit_display()), str(entry.get_credit_display()), entry.amount, max(change, 0),
             max(-change, 0), total, entry.reverses.number if entry.reverses else ""]
        )  # fmt: skip
    saved: list[list[Any]] = [[member.name, amount] for member, amount in savings(request.group)]
    sheets = [Sheet(_("Cash book"), columns, rows), Sheet(_("Savings of members"), [_("Member"), _("Amount")], saved)]
    response = HttpResponse(write_xlsx(sheets), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="kas.xlsx"'
    return response
