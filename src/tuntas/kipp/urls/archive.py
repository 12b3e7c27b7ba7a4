"""Addresses of the sealed archive."""

from django.urls import URLPattern, path

from tuntas.kipp.views import archive

urlpatterns: list[URLPattern] = [
    path("<slug:edition>/arsip/", archive.show, name="archive"),
    path("<slug:edition>/arsip/segel.pem", archive.seal, name="archive_seal"),
]
