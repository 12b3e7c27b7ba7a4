"""The service as Django sees it; at start-up it says who may read its letters."""

from django.apps import AppConfig


class LabkdConfig(AppConfig):
    name = "tuntas.services.labkd"
    label = "labkd"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tuntas.documents.rules import register  # noqa: PLC0415 - models exist only now
        from tuntas.services.labkd.rules.access import LETTER, may_read_letter  # noqa: PLC0415

        register(LETTER, may_read_letter, forget=True)
