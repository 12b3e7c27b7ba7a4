"""The door in front of the work on a copy: those with a part in it; for all others it does not exist."""

from datetime import datetime
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tuntas.people.models import Person
from tuntas.replication.models import Replication
from tuntas.replication.queries.copies import found
from tuntas.replication.rules import parts_of


def who(request: HttpRequest) -> Person:
    """Whoever asks; the rules take an anonymous visitor for a person without any part."""
    return cast(Person, request.user)


def at_work(request: HttpRequest, reference: str, now: datetime) -> tuple[Replication, frozenset[str]]:
    """The copy and the person's parts in it; 404 for those who have none. Behind `login_required`."""
    copy = found(reference)
    parts = parts_of(copy, who(request), now) if copy else frozenset[str]()
    if copy is None or not parts:
        raise Http404
    return copy, parts


def back(copy: Replication, name: str = "page") -> HttpResponse:
    """To a page of the copy."""
    return redirect(f"replication:{name}", copy.case.reference)


def upload(request: HttpRequest, name: str = "file") -> Any:
    """The file that came along, or None."""
    return request.FILES.get(name)
