"""An edition is data: everything that changes from year to year is a row here, never a constant in code."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tuntas.kipp.terms import EditionStatus, EvidenceKind, ObjectionScope, Seat, StageKind
from tuntas.people.models import Organisation, Person


class Edition(models.Model):
    """One competition, from call to announcement."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    theme = models.CharField(_("theme"), max_length=240, blank=True)
    theme_en = models.CharField(max_length=240, blank=True)
    about = models.TextField(_("about"), blank=True)
    about_en = models.TextField(blank=True)
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organiser's office"))
    preset = models.CharField(max_length=40, blank=True)
    notes = models.JSONField(default=list, help_text="what is not confirmed in the preset, for the organiser to read")
    status = models.CharField(max_length=10, choices=EditionStatus.choices, default=EditionStatus.DRAFT)
    blind = models.BooleanField(_("jurors do not see people and organisations at the desk"), default=True)
    passing_grade = models.DecimalField(_("passing grade"), max_digits=5, decimal_places=2, null=True, blank=True)
    grade_decides = models.BooleanField(_("everyone who reaches the passing grade passes"), default=False)
    replicated_first = models.BooleanField(_("copied innovations come first among those that pass"), default=False)
    duel_breaks_ties = models.BooleanField(_("a closed duel round decides last among equals"), default=False)
    remark_low = models.PositiveSmallIntegerField(default=40, help_text="a score at or below asks for a remark")
    remark_high = models.PositiveSmallIntegerField(default=95, help_text="a score at or above asks for a remark")
    tie_break = models.JSONField(default=list, help_text="criterion keys, first decides first")
    conflict_years = models.PositiveSmallIntegerField(
        _("years after which a former employer is no conflict any more"), default=3
    )
    unseal_minutes = models.PositiveSmallIntegerField(
        default=60, help_text="how long scores opened before the lock stay open"
    )
    objection_days = models.PositiveSmallIntegerField(
        _("working days in which entrants may object"), null=True, blank=True, help_text="empty: no objections"
    )
    objection_scope = models.CharField(
        _("what may be objected to"), max_length=8, choices=ObjectionScope.choices, default=ObjectionScope.CHECK
    )
    objection_answer_days = models.PositiveSmallIntegerField(
        _("working days in which an objection is answered"), default=5
    )
    objection_holds = models.BooleanField(_("the announcement waits until every objection is answered"), default=False)
    shows_revised = models.BooleanField(
        _("interview jurors also see the proposal as revised in coaching"), default=False
    )
    publish_scores = models.BooleanField(_("show the scores of the winners on the results page"), default=False)
    revision = models.PositiveIntegerField(
        default=0, help_text="rises with every change of the rules; a stale page cannot overwrite"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-year", "name"]

    def __str__(self) -> str:
        return self.name


class SeatHolder(models.Model):
    """A person's seat in an edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.PROTECT, related_name="seats")
    seat = models.CharField(max_length=12, choices=Seat.choices)
    affiliation = models.CharField(max_length=160, blank=True)
    added_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "person", "seat"], name="seat_once")]


class SeatOffer(models.Model):
    """A seat kept for an e-mail address that has no account yet; taken when that person confirms the address."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="offers")
    email = models.EmailField(help_text="lower case")
    name = models.CharField(max_length=120, blank=True)
    seat = models.CharField(max_length=12, choices=Seat.choices)
    affiliation = models.CharField(max_length=160, blank=True)
    offered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "email", "seat"],
                condition=Q(taken_at=None, withdrawn_at=None),
                name="seat_offered_once",
            )
        ]


class _Part(models.Model):
    """Something of an edition with a stable key and a title in two languages, in the order people see it."""

    key = models.SlugField(max_length=40)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.title


class Track(_Part):
    """A line with its own shortlist and winners, e.g. provincial agencies beside regencies and cities."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="tracks")
    kinds = models.JSONField(default=list, help_text="organisation kinds that compete here")
    levels = models.JSONField(default=list, help_text="place levels of those organisations; empty: any")
    finalists = models.PositiveSmallIntegerField(default=20)
    winners = models.PositiveSmallIntegerField(default=10)

    class Meta(_Part.Meta):
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="track_key_once")]


class Group(_Part):
    """Umum, Replikasi, Khusus: who may enter, how old an innovation must be, how many per organisation."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="groups")
    min_age_months = models.PositiveSmallIntegerField(
        default=24, help_text="from start of use back from the closing time"
    )
    quota = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="entries per organisation; empty: no limit"
    )
    invited_only = models.BooleanField(default=False)
    rule = models.TextField(blank=True, help_text="eligibility in words")
    rule_en = models.TextField(blank=True)

    class Meta(_Part.Meta):
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="group_key_once")]


