"""A change of the origin: what it was, what it is, what stands at home, and the adopter's answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from tuntas.kernel.clock import now
from tuntas.kernel.text import compare
from tuntas.people.middleware import SignedRequest
from tuntas.replication.actions.errors import ReplicationRefused
from tuntas.replication.actions.updating import answer_update
from tuntas.replication.forms.copies import UpdateForm
from tuntas.replication.rules import may_plan
from tuntas.replication.terms import Answer, Chapter
from tuntas.replication.views.doors import at_work, back


@login_required
def update(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    """Read the difference; take it over or not."""
    moment = now()
    copy, parts = at_work(request, reference, moment)
    found = get_object_or_404(copy.innovation.updates, pk=pk)
    row = copy.adaptations.filter(chapter=found.chapter).first()
    answered = found.answers.filter(replication=copy).select_related("by").first()
    writes = may_plan(parts, copy.case.stage) and answered is None
    form = UpdateForm(request.POST or None, initial={"differs": row.differs if row else ""})
    if request.method == "POST" and writes and form.is_valid():
        typed = form.cleaned_data
        try:
            answer_update(
                copy=copy,
                update=found,
                answer=Answer(typed["answer"]),
                reason=typed["reason"],
                differs=typed["differs"],
                by=request.user,
                now=moment,
            )
        except ReplicationRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Answered. The owner reads it too."))
            return back(copy)
    context = {
        "copy": copy,
        "update": found,
        "chapter": Chapter(found.chapter).label,
        "pieces": compare(found.before, found.after),
        "row": row,
        "answered": answered,
        "form": form,
        "writes": writes,
    }
    return render(request, "replication/update.html", context)
