"""The room as Django sees it."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "tuntas.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
