"""The room as Django sees it; at start-up it wires events to their handlers."""

from django.apps import AppConfig


class LobbyConfig(AppConfig):
    name = "tuntas.lobby"
    label = "lobby"

    def ready(self) -> None:
        from tuntas.kernel.events import wire  # noqa: PLC0415 - models exist only now
        from tuntas.lobby.actions.origins import origin_of  # noqa: PLC0415
        from tuntas.lobby.wiring import WIRING  # noqa: PLC0415
        from tuntas.quality.flow import ask_origins  # noqa: PLC0415

        wire(WIRING)
        ask_origins(origin_of)
