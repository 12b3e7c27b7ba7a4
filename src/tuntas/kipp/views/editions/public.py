"""What everybody may read: the list of editions, one edition, its form as an applicant sees it."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tuntas.kernel.clock import now
from tuntas.kipp.queries.amendments import history_of
from tuntas.kipp.queries.editions import listed_for, rulebook_of, situation_of, visible_to
from tuntas.kipp.rules.seats import WATCHES, may_open
from tuntas.kipp.terms import EditionStatus, Seat
from tuntas.kipp.views.doors import enter, who

PER_PAGE = 50


def home(request: HttpRequest) -> HttpResponse:
    """All editions the reader may know of."""
    editions = visible_to(who(request)).select_related("office").prefetch_related("stages")
    page = Paginator(editions, PER_PAGE).get_page(request.GET.get("page"))
    listed = listed_for(who(request), page.object_list, now())
    return render(
        request,
        "kipp/editions/home.html",
        {"page": page, "listed": listed, "may_open": may_open(who(request), now()), "Status": EditionStatus},
    )


def edition(request: HttpRequest, edition: str) -> HttpResponse:
    """The public page of an edition; a draft only for those seated in it."""
    found, seats = enter(request, edition)
    rules = rulebook_of(found, now())
    return render(
        request,
        "kipp/editions/edition.html",
        {
            "edition": found,
            "rules": rules,
            "changes": history_of(found, rules.extensions),
            "situation": situation_of(who(request), found, rules, now()),
            "watches": bool(seats & WATCHES),
            "juror": Seat.JUROR in seats,
        },
    )


def preview(request: HttpRequest, edition: str) -> HttpResponse:
    """The applicant's form, nothing to type in. `?kelompok=` chooses the group."""
    found, seats = enter(request, edition)
    if found.status == EditionStatus.DRAFT and not seats & WATCHES:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied
    rules = rulebook_of(found, now())
    wanted = request.GET.get("kelompok")
    group = next((one for one in rules.groups if one.group.key == wanted), rules.groups[0] if rules.groups else None)
    return render(request, "kipp/editions/preview.html", {"edition": found, "rules": rules, "chosen": group})
