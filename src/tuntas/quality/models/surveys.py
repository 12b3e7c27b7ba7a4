"""Answers to the satisfaction survey. Nothing here says who answered: no person, no case, no moment."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from tuntas.casework.models import Case
from tuntas.places.models import Place
from tuntas.quality.terms import ELEMENTS, HIGHEST, LOWEST, Channel, RemarkState

NAMES = tuple(f"u{number}" for number in range(1, ELEMENTS + 1))


class Wording(models.Model):
    """A version of the nine questions, from a day on. Version 1 is the house's own and stands in `data/`."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    since = models.DateField()
    questions = models.JSONField(help_text="nine times text, text_en, answers (four), answers_en (four)")
    note = models.CharField(max_length=300, help_text="why the words changed")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()


class Batch(models.Model):
    """A pile of paper sheets typed in at once. The key comes with the form, so that sending it twice enters it once."""

    key = models.UUIDField(primary_key=True)
    service = models.CharField(max_length=60)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    month = models.DateField(help_text="in which the sheets were filled; its first day")
    sheets = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Kiosk(models.Model):
    """A device that stands in an office and takes answers without signing in."""

    token = models.CharField(max_length=40, unique=True)
    service = models.CharField(max_length=60)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Response(models.Model):
    """One filled sheet. The key is drawn at random, so that its order in the table says nothing either."""

    key = models.UUIDField(primary_key=True, default=uuid4)
    version = models.PositiveSmallIntegerField(help_text="which words were answered")
    service = models.CharField(max_length=60)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    month = models.DateField(help_text="its first day; the day itself is not kept")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="responses")
    is_sample = models.BooleanField(default=False)
    u1 = models.PositiveSmallIntegerField(null=True)
    u2 = models.PositiveSmallIntegerField(null=True)
    u3 = models.PositiveSmallIntegerField(null=True)
    u4 = models.PositiveSmallIntegerField(null=True)
    u5 = models.PositiveSmallIntegerField(null=True)
    u6 = models.PositiveSmallIntegerField(null=True)
    u7 = models.PositiveSmallIntegerField(null=True)
    u8 = models.PositiveSmallIntegerField(null=True)
    u9 = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["service", "place", "month"]), models.Index(fields=["place", "month"])]
        constraints = [
            *(
                models.CheckConstraint(
                    condition=models.Q(**{name: None}) | models.Q(**{f"{name}__range": (LOWEST, HIGHEST)}),
                    name=f"answer_{name}_1_to_4",
                )
                for name in NAMES
            ),
            models.CheckConstraint(
                condition=~models.Q(**dict.fromkeys(NAMES)),
                name="answer_not_all_blank",
            ),
        ]


class Answered(models.Model):
    """The case's one chance to answer is used. Which answer it was is known to nobody."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="+")


class Remark(models.Model):
    """What somebody wrote beside their answers; read by the office only, bound to no answer."""

    key = models.UUIDField(primary_key=True, default=uuid4)
    service = models.CharField(max_length=60)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    month = models.DateField()
    text = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=RemarkState.choices, default=RemarkState.NEW)
    looked_at_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    looked_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["place", "service", "state"])]


class Published(models.Model):
    """A result that was published with a numbered document, as it was then."""

    service = models.CharField(max_length=60)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")
    respondents = models.PositiveIntegerField()
    ikm = models.DecimalField(max_digits=5, decimal_places=2)
    grade = models.CharField(max_length=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "place", "since", "until"], name="result_published_once")
        ]
