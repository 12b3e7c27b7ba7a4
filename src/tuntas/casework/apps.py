"""The room as Django sees it."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "tuntas.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"
