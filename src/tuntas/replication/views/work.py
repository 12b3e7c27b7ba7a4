"""The work on one copy: its page, moving it on, signing, messages, the mentor."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tuntas.casework.actions import AlreadyMoved, MoveRefused
from tuntas.casework.flow import flow_of, stage_of
from tuntas.casework.queries import timeline
from tuntas.casework.rules import missing_for, moves_open
from tuntas.casework.terms import Move
from tuntas.files.terms import UploadRefused
from tuntas.kernel.clock import now
from tuntas.people.middleware import SignedRequest
from tuntas.replication.actions import moving, signing, talking
from tuntas.replication.actions.errors import ReplicationRefused
from tuntas.replication.forms.copies import MentorForm, MessageForm, RunForm, SignForm, StepForm
from tuntas.replication.models import Replication
from tuntas.replication.queries.copies import mentors_for, updates_open
from tuntas.replication.queries.tasks import tasks_of
from tuntas.replication.rules import may_name_mentor, sides_to_sign, weighted_progress
from tuntas.replication.terms import CopyStage, Part, Side
from tuntas.replication.views.doors import at_work, back, upload, who

MESSAGES_SHOWN = 100


def open_moves(copy: Replication, request: HttpRequest, moment: datetime) -> list[Move]:
    """The moves the person can choose; sealing comes with the last signature, a copy is taken up where it rested."""
    return [
        move
        for move in moves_open(copy.case, who(request), moment)
        if move.key != "agree" and not (move.key.startswith("resume_") and missing_for(copy.case, move, moment))
    ]


def workplace(request: HttpRequest, copy: Replication, parts: frozenset[str], moment: datetime) -> HttpResponse:
    """Where it stands, what to do, what was said, what happened."""
    case = copy.case
    written = copy.messages.select_related("by", "file").order_by("-at", "-pk")[:MESSAGES_SHOWN]
    context = {
        "copy": copy,
        "case": case,
        "parts": [Part(part).label for part in Part if part in parts],
        "stage": stage_of(case),
        "late": copy.is_live and case.due_at is not None and case.due_at < moment,
        "moves": open_moves(copy, request, moment),
        "signs": case.stage == CopyStage.APPROVED,
        "tasks": tasks_of(copy, parts),
        "progress": weighted_progress(copy.milestones.all()),
        "updates": [] if not copy.is_live else list(updates_open(copy)),
        "may_answer": Part.ADOPTER in parts,
        "names_mentor": may_name_mentor(parts, case.stage),
        "messages_written": list(written)[::-1],
        "message_form": MessageForm(),
        "steps": timeline(case, "staff"),
    }
    return render(request, "replication/work.html", context)


@login_required
def move(request: SignedRequest, reference: str, key: str) -> HttpResponse:
    """Say what a move does, take its words, make it."""
    moment = now()
    copy, _parts = at_work(request, reference, moment)
    flow = flow_of(copy.case)
    if key not in [known.key for known in flow.moves]:
        raise Http404
    arrow = next((arrow for arrow in open_moves(copy, request, moment) if arrow.key == key), None)
    if arrow is None:
        messages.info(request, _("This is not open to you now; here is where the copy stands."))
        return back(copy)
    initial = {"seen": copy.case.steps.count(), "since": copy.running_since, "units": copy.units}
    form: StepForm = (
        RunForm(request.POST or None, move=arrow, initial=initial, now=moment)
        if key == "run"
        else StepForm(request.POST or None, move=arrow, initial=initial)
    )
    if request.method == "POST" and form.is_valid():
        try:
            _make(copy, key, form, request, moment)
        except AlreadyMoved as refused:
            messages.info(request, str(refused))
            return back(copy)
        except (MoveRefused, ReplicationRefused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Done: %s.") % arrow.label)
            return back(copy)
    missing = [] if key == "run" and request.method != "POST" else missing_for(copy.case, arrow, moment)
    context = {"copy": copy, "move": arrow, "target": flow.stage(arrow.to), "form": form, "missing": missing}
    return render(request, "replication/move.html", context)


def _make(copy: Replication, key: str, form: StepForm, request: SignedRequest, moment: datetime) -> None:
    typed = form.cleaned_data
    if key == "run":
        moving.run(
            copy=copy,
            since=typed["since"],
            units=typed["units"],
            by=request.user,
            now=moment,
            seen=typed["seen"],
        )
    else:
        moving.step(copy=copy, key=key, by=request.user, now=moment, message=typed["message"], seen=typed["seen"])


@login_required
def agreement(request: SignedRequest, reference: str) -> HttpResponse:
    """The text of the agreement, who has signed, and signing for the sides that are the person's."""
    moment = now()
    copy, parts = at_work(request, reference, moment)
    consents = {consent.side: consent for consent in copy.consents.select_related("person")}
    open_ = sides_to_sign(parts, set(consents)) if copy.case.stage == CopyStage.APPROVED else []
    typed = SignForm(request.POST) if request.method == "POST" else None
    if typed is not None and typed.is_valid() and typed.cleaned_data["side"] in open_:
        side = Side(typed.cleaned_data["side"])
        try:
            signing.sign(copy=copy, side=side, position=typed.cleaned_data["position"], by=request.user, now=moment)
        except (MoveRefused, ReplicationRefused) as refused:
            typed.add_error(None, str(refused))
        else:
            messages.success(request, _("You have signed for this side: %s.") % side.label)
            return back(copy, "agreement")
    elif typed is not None and typed.is_valid():
        messages.info(request, _("This side has signed already."))
        return back(copy, "agreement")
    sent = typed.data.get("side") if typed is not None else None
    forms = [
        (side, typed if side == sent else SignForm(initial={"side": side}, auto_id=f"{side}_%s")) for side in open_
    ]
    context = {
        "copy": copy,
        "sides": [(side, consents.get(side)) for side in Side],
        "forms": forms,
        "open": copy.case.stage == CopyStage.APPROVED,
    }
    return render(request, "replication/agreement.html", context)


@login_required
@require_POST
def message(request: SignedRequest, reference: str) -> HttpResponse:
    """Write to both sides."""
    moment = now()
    copy, _parts = at_work(request, reference, moment)
    form = MessageForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            talking.write(
                copy=copy, text=form.cleaned_data["text"], by=request.user, now=moment, upload=upload(request)
            )
        except (ReplicationRefused, UploadRefused) as refused:
            form.add_error("file" if isinstance(refused, UploadRefused) else None, str(refused))
        else:
            messages.success(request, _("Sent to everybody with a part in this copy."))
            return back(copy)
    return render(request, "replication/message.html", {"copy": copy, "form": form})


@login_required
def mentor(request: SignedRequest, reference: str) -> HttpResponse:
    """The owner names who helps."""
    moment = now()
    copy, parts = at_work(request, reference, moment)
    if not may_name_mentor(parts, copy.case.stage):
        messages.info(request, _("This is not open to you now; here is where the copy stands."))
        return back(copy)
    form = MentorForm(request.POST or None, mentors=mentors_for(copy, moment), initial={"mentor": copy.mentor_id})
    if request.method == "POST" and form.is_valid():
        try:
            talking.name_mentor(copy=copy, mentor=form.cleaned_data["mentor"], by=request.user, now=moment)
        except ReplicationRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return back(copy)
    return render(request, "replication/mentor.html", {"copy": copy, "form": form})
