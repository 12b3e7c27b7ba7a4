"""Tables of the public face, split by noun."""

from tuntas.forum.models.questions import Post, Report
from tuntas.forum.models.reads import ReadDay, Reader
from tuntas.forum.models.stories import Story, StoryPicture, Version

__all__ = ["Post", "ReadDay", "Reader", "Report", "Story", "StoryPicture", "Version"]
