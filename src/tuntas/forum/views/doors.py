"""Who comes in: editors into the newsroom, readers anywhere."""

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

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
