"""Who comes in: editors into the newsroom, readers anywhere."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict

from tuntas.forum.rules.gatherings import may_let_in, may_run
from tuntas.forum.rules.honours import may_award
from tuntas.forum.rules.stories import may_write
from tuntas.kernel.clock import now

View = Callable[..., HttpResponseBase]


def newsroom(view: View) -> View:
    """For editors; others who are signed in are refused, strangers are asked to sign in."""

    @wraps(view)
    def behind(request: HttpRequest, *args: object, **named: object) -> HttpResponseBase:
        if not may_write(request.user, now()):
            raise PermissionDenied
        return view(request, *args, **named)

    return login_required(behind)


def address_of(request: HttpRequest) -> str:
    """The reader's address, behind a proxy too; empty where nobody knows."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return ""


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent with a form; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def _hidden_behind(rule: Callable[[Any, datetime], bool]) -> Callable[[View], View]:
    """Pages that do not exist for those the rule refuses; strangers are asked to sign in."""

    def around(view: View) -> View:
        @wraps(view)
        def behind(request: HttpRequest, *args: object, **named: object) -> HttpResponseBase:
            if not rule(request.user, now()):
                raise Http404
            return view(request, *args, **named)

        return login_required(behind)

    return around


awarding = _hidden_behind(may_award)  # special awards before they are granted
organising = _hidden_behind(may_run)  # events behind the scenes
at_the_door = _hidden_behind(may_let_in)
