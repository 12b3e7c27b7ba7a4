"""The room as Django sees it."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "tuntas.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
