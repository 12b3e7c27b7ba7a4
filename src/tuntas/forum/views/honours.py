"""Special awards for everybody, and for those who grant them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.forum.actions import honours as acts
from tuntas.forum.actions.refusals import ForumRefused
from tuntas.forum.forms.honours import HonoureeForm, HonourForm, TakeBackForm
from tuntas.forum.models import Honour, Honouree
from tuntas.forum.queries.honours import honour_of, honours, whom
from tuntas.forum.rules.honours import may_award, may_see_honour
from tuntas.forum.views.doors import awarding, sent
from tuntas.kernel.clock import now
from tuntas.people.middleware import SignedRequest


@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    """Granted awards; those who grant them see what they prepare."""
    page = Paginator(honours(request.user, now()), 50).get_page(request.GET.get("page"))
    rows = [(one, [(who, whom(who)) for who in one.honourees.all()]) for one in page]
    context = {"page": page, "rows": rows, "may_award": may_award(request.user, now())}
    return render(request, "forum/honours/list.html", context)


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One award; one that is not granted yet does not exist for others."""
    honour = honour_of(slug)
    if honour is None or not may_see_honour(request.user, honour, now()):
        raise Http404
    context = {
        "honour": honour, "receiving": [(who, whom(who)) for who in honour.honourees.all()],
        "may_award": may_award(request.user, now()),
    }  # fmt: skip
    return render(request, "forum/honours/page.html", context)


@awarding
def prepare(request: SignedRequest) -> HttpResponse:
    """A new award."""
    form = HonourForm(sent(request), now=now())
    if request.method == "POST" and form.is_valid():
        honour = acts.prepare_honour(values=form.changes(), by=request.user, now=now())
        messages.success(request, _("Saved. Nobody else knows of it yet. Name who receives it."))
        return redirect("forum:honour", honour.slug)
    context = {"form": form, "honour": None}
    return render(request, "forum/honours/write.html", context, status=422 if form.errors else 200)


@awarding
def write(request: SignedRequest, slug: str) -> HttpResponse:
    """Change an award that is not granted yet."""
    honour = _open(slug)
    form = HonourForm(sent(request), instance=honour, now=now())
    if request.method == "POST" and form.is_valid():
        try:
            acts.save_honour(
                honour=honour, values=form.changes(), revision=form.seen, by=request.user, now=now()
            )  # fmt: skip
        except ForumRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("forum:honour", slug)
    context = {"form": form, "honour": honour}
    return render(request, "forum/honours/write.html", context, status=422 if form.errors else 200)


@awarding
def add(request: SignedRequest, slug: str) -> HttpResponse:
    """Name who receives it."""
    honour = _open(slug)
    form = HonoureeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            acts.add_honouree(honour=honour, by=request.user, now=now(), **form.cleaned_data)
        except ForumRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("forum:honour", slug)
    context = {"form": form, "honour": honour}
    return render(request, "forum/honours/add.html", context, status=422 if form.errors else 200)


@awarding
@require_POST
def drop(request: SignedRequest, slug: str, pk: int) -> HttpResponse:
    """Take somebody off an award that is not granted yet; they can be named again."""
    honour = _open(slug)
    one = Honouree.objects.filter(pk=pk, honour=honour).first()
    if one is not None:
        acts.drop_honouree(honouree=one, by=request.user, now=now())
    return redirect("forum:honour", slug)


@awarding
def grant(request: SignedRequest, slug: str) -> HttpResponse:
    """Ask once, then grant: public, with certificates."""
    honour = _known(slug)
    if request.method == "POST":
        try:
            acts.grant_honour(honour=honour, by=request.user, now=now(), language=_language(request))
        except ForumRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Granted. The certificates can be checked by everybody."))
        return redirect("forum:honour", slug)
    if honour.granted_at is not None:
        raise Http404
    context = {"honour": honour, "receiving": [(who, whom(who)) for who in honour.honourees.all()]}
    return render(request, "forum/honours/grant.html", context)


@awarding
def take_back(request: SignedRequest, slug: str, pk: int) -> HttpResponse:
    """Ask once, with a reason everybody reads."""
    honour = _known(slug)
    one = next((one for one in honour.honourees.all() if one.pk == pk), None)
    if one is None or honour.granted_at is None:
        raise Http404
    form = TakeBackForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            acts.take_back(honouree=one, reason=form.cleaned_data["reason"], by=request.user, now=now())
        except ForumRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Taken back. The reason is public."))
            return redirect("forum:honour", slug)
    context = {"form": form, "honour": honour, "whom": whom(one)}
    return render(request, "forum/honours/take_back.html", context, status=422 if form.errors else 200)


def _known(slug: str) -> Honour:
    honour = honour_of(slug)
    if honour is None:
        raise Http404
    return honour


def _open(slug: str) -> Honour:
    honour = _known(slug)
    if honour.granted_at is not None:
        raise Http404
    return honour


def _language(request: SignedRequest) -> str:
    return "en" if request.POST.get("language") == "en" else "id"