class Category(_Part):
    """A subject an entry belongs to."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="categories")

    class Meta(_Part.Meta):
        verbose_name_plural = "categories"
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="category_key_once")]


class Section(_Part):
    """One question of the proposal with its word limit; for all groups or for one."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="sections")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="sections")
    help = models.TextField(blank=True)
    help_en = models.TextField(blank=True)
    words = models.PositiveSmallIntegerField(help_text="most words")
    required = models.BooleanField(default=True)

    class Meta(_Part.Meta):
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="section_key_once")]


class Requirement(_Part):
    """Something to attach: what it is, which kind, how large."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="requirements")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="requirements")
    kind = models.CharField(max_length=8, choices=EvidenceKind.choices)
    megabytes = models.PositiveSmallIntegerField(default=2)
    most = models.PositiveSmallIntegerField(default=1, help_text="how many may be attached")
    required = models.BooleanField(default=True)
    help = models.TextField(blank=True)
    help_en = models.TextField(blank=True)

    class Meta(_Part.Meta):
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="requirement_key_once")]


class CheckItem(_Part):
    """A line of the administrative checklist; `reason` is what the entrant reads when it fails."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="check_items")
    reason = models.TextField()
    reason_en = models.TextField(blank=True)
    repairable = models.BooleanField(default=False, help_text="may be returned for repair instead of failed")

    class Meta(_Part.Meta):
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="check_item_key_once")]


class Stage(_Part):
    """A step of the edition's calendar. Scored stages have criteria and a weight in the final score."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="stages")
    kind = models.CharField(max_length=12, choices=StageKind.choices)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    weight = models.DecimalField(
        max_digits=5, decimal_places=2, default=Decimal(0), help_text="percent of the final score"
    )
    weights_version = models.PositiveSmallIntegerField(
        default=1, help_text="rises when a criterion's weight is amended"
    )
    locked_at = models.DateTimeField(null=True, blank=True, help_text="scores are locked from here on")
    quorum = models.PositiveSmallIntegerField(
        _("quorum"), null=True, blank=True, help_text="sheets an entry needs so that its score may stand"
    )
    reader_gap = models.DecimalField(
        _("gap that asks for a further reader"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="points between the highest and the lowest juror of an entry; empty: no such rule",
    )
    linking = models.PositiveSmallIntegerField(
        default=10,
        help_text="percent of a panel's entries that jurors of other panels may read too, so that all compare",
    )
    vote_question = models.TextField(blank=True, help_text="of a public vote, one question a line")
    vote_question_en = models.TextField(blank=True)
    vote_weight = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        default=Decimal(0),
        help_text="percent of a public vote beside the official score",
    )

    class Meta(_Part.Meta):
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="stage_key_once"),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="stage_closes_after_it_opens",
            ),
        ]


class Criterion(_Part):
    """What is scored in a stage, 0 to 100, with a weight in percent and words for what a score means."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="criteria")
    weight = models.DecimalField(
        max_digits=6, decimal_places=3, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    help = models.TextField(blank=True)
    help_en = models.TextField(blank=True)
    anchors = models.JSONField(default=list, help_text='[{"from": 85, "to": 100, "id": "…", "en": "…"}], best first')
    sections = models.JSONField(default=list, help_text="keys of the sections to read for it")

    class Meta(_Part.Meta):
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(fields=["stage", "key"], name="criterion_key_once"),
            models.CheckConstraint(condition=Q(weight__gte=0, weight__lte=100), name="criterion_weight_is_percent"),
        ]


class Extension(models.Model):
    """A deadline moved, as an event of the edition that everyone can read."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="extensions")
    before = models.DateTimeField()
    after = models.DateTimeField()
    reason = models.CharField(max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    amendment = models.ForeignKey(
        "kipp.Amendment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="extensions",
        help_text="where the deadline moved as part of an amendment",
    )

    class Meta:
        ordering = ["at"]
        constraints = [models.CheckConstraint(condition=Q(after__gt=F("before")), name="extension_is_later")]
