"""The room as Django sees it; at start-up it says who may read its files."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "tuntas.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tuntas.documents.rules import may_read_file  # noqa: PLC0415 - models exist only now
        from tuntas.documents.terms import PURPOSE  # noqa: PLC0415
        from tuntas.files.rules import register  # noqa: PLC0415

        register(PURPOSE, may_read_file)
