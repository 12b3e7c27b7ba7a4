"""What there is to do on a copy, as a list of tasks."""

from django.utils.translation import gettext as _

from tuntas.replication.models import Replication
from tuntas.replication.queries.copies import Task
from tuntas.replication.rules import may_plan
from tuntas.replication.terms import RUNS, Axis, CopyStage, Side

AFTER_AGREEMENT = RUNS | {CopyStage.AGREED, CopyStage.PREPARING, CopyStage.PAUSED, CopyStage.STOPPED}


def tasks_of(copy: Replication, parts: frozenset[str]) -> list[Task]:
    """Agreement, plan, readiness, milestones, results: each with how far it is. Four queries at most."""
    stage, tasks = copy.case.stage, []
    if copy.agreement_id or stage == CopyStage.APPROVED:
        signed = copy.consents.count()
        tasks.append(
            Task(
                "agreement",
                _("Agreement"),
                _("%(n)d of %(of)d signed") % {"n": signed, "of": len(Side)},
                "ok" if signed == len(Side) else "wait",
            )
        )
    if stage not in AFTER_AGREEMENT or not copy.agreement_id:
        return tasks
    written = bool(copy.scope and copy.plan)
    graded = copy.readiness.filter(grade__gt=0).count()
    results = copy.results.count()
    steps = copy.milestones.count()
    tasks.append(Task("plan", _("Adaptation plan"), _("written") if written else _("open"), _tone(written)))
    tasks.append(
        Task(
            "readiness",
            _("Readiness"),
            _("%(n)d of %(of)d ready") % {"n": graded, "of": len(Axis)},
            _tone(graded == len(Axis)),
        )
    )
    tasks.append(Task("milestones", _("Milestones"), _("%d steps") % steps, "none"))
    tasks.append(Task("results", _("Results"), _("%d figures") % results, _tone(bool(results))))
    if not may_plan(parts, stage):
        return [Task(task.name, task.title, task.state, "none" if task.tone == "wait" else task.tone) for task in tasks]
    return tasks


def _tone(done: bool) -> str:
    return "ok" if done else "wait"
