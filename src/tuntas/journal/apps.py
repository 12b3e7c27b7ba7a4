"""The room as Django sees it."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "tuntas.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
