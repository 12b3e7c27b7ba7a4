"""Addresses of this room, and of every module below a place."""

from django.urls import include, path, register_converter

from tuntas.catalogue import views
from tuntas.catalogue.shelf.catalogue import CATALOGUE


class PlaceCode:
    """An official code in an address: 33, 33.26, 33.26.05 or 33.26.05.2005."""

    regex = r"\d{2}(?:\.\d{2}){0,2}(?:\.\d{4})?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(PlaceCode, "code")

app_name = "catalogue"
urlpatterns = [
    path("", views.home, name="home"),
    path("<code:place>/", views.desk, name="desk"),
]
# Hung into the whole beside this room's own: each module under its own name.
modules = [
    path(f"<code:place>/{module.prefix}/", include((f"{module.urls}", module.key), namespace=module.key))
    for module in CATALOGUE
]
