"""Interest in an innovation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tuntas.innovations.models import Innovation
from tuntas.kernel.clock import now
from tuntas.people.middleware import SignedRequest
from tuntas.replication.actions.errors import AlreadyCopied, ReplicationRefused
from tuntas.replication.actions.starting import start as begin
from tuntas.replication.forms.copies import StartForm
from tuntas.replication.queries.copies import adopters_of, found
from tuntas.replication.rules import is_public, parts_of


@login_required
def start(request: SignedRequest, slug: str) -> HttpResponse:
    """Say why, for which organisation; `?dari=REP-…` copies a copy. Once a place: else the one that lives is shown."""
    moment = now()
    innovation = get_object_or_404(Innovation.objects.select_related("owner", "place"), slug=slug, is_public=True)
    parent = None
    if asked := request.GET.get("dari"):
        parent = found(asked)
        if parent is None or not is_public(parent):
            raise Http404
    form = StartForm(request.POST or None, adopters=adopters_of(request.user, moment))
    existing = None
    if request.method == "POST" and form.is_valid():
        try:
            copy = begin(
                innovation=innovation,
                adopter=form.cleaned_data["adopter"],
                reason=form.cleaned_data["reason"],
                title=form.cleaned_data["title"],
                parent=parent,
                by=request.user,
                now=moment,
            )
        except AlreadyCopied as refused:
            existing = refused.existing
            form.add_error(None, str(refused))
        except ReplicationRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Thank you. The province looks at it within five working days."))
            return redirect("replication:page", copy.case.reference)
    context = {
        "innovation": innovation,
        "parent": parent,
        "form": form,
        "existing": existing,
        "existing_open": bool(existing and parts_of(existing, request.user, moment)),
        "adopters": form.fields["adopter"].queryset,  # type: ignore[attr-defined]
    }
    return render(request, "replication/start.html", context, status=409 if existing else 200)
