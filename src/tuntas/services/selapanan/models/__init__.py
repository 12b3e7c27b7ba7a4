"""Tables of the Selapanan groups."""

from tuntas.services.selapanan.models.cash import Entry, Period
from tuntas.services.selapanan.models.findings import Finding
from tuntas.services.selapanan.models.groups import Group, Member
from tuntas.services.selapanan.models.joint import Joint, JointFinding, JointGroup
from tuntas.services.selapanan.models.meetings import AgendaItem, DayChange, Meeting, Photo, Reminder
from tuntas.services.selapanan.models.minutes import Decision, Guest, Presence, Task

__all__ = [
    "AgendaItem",
    "DayChange",
    "Decision",
    "Entry",
    "Finding",
    "Group",
    "Guest",
    "Joint",
    "JointFinding",
    "JointGroup",
    "Meeting",
    "Member",
    "Period",
    "Photo",
    "Presence",
    "Reminder",
    "Task",
]
