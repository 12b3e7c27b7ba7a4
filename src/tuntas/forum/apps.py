"""The room as Django sees it; at start-up it says who may read the pictures of its stories."""

from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "tuntas.forum"
    label = "forum"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tuntas.files.rules import register  # noqa: PLC0415 - models exist only now
        from tuntas.forum.rules import stories  # noqa: PLC0415

        register(stories.PICTURE, stories.may_read_picture)
