"""Messages to people, in the application and by e-mail."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuntas.notices.terms import Group


class Notice(models.Model):
    """One thing somebody should know. Text is stored per language so it reads right later.

    `person` is empty only for somebody who has no account yet; then `address` says where the letter goes.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", null=True, blank=True)
    address = models.EmailField(blank=True, help_text="for somebody without an account")
    kind = models.CharField(max_length=60, help_text="room.what, e.g. kipp.entry_returned")
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    link = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail_wanted = models.BooleanField(default=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True, help_text="not before; empty: as soon as possible")
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["person", "read_at"]),
            models.Index(
                fields=["next_try_at"],
                name="notice_to_mail",
                condition=Q(mail_wanted=True, mailed_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(address=""), name="notice_goes_somewhere")
        ]

    def __str__(self) -> str:
        return self.title


class Choice(models.Model):
    """Whether somebody wants e-mail about a group of things; without a row they do."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_choices")
    group = models.CharField(max_length=12, choices=Group.choices)
    mail = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "group"], name="notice_choice_once")]
