"""The room as Django sees it; at start-up it says who may read its files and papers."""

from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "tuntas.forum"
    label = "forum"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tuntas.documents.actions import offer_renewal  # noqa: PLC0415 - models exist only now
        from tuntas.documents.rules import register as register_document  # noqa: PLC0415
        from tuntas.files.rules import register  # noqa: PLC0415
        from tuntas.forum.actions.honours import adopt_certificate, certificate_anew  # noqa: PLC0415
        from tuntas.forum.rules import gatherings, honours, stories  # noqa: PLC0415

        register(stories.PICTURE, stories.may_read_picture)
        register(gatherings.MATERIAL, gatherings.material_guard)
        register_document(honours.CERTIFICATE, honours.certificate_guard, public=True)
        offer_renewal(honours.CERTIFICATE, certificate_anew, adopt_certificate)
