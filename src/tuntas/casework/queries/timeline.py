"""What has happened to a case, for those who handle it and for those it is about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils.translation import gettext as _

from tuntas.casework.flow import flow_of
from tuntas.casework.models import Case, Step
from tuntas.casework.terms import Flow
from tuntas.kernel.bilingual import said

Audience = Literal["staff", "public"]


@dataclass(frozen=True)
class Shown:
    """One entry of a timeline. `by` is empty for the public; `tone` is a tone of `<c-status>`."""

    title: str
    at: datetime
    by: str
    text: str
    tone: str
    note: str = ""


def timeline(case: Case, audience: Audience) -> list[Shown]:
    """The steps, oldest first, in one query.

    The public reads `Stage.public`, `Move.tells` and `Step.message` only: never a staff note, a staff name or
    a staff name of a stage. Steps that leave the public where they were are told once.
    """
    flow = flow_of(case)
    steps = case.steps.select_related("by").order_by("number")
    return [_for_staff(flow, step) for step in steps] if audience == "staff" else _for_public(flow, list(steps))


def _for_staff(flow: Flow, step: Step) -> Shown:
    stage = flow.stage(step.to_stage)
    label = _("Opened") if step.move == "open" else _label(flow, step.move)
    title = f"{label} → {stage.name}"
    return Shown(title, step.at, str(step.by or ""), said(step, "message"), stage.shown_tone, step.note)


def _for_public(flow: Flow, steps: list[Step]) -> list[Shown]:
    shown: list[Shown] = []
    for step in steps:
        stage = flow.stage(step.to_stage)
        text = said(step, "message") or str(_tells(flow, step.move))
        if shown and not text and shown[-1].title == str(stage.public):
            continue
        shown.append(Shown(str(stage.public), step.at, "", text, stage.shown_tone))
    return shown


def _label(flow: Flow, key: str) -> Any:
    """The move's label; its key where a flow has since lost the move."""
    return next((move.label for move in flow.moves if move.key == key), key)


def _tells(flow: Flow, key: str) -> Any:
    return next((move.tells for move in flow.moves if move.key == key), "")
