"""The room as Django sees it."""

from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "tuntas.residents"
    label = "residents"
