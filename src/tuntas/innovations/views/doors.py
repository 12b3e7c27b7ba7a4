"""Finding the innovation of an address for those who may."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from tuntas.innovations import queries, rules
from tuntas.innovations.models import Innovation
from tuntas.people.middleware import SignedRequest


def to_write(request: SignedRequest, slug: str, moment: datetime) -> Innovation:
    """The innovation, if the person may write it; 404 where they may not even know of it, 403 where they only read."""
    innovation = queries.shown(slug)
    if innovation is None or not rules.may_see(request.user, innovation, moment):
        raise Http404
    if not rules.may_edit(request.user, innovation, moment):
        raise PermissionDenied
    return innovation


def say(request: HttpRequest, sentence: str) -> None:
    """A short word of success on the next page."""
    messages.success(request, sentence)
