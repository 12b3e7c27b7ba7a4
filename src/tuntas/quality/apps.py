"""The room as Django sees it."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "tuntas.quality"
    label = "quality"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Published results are public documents."""
        from tuntas.documents.rules import register  # noqa: PLC0415
        from tuntas.quality.rules.access import may_read_result  # noqa: PLC0415 - models exist only now
        from tuntas.quality.terms import SURVEY_KIND  # noqa: PLC0415

        register(SURVEY_KIND, may_read_result, public=True)
