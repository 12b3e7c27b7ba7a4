"""What stays shut although a stage takes scores again: sheets given before, where it was opened for other reasons."""

from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from tuntas.kipp.models import Assignment, Consolidation, Lock


def marks() -> dict[str, Any]:
    """What `shut_for` looks at, to annotate assignments with: the last lock, and whether the panel met since."""
    last = Lock.objects.filter(stage=OuterRef("stage")).order_by("-at", "-pk")
    met = Consolidation.objects.filter(
        panel__stage=OuterRef("stage"), panel__seats__juror=OuterRef("juror"), opened_at__gte=OuterRef("at")
    )
    return {
        "reading": Subquery(last.values("for_readers")[:1]),
        "last_lock": Subquery(last.values("at")[:1]),
        "met": Exists(met),
    }


def shut_for(assignment: Assignment) -> bool:
    """The juror writes no more on this sheet by the ordinary desk; one query, none for an annotated assignment.

    The stage was opened again for further readers and this juror had the entry before; or the juror's panel has
    begun to consolidate, where sheets change with a reason only (`actions.panels.change_sheet`).
    """
    row: Any = assignment
    if not hasattr(row, "last_lock"):
        row = Assignment.objects.annotate(**marks()).get(pk=assignment.pk)
    return bool(row.met) or bool(row.reading and row.last_lock is not None and row.at <= row.last_lock)
