"""A family card and its members."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.residents.actions import Refused
from tuntas.residents.actions.changing import make_head
from tuntas.residents.actions.reading import lines
from tuntas.residents.queries.register import family_of, members_of
from tuntas.residents.rules.keyring import keyring
from tuntas.residents.rules.record import bound_to
from tuntas.residents.terms import Relation, masked
from tuntas.residents.views.doors import KeeperRequest, keeper, resident_or_404


@require_safe
@keeper
def family(request: KeeperRequest, key: str) -> HttpResponse:
    """Who belongs to the card, the head first."""
    card = family_of(request.place, key)
    if card is None:
        raise Http404
    members = members_of(card)
    number = keyring().open(card.sealed, bound_to(card.key, "family")).decode() if card.sealed else ""
    context = {
        "place": request.place,
        "card": card,
        "number": masked(number),
        "members": lines(rows=members, village=request.place, by=request.user, now=request.moment),
        "headless": bool(members) and all(row.relation != Relation.HEAD for row in members),
    }
    return render(request, "residents/family.html", context)


@require_POST
@keeper
def head(request: KeeperRequest, key: str) -> HttpResponse:
    """Make this member head of their family."""
    row = resident_or_404(request, key)
    try:
        make_head(resident=row, by=request.user, now=request.moment)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved. Look whether the others' relations are still right."))
    return (
        redirect("residents:family", request.place.code, row.family.key)
        if row.family
        else redirect("residents:one", request.place.code, key)
    )
