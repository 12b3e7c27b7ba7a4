"""The room as Django sees it."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "tuntas.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
