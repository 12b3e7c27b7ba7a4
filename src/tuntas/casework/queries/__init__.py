"""What waits for whom, and what has happened."""

from tuntas.casework.queries.inbox import Inbox, Waiting, inbox, waiting_for, waiting_rows
from tuntas.casework.queries.referrals import received, sent
from tuntas.casework.queries.timeline import Shown, timeline

__all__ = ["Inbox", "Shown", "Waiting", "inbox", "received", "sent", "timeline", "waiting_for", "waiting_rows"]
