"""Who signs: posts, absences, what the head has handed on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tuntas.kernel.clock import wib_date
from tuntas.people.models import Holding, Person
from tuntas.people.rules import in_force
from tuntas.services.labkd.actions import signing
from tuntas.services.labkd.actions.refusals import LetterRefused
from tuntas.services.labkd.flow import OFFICE
from tuntas.services.labkd.forms.office import AwayForm, DelegationForm, PostForm, UntilForm
from tuntas.services.labkd.models import Absence, Delegation, Post
from tuntas.services.labkd.queries.signing import absences_of, delegations_of, posts_of, signer_among
from tuntas.services.labkd.rules.kinds import kinds
from tuntas.services.labkd.terms import Rank
from tuntas.services.labkd.views.doors import DeskRequest, leading, office


@require_safe
@office
def posts(request: DeskRequest, place: str) -> HttpResponse:
    """Who holds which post, who is away, what was handed on, and who would sign today."""
    day = wib_date(request.moment)
    names = {key: str(kind) for key, kind in kinds().items()}
    held, gone = list(posts_of(request.place)), list(absences_of(request.place, day))
    handed = list(delegations_of(request.place, day))
    context = {
        "place": request.place,
        "office": request.office,
        "posts": held,
        "absences": gone,
        "delegations": [(one, names.get(one.kind, _("Every kind"))) for one in handed],
        "signer": signer_among(next(iter(kinds().values())), held, gone, handed, day),
        "today": day,
        "is_head": Rank.HEAD in request.office.ranks,
    }
    return render(request, "labkd/letters/posts.html", context)


def _form_page(
    request: DeskRequest, form: Any, title: str, hint: str, act: Callable[[dict[str, Any]], Any], keep: str
) -> HttpResponseBase:
    """A form of the office: act when it is right, else show it again with everything typed."""
    if not request.office.leads:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except LetterRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("labkd:letter_posts", request.place.code)
    context = {"place": request.place, "form": form, "title": title, "hint": hint, "keep": keep}
    return render(request, "labkd/letters/post_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@leading
def post(request: DeskRequest, place: str) -> HttpResponseBase:
    """Name who holds a post."""
    people = Person.objects.filter(
        holdings__in=_holdings(request), is_active=True
    ).distinct().order_by("name", "pk")  # fmt: skip
    form = PostForm(request.POST or None, people=people, initial={"since": wib_date(request.moment)})

    def act(typed: dict[str, Any]) -> None:
        words = signing.PostWords(
            **{key: typed[key] for key in ("name", "title", "staff_number", "certificate", "decree")}
        )
        signing.name_post(
            place=request.place,
            rank=Rank(typed["rank"]),
            person=typed["person"],
            words=words,
            since=typed["since"],
            by=request.user,
            now=request.moment,
        )

    hint = _("A head or secretary before them ends the day before.")
    return _form_page(request, form, _("Name who holds a post"), hint, act, "post")


def _holdings(request: DeskRequest) -> Any:
    return Holding.objects.filter(in_force(request.moment), place=request.place, organisation=None, role__in=OFFICE)


@require_http_methods(["GET", "HEAD", "POST"])
@leading
def end(request: DeskRequest, place: str, pk: int) -> HttpResponseBase:
    """The last day somebody holds a post."""
    found = Post.objects.select_related("place").filter(pk=pk, place=request.place).first()
    if found is None:
        raise Http404
    form = UntilForm(request.POST or None, initial={"until": wib_date(request.moment)})

    def act(typed: dict[str, Any]) -> None:
        signing.end_post(post=found, until=typed["until"], by=request.user, now=request.moment)

    return _form_page(request, form, _("End of a post"), str(found), act, f"post-{pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@leading
def away(request: DeskRequest, place: str) -> HttpResponseBase:
    """Somebody is away."""
    day = wib_date(request.moment)
    form = AwayForm(request.POST or None, posts=posts_of(request.place).exclude(until__lt=day), initial={"since": day})

    def act(typed: dict[str, Any]) -> None:
        signing.be_away(**typed, by=request.user, now=request.moment)

    hint = _("Letters that wait for a signature go to who signs meanwhile.")
    return _form_page(request, form, _("Somebody is away"), hint, act, "away")


@require_POST
@leading
def back(request: DeskRequest, place: str, pk: int) -> HttpResponse:
    """Back earlier than thought."""
    found = Absence.objects.filter(pk=pk, post__place=request.place).select_related("post__place").first()
    if found is not None:
        signing.come_back(absence=found, by=request.user, now=request.moment)
        messages.success(request, _("Saved."))
    return redirect("labkd:letter_posts", place)


@require_http_methods(["GET", "HEAD", "POST"])
@leading
def delegate(request: DeskRequest, place: str) -> HttpResponseBase:
    """The head hands on letters of a kind."""
    form = DelegationForm(request.POST or None, initial={"since": wib_date(request.moment)})

    def act(typed: dict[str, Any]) -> None:
        words = {**typed, "rank": Rank(typed["rank"])}
        signing.delegate(place=request.place, **words, by=request.user, now=request.moment)

    hint = _("The post signs on behalf of the head (a.n.) as long as this runs.")
    return _form_page(request, form, _("Hand letters on"), hint, act, "delegate")


@require_POST
@leading
def undelegate(request: DeskRequest, place: str, pk: int) -> HttpResponse:
    """From today the head signs these again."""
    found = Delegation.objects.filter(pk=pk, place=request.place).select_related("place").first()
    if found is not None:
        signing.end_delegation(delegation=found, by=request.user, now=request.moment)
        messages.success(request, _("Saved."))
    return redirect("labkd:letter_posts", place)
