"""The room as Django sees it; at start-up it makes its flow known."""

from django.apps import AppConfig


class KippConfig(AppConfig):
    name = "tuntas.kipp"
    label = "kipp"

    def ready(self) -> None:
        from tuntas.casework.flow import register  # noqa: PLC0415 - models exist only now
        from tuntas.kipp.flow import ENTRY  # noqa: PLC0415

        register(ENTRY)
