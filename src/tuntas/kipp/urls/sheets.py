"""Addresses of spreadsheets in and out."""

from django.urls import path, re_path

from tuntas.kipp.views import sheets

_KIND = "<slug:edition>/impor/<slug:what>/"
urlpatterns = [
    path(_KIND, sheets.start, name="import"),
    path(_KIND + "contoh.xlsx", sheets.template, name="import_template"),
    path(_KIND + "<int:pk>/", sheets.columns, name="import_columns"),
    path(_KIND + "<int:pk>/coba/", sheets.dry, name="import_try"),
    path(_KIND + "<int:pk>/sisihkan/", sheets.put_aside, name="import_drop"),
    re_path(
        r"^(?P<edition>[-\w]+)/impor/(?P<what>[-\w]+)/(?P<pk>\d+)/masalah\.(?P<form>xlsx|csv)$",
        sheets.problems,
        name="import_problems",
    ),
    re_path(r"^(?P<edition>[-\w]+)/ekspor/(?P<what>[-\w]+)\.(?P<form>xlsx|csv)$", sheets.export, name="export"),
]
