"""The room as Django sees it; at start-up it makes its flow known, and who may read its files and papers."""

from django.apps import AppConfig


class KippConfig(AppConfig):
    name = "tuntas.kipp"
    label = "kipp"

    def ready(self) -> None:
        from tuntas.casework.flow import register  # noqa: PLC0415 - models exist only now
        from tuntas.documents.actions import offer_renewal  # noqa: PLC0415
        from tuntas.documents.rules import register as register_document  # noqa: PLC0415
        from tuntas.files.rules import register as register_file  # noqa: PLC0415
        from tuntas.kipp.actions.papers import adopt_certificate, certificate_anew  # noqa: PLC0415
        from tuntas.kipp.flow import ENTRY  # noqa: PLC0415
        from tuntas.kipp.flow.objections import OBJECTION  # noqa: PLC0415
        from tuntas.kipp.rules import archives, papers, team_papers  # noqa: PLC0415
        from tuntas.kipp.rules.evidence import (  # noqa: PLC0415
            PURPOSE,
            disguise_of,
            may_read_evidence,
            may_read_receipt,
        )

        register(ENTRY)
        register(OBJECTION)
        register_file(PURPOSE, may_read_evidence, disguise_of)
        register_document("kipp.receipt", may_read_receipt)
        register_file(papers.PHOTO, papers.photo_guard)
        register_file(archives.PURPOSE, archives.archive_guard)
        register_document(papers.MINUTES, papers.minutes_guard)
        register_document(papers.DUEL, papers.duel_guard)
        register_document(papers.CERTIFICATE, papers.certificate_guard, public=True)
        offer_renewal(papers.CERTIFICATE, certificate_anew, adopt_certificate)
        register_document(team_papers.FEEDBACK, team_papers.team_guard)
        register_document(team_papers.ANSWER, team_papers.team_guard)
        register_file(team_papers.OBJECTION, team_papers.objection_file_guard)
