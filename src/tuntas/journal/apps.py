"""The room as Django sees it; at start-up it offers to keep the record for the rooms below it."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "tuntas.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tuntas.journal.actions import record  # noqa: PLC0415 - models exist only now
        from tuntas.kernel.acts import keep_with  # noqa: PLC0415

        keep_with(record)
