"""Versions of the survey's questions, for who looks after the installation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tuntas.kernel.clock import now, wib_date
from tuntas.people.middleware import SignedRequest
from tuntas.quality.actions.surveying import SurveyRefused
from tuntas.quality.actions.wording import reword
from tuntas.quality.forms import WordingForm
from tuntas.quality.models import Wording
from tuntas.quality.queries.surveys import questions, version_at
from tuntas.quality.rules.access import may_word


@login_required
def versions(request: SignedRequest) -> HttpResponse:
    """The words in force, and all versions before them."""
    moment = now()
    if not may_word(request.user, moment):
        raise PermissionDenied
    number, words = version_at(wib_date(moment))
    rows = Wording.objects.select_related("made_by").order_by("-number")
    return render(request, "quality/wording.html", {"number": number, "questions": questions(words), "versions": rows})


@login_required
def new(request: SignedRequest) -> HttpResponse:
    """A new version, from the one in force."""
    moment = now()
    if not may_word(request.user, moment):
        raise PermissionDenied
    words = version_at(wib_date(moment))[1]
    form = WordingForm(request.POST or None, words=words, initial={"since": wib_date(moment)})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            made = reword(
                questions=form.questions, since=typed["since"], note=typed["note"], by=request.user, now=moment
            )
        except SurveyRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Version %(number)s is kept.") % {"number": made.number})
            return redirect("quality:wording")
    return render(request, "quality/wording_new.html", {"form": form}, status=422 if form.errors else 200)
