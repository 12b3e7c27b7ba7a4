"""The office's desk: letters on their way, one letter, its steps, and a new one for somebody at the desk."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.casework.actions import AlreadyMoved, MoveRefused
from tuntas.casework.flow import flow_of, stage_of
from tuntas.casework.queries import timeline
from tuntas.casework.rules import missing_for, moves_open
from tuntas.casework.terms import Move
from tuntas.catalogue.queries import setting
from tuntas.documents.terms import Status
from tuntas.kernel.clock import wib_date
from tuntas.residents.actions import NoGround, NotAllowed, names, search
from tuntas.residents.models import Resident
from tuntas.residents.terms import Purpose
from tuntas.services.labkd.actions import asking, chain, electronic, ending
from tuntas.services.labkd.actions.electronic import provider
from tuntas.services.labkd.actions.preparing import content_of
from tuntas.services.labkd.actions.refusals import LetterRefused, OldRevision
from tuntas.services.labkd.forms.letters import HandOverForm, SearchForm, SecretForm, StepForm
from tuntas.services.labkd.models import Letter
from tuntas.services.labkd.queries.letters import on_the_desk, rows_of, stages_counted
from tuntas.services.labkd.rules.kinds import kind_of, kinds
from tuntas.services.labkd.rules.wording import TemplateWrong
from tuntas.services.labkd.terms import Channel, LetterStage
from tuntas.services.labkd.views.doors import DeskRequest, back, letter_or_404, office

PRIVATE = frozenset({"signed", "resign"})  # made by what comes back from the signing service


@require_safe
@office
def letters(request: DeskRequest, place: str) -> HttpResponse:
    """What is on its way, by stage. Names are read when somebody asks for them, and that is logged."""
    stage = request.GET.get("tahap", "")
    page = Paginator(on_the_desk(request.place, stage), 50).get_page(request.GET.get("page"))
    named = request.GET.get("nama") == "1"
    context = {
        "place": request.place,
        "office": request.office,
        "page": page,
        "rows": rows_of(list(page), request.moment, by=request.user if named else None),
        "named": named,
        "stages": stages_counted(request.place),
        "chosen": stage,
    }
    return render(request, "labkd/letters/desk.html", context)


def open_moves(letter: Letter, request: DeskRequest) -> list[Move]:
    """The steps this person can choose now; of the two ways to sign, the one the village has chosen."""
    method = setting("labkd", request.place, "signature") if letter.case.stage == LetterStage.SIGNING else ""
    hidden = PRIVATE | ({"send"} if method != "remote" else {"sign"})
    found = [move for move in moves_open(letter.case, request.user, request.moment) if move.key not in hidden]
    return [move for move in found if move.key != "void" or letter.document_id]


@require_safe
@office
def letter(request: DeskRequest, place: str, reference: str) -> HttpResponse:
    """One letter: where it stands, what to do, who did what."""
    found = letter_or_404(request, reference)
    case, document = found.case, found.document
    content = content_of(found)
    called = (
        names(ids=[found.resident_id], purpose=Purpose.LETTER, by=request.user, now=request.moment)
        if found.resident_id
        else {}
    )
    context = {
        "place": request.place,
        "letter": found,
        "kind": kind_of(found.kind),
        "case": case,
        "stage": stage_of(case),
        "late": case.closed_at is None and case.due_at is not None and case.due_at < request.moment,
        "moves": open_moves(found, request),
        "name": called.get(found.resident_id or 0, ""),
        "claim": content["claim"],
        "corrected": bool(content["corrections"]),
        "prepares": case.stage in (LetterStage.ASKED, LetterStage.PREPARING),
        "document": document,
        "ends": request.office.leads and document is not None and document.status == Status.ISSUED,
        "signatures": list(found.signatures.select_related("requested_by")[:10]),
        "steps": timeline(case, "staff"),
    }
    return render(request, "labkd/letters/letter.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@office
def move(request: DeskRequest, place: str, reference: str, key: str) -> HttpResponseBase:
    """Say what a step does, take its words, make it."""
    found = letter_or_404(request, reference)
    flow = flow_of(found.case)
    arrow = next((one for one in open_moves(found, request) if one.key == key), None)
    if arrow is None:
        if key not in [one.key for one in flow.moves]:
            raise Http404
        messages.info(request, _("This step is not open to you now; here is where the letter stands."))
        return back(found)
    form_class = {"send": SecretForm, "hand_over": HandOverForm}.get(key, StepForm)
    initial = {"seen": found.case.steps.count()}
    form = form_class(request.POST or None, required=arrow.note_required, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _make(found, key, form.cleaned_data, request)
        except (AlreadyMoved, OldRevision) as refused:
            messages.info(request, str(refused))
            return back(found)
        except (MoveRefused, LetterRefused, TemplateWrong, NotAllowed, NoGround) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Done: %s.") % arrow.label)
            return back(found)
    needs = [] if key in ("sign", "send", "approve") else missing_for(found.case, arrow, request.moment)
    context = {
        "place": request.place,
        "letter": found,
        "case": found.case,
        "kind": kind_of(found.kind),
        "move": arrow,
        "target": flow.stage(arrow.to),
        "form": form,
        "missing": needs,
        "test": key == "send" and provider().is_test,
    }
    return render(request, "labkd/letters/move.html", context, status=422 if form.errors else 200)


def _make(found: Letter, key: str, typed: dict[str, Any], request: DeskRequest) -> None:
    words: dict[str, Any] = {"letter": found, "by": request.user, "now": request.moment, "seen": typed["seen"]}
    if key == "sign":
        chain.sign(**words)
    elif key == "send":
        electronic.request_signature(secret=typed["secret"], **words)
    elif key == "hand_over":
        chain.hand_over(to=typed["to"], **words)
    elif key == "void":
        ending.give_up(reason=typed["message"], **words)
    else:
        chain.step(key=key, message=typed["message"], **words)


@require_http_methods(["GET", "HEAD", "POST"])
@office
def new(request: DeskRequest, place: str, kind: str = "") -> HttpResponseBase:
    """For somebody at the desk: choose the kind, find the resident, open the letter."""
    wanted = kind_of(kind) if kind else None
    if kind and wanted is None:
        raise Http404
    context: dict[str, Any] = {"place": request.place, "kinds": list(kinds().values()), "kind": wanted}
    if wanted is None:
        return render(request, "labkd/letters/new.html", context)
    if request.method == "POST" and request.POST.get("resident"):
        resident = Resident.objects.filter(key=request.POST["resident"], village=request.place).first()
        if resident is not None:
            made = asking.ask(
                place=request.place,
                kind=wanted,
                channel=Channel.DESK,
                answers={},
                by=request.user,
                now=request.moment,
                resident=resident,
                on_behalf=request.POST.get("on_behalf", ""),
            )
            chain.step(letter=made, key="take_up", by=request.user, now=request.moment)
            return redirect("labkd:letter_prepare", place, made.case.reference)
        messages.info(request, _("Choose the resident once more."))
    context |= looked_up(request)
    return render(request, "labkd/letters/new.html", context, status=422 if context["form"].errors else 200)


def looked_up(request: DeskRequest) -> dict[str, Any]:
    """A search for residents, sent by POST so that no name stands in an address or a log."""
    asked = request.method == "POST" and "text" in request.POST
    form = SearchForm(request.POST if asked else None)
    found: list[Any] = []
    if asked and form.is_valid():
        try:
            found = search(
                place=request.place,
                text=form.cleaned_data["text"],
                purpose=Purpose.LETTER,
                by=request.user,
                now=request.moment,
            )
        except NotAllowed as refused:
            form.add_error(None, str(refused))
    return {"form": form, "found": found, "asked": asked, "today": wib_date(request.moment)}
