"""The service as Django sees it; at start-up it makes its flows known, and who may read its files and papers."""

from django.apps import AppConfig


class SelapananConfig(AppConfig):
    name = "tuntas.services.selapanan"
    label = "selapanan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tuntas.casework.flow import register  # noqa: PLC0415 - models exist only now
        from tuntas.documents.rules import register as register_document  # noqa: PLC0415
        from tuntas.files.rules import register as register_file  # noqa: PLC0415
        from tuntas.services.selapanan.flow import FINDING, MEETING  # noqa: PLC0415
        from tuntas.services.selapanan.rules import papers  # noqa: PLC0415

        register(MEETING)
        register(FINDING)
        register_file(papers.PHOTO, papers.may_read_photo)
        register_document(papers.STATEMENT, papers.may_read_statement)
