"""Tables of the public face, split by noun."""

from tuntas.forum.models.gatherings import Booking, Gathering, Item, Material, Stand
from tuntas.forum.models.honours import Honour, Honouree
from tuntas.forum.models.programmes import Finding, Handover, Partner, Programme, Supported, Trial
from tuntas.forum.models.questions import Post, Report
from tuntas.forum.models.reads import ReadDay, Reader
from tuntas.forum.models.stories import Story, StoryPicture, Version

__all__ = [
    "Booking",
    "Finding",
    "Gathering",
    "Handover",
    "Honour",
    "Honouree",
    "Item",
    "Material",
    "Partner",
    "Post",
    "Programme",
    "ReadDay",
    "Reader",
    "Report",
    "Stand",
    "Story",
    "StoryPicture",
    "Supported",
    "Trial",
    "Version",
]
