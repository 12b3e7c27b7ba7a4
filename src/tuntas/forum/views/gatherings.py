"""Events for everybody: what comes, what was, one event, and calendars."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.forum.models import Gathering
from tuntas.forum.queries import gatherings as found
from tuntas.forum.rules.gatherings import has_stands, is_over, may_let_in, may_run, may_see, registration_of
from tuntas.forum.rules.written import written
from tuntas.kernel.bilingual import said
from tuntas.kernel.calendar import calendar_file
from tuntas.kernel.clock import now


@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    """What comes."""
    moment = now()
    rows = [(one, registration_of(one, moment)) for one in found.coming(request.user, moment)[:100]]
    last = list(found.past(request.user, moment)[:3])
    context = {"rows": rows, "last": last, "may_run": may_run(request.user, moment)}
    return render(request, "forum/gatherings/list.html", context)


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """What was."""
    page = Paginator(found.past(request.user, now()), 50).get_page(request.GET.get("page"))
    return render(request, "forum/gatherings/archive.html", {"page": page})


def known(request: HttpRequest, slug: str) -> Gathering:
    """The event, for those who may see it; it does not exist for others."""
    gathering = found.gathering_of(slug)
    if gathering is None or not may_see(request.user, gathering, now()):
        raise Http404
    return gathering


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One event, with the reader's own registration."""
    gathering, moment = known(request, slug), now()
    context = {
        "gathering": gathering,
        "found": found.page_of(gathering, request.user),
        "about": written(said(gathering, "about")),
        "registration": registration_of(gathering, moment),
        "free": max((gathering.capacity or 0) - gathering.taken, 0),
        "over": is_over(gathering, moment),
        "stands": has_stands(gathering),
        "may_run": may_run(request.user, moment),
        "may_let_in": may_let_in(request.user, moment),
    }
    return render(request, "forum/gatherings/page.html", context)


@require_safe
def calendar(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The list of events, or one of them, for calendars."""
    moment = now()
    chosen = [known(request, slug)] if slug else list(found.for_calendar(moment))
    made = calendar_file(
        name=said(chosen[0], "title") if slug else _("Forum events in Central Java"),
        appointments=[found.appointment(one, settings.PUBLIC_ADDRESS) for one in chosen],
        made=moment,
        product="Forum",
    )
    headers = {"Content-Disposition": f'attachment; filename="{slug or "acara"}.ics"'}
    return HttpResponse(made, content_type="text/calendar; charset=utf-8", headers=headers)
