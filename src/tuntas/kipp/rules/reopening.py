"""What stays shut although a stage takes scores again: sheets given before, where it was opened for other reasons."""

from datetime import datetime

from tuntas.kipp.models import Assignment, Consolidation, Stage


def shut_for(assignment: Assignment) -> bool:
    """The juror writes no more on this sheet by the ordinary desk; two queries.

    The stage was opened again for further readers and this juror had the entry before; or the juror's panel has
    begun to consolidate, where sheets change with a reason only (`actions.panels.change_sheet`).
    """
    return reading_since(assignment.stage, assignment.at) or met_since(assignment)


def reading_since(stage: Stage, given_at: datetime) -> bool:
    """The stage is open for further readers alone, and the entry was given before the lock that was opened."""
    if stage.locked_at is not None:
        return False
    last = stage.locks.order_by("-at", "-pk").first()
    return last is not None and last.opened_at is not None and last.for_readers and given_at <= last.at


def met_since(assignment: Assignment) -> bool:
    """The juror's panel has opened a consolidation after the entry was given."""
    return Consolidation.objects.filter(
        panel__stage=assignment.stage_id, panel__seats__juror=assignment.juror_id, opened_at__gte=assignment.at
    ).exists()
