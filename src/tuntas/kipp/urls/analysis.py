"""Addresses of the analysis of scores."""

from django.urls import URLPattern, path

from tuntas.kipp.views.judging import analysis

_STAGE = "<slug:edition>/analisis/<slug:stage>/"
urlpatterns: list[URLPattern] = [
    path(_STAGE, analysis.show, name="analysis"),
    path(_STAGE + "pembaca/", analysis.readers, name="analysis_readers"),
    path(_STAGE + "bahas/<str:reference>/", analysis.talk, name="analysis_talk"),
]
