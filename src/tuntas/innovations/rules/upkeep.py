"""How old an owner's word on the status may grow."""

from datetime import datetime, timedelta

from tuntas.innovations.models import Innovation

FRESH = timedelta(days=396)  # 13 months: a year, and a month to answer in
ASK_AFTER = timedelta(days=334)  # 11 months
ASK_AGAIN = timedelta(days=30)


def is_fresh(innovation: Innovation, now: datetime) -> bool:
    """Whether the owner has confirmed the status within `FRESH`."""
    return innovation.confirmed_at is not None and now - innovation.confirmed_at < FRESH


def wants_asking(innovation: Innovation, now: datetime) -> bool:
    """Whether the owner should be asked now: 11 months after the last word, once a month until it is answered.

    One that has stopped is not asked again. One never confirmed is asked from the start.
    """
    if innovation.status == "stopped":
        return False
    due = innovation.confirmed_at is None or now - innovation.confirmed_at >= ASK_AFTER
    return due and (innovation.asked_at is None or now - innovation.asked_at >= ASK_AGAIN)
