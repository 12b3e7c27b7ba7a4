"""How often stories are read, without knowing by whom."""

from django.db import models

from tuntas.forum.models.stories import Story


class ReadDay(models.Model):
    """How many readers a story had on a day; somebody who comes back the same day is one reader."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="read_days")
    day = models.DateField()
    reads = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "day"], name="reads_once_a_story_and_day")]


class Reader(models.Model):
    """That a reader of today was counted for a story. Deleted when the day is over, as is the salt of its mark."""

    day = models.DateField(db_index=True)
    mark = models.CharField(max_length=32, help_text="keyed hash of story, address and browser; the key lives one day")
    story = models.ForeignKey(Story, models.CASCADE, related_name="+")
    batch = models.CharField(max_length=32, db_index=True, help_text="the counting that saw it first")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "mark"], name="reader_counted_once_a_day")]
