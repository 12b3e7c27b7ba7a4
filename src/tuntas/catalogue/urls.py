"""Addresses of this room, and of every module below a place."""

from django.urls import include, path, register_converter

from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.catalogue.views import practising, public, settling, switching


class PlaceCode:
    """An official code in an address: 33, 33.26, 33.26.05 or 33.26.05.2005."""

    regex = r"\d{2}(?:\.\d{2}){0,2}(?:\.\d{4})?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(PlaceCode, "code")

AT = "<code:place>/atur/<slug:prefix>/"
app_name = "catalogue"
urlpatterns = [
    path("", public.home, name="home"),
    path("<code:place>/", public.desk, name="desk"),
    path("<slug:prefix>/", public.service, name="service"),
    path("<slug:prefix>/praktik/<slug:part>/", public.text, name="text"),
    path("<code:place>/atur/", switching.switches, name="switches"),
    path(AT, switching.one, name="switch"),
    path(f"{AT}desa/", switching.villages, name="villages"),
    path(f"{AT}kesiapan/<slug:key>/", settling.ready, name="ready"),
    path(f"{AT}pengaturan/", settling.settings, name="settings"),
    path(f"{AT}praktik/", practising.texts, name="own_texts"),
    path(f"{AT}praktik/<slug:part>/", practising.text, name="own_text"),
    path(f"{AT}praktik/<slug:part>/tulis/", practising.write, name="write"),
    path(f"{AT}praktik/<slug:part>/perbarui/", practising.news, name="news"),
    path(f"{AT}praktik/<slug:part>/kembali/", practising.back, name="back"),
]
# Hung into the whole beside this room's own: each module under its own name.
modules = [
    path(f"<code:place>/{module.prefix}/", include((module.urls, module.key), namespace=module.key))
    for module in CATALOGUE
]
