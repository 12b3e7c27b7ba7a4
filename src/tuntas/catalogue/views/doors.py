"""The door in front of a place's switches: for those who decide there. Everybody else knows the way is shut."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from tuntas.catalogue.rules.permission import may_manage
from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.catalogue.terms import Module
from tuntas.people.middleware import SignedRequest
from tuntas.places.models import Place


def module_of(prefix: str) -> Module:
    """The module with this word in addresses; 404 if there is none."""
    found = CATALOGUE.by_prefix(prefix)
    if found is None:
        raise Http404
    return found


def managed(request: SignedRequest, code: str, now: datetime) -> Place:
    """The place, for those who decide there. Behind `login_required`."""
    place = get_object_or_404(Place.objects.select_related("parent__parent__parent"), code=code)
    if not may_manage(request.user, place, now):
        raise PermissionDenied
    return place
