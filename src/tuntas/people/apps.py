"""The room as Django sees it; at start-up it begins to listen to sign-in."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tuntas.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tuntas.people.wiring import listen  # noqa: PLC0415 - models exist only now

        listen()
