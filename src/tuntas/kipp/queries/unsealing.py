"""Early openings of scores, for those who were to be told of them."""

from collections.abc import Iterable

from tuntas.kipp.models import Stage, Unsealing


def told_unsealings(stages: Iterable[Stage]) -> list[Unsealing]:
    """What jurors read: openings before the lock of stages that are locked now. One query or none."""
    locked = [stage.pk for stage in stages if stage.locked_at is not None]
    if not locked:
        return []
    return list(Unsealing.objects.filter(stage__in=locked).select_related("by", "stage"))
