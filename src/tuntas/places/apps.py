"""The room as Django sees it."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "tuntas.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
