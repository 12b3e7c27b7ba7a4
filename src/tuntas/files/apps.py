"""The room as Django sees it."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "tuntas.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
