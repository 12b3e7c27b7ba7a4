"""The room as Django sees it."""

from django.apps import AppConfig


class InnovationsConfig(AppConfig):
    name = "tuntas.innovations"
    label = "innovations"
    default_auto_field = "django.db.models.BigAutoField"
