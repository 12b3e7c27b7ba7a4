"""What the daily command does: look for changes of origins, remind who is late."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from tuntas.innovations.models import Innovation
from tuntas.journal.actions import record
from tuntas.replication.actions.telling import tell_late
from tuntas.replication.actions.updating import notice_changes
from tuntas.replication.models import Replication

AGAIN_AFTER = timedelta(days=14)  # between two reminders for one stage


def look_after(*, now: datetime) -> tuple[int, int]:
    """Offers of changes made, and copies reminded. Running it twice a day reminds nobody twice."""
    offered = 0
    for innovation in Innovation.objects.filter(replications__is_live=True).distinct().order_by("pk"):
        offered += notice_changes(innovation=innovation, now=now)
    due = Q(nudged_at=None) | Q(nudged_at__lt=now - AGAIN_AFTER)
    late = Replication.objects.filter(due, is_live=True, case__due_at__lt=now, case__is_sample=False)
    reminded = 0
    for copy in late.select_related("case__opened_by", "adopter", "innovation__owner").order_by("pk"):
        with transaction.atomic():
            Replication.objects.filter(pk=copy.pk).update(nudged_at=now)
            record(act="replication.reminded", subject=copy, by=None, now=now)
            tell_late(copy, now)
        reminded += 1
    return offered, reminded
