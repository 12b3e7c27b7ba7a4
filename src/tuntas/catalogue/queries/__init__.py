"""Which modules run where, and with which settings."""

from tuntas.catalogue.queries.switches import effect, is_on, modules_on, places_on, setting

__all__ = ["effect", "is_on", "modules_on", "places_on", "setting"]
