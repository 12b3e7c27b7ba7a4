"""The room as Django sees it."""

from django.apps import AppConfig


class InnovationsConfig(AppConfig):
    name = "tuntas.innovations"
    label = "innovations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says who reads the files of this room."""
        from tuntas.files.rules import register  # noqa: PLC0415
        from tuntas.innovations.rules.guards import may_read_proof, may_read_shown  # noqa: PLC0415
        from tuntas.innovations.terms import PAPER_FILE, PICTURE_FILE, PROOF_FILE  # noqa: PLC0415

        register(PICTURE_FILE, may_read_shown)
        register(PAPER_FILE, may_read_shown)
        register(PROOF_FILE, may_read_proof)
