"""The room as Django sees it."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "tuntas.quality"
    label = "quality"
    default_auto_field = "django.db.models.BigAutoField"
