"""The room as Django sees it; at start-up it makes its flow known, and who may read its files and papers."""

from django.apps import AppConfig


class ReplicationConfig(AppConfig):
    name = "tuntas.replication"
    label = "replication"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tuntas.casework.flow import register  # noqa: PLC0415 - models exist only now
        from tuntas.documents.rules import register as register_document  # noqa: PLC0415
        from tuntas.files.rules import register as register_file  # noqa: PLC0415
        from tuntas.replication.flow import COPY  # noqa: PLC0415
        from tuntas.replication.rules import papers  # noqa: PLC0415

        register(COPY)
        register_file(papers.FILE, papers.may_read_file)
        register_document(papers.AGREEMENT, papers.may_read_paper)
        register_document(papers.CERTIFICATE, papers.may_read_paper, public=True)
