"""Requests about one's own data: the clock."""

from datetime import datetime, timedelta

ANSWER_WITHIN = timedelta(hours=72)  # UU 27/2022: three times 24 hours


def hours_left(due_at: datetime, now: datetime) -> int:
    """Whole hours until the answer is due; negative when it is late."""
    return int((due_at - now).total_seconds() // 3600)
