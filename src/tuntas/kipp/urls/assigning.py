"""Addresses of assigning. They come before those of judging: `mengapa` is no reference, `bidang` no stage."""

from django.urls import URLPattern, path

from tuntas.kipp.views.editions import competences
from tuntas.kipp.views.judging import assigning, late, runs

_STAGE = "<slug:edition>/penugasan/<slug:stage>/"
urlpatterns: list[URLPattern] = [
    path(_STAGE + "sesuaikan/", assigning.adjusting, name="adjust"),
    path(_STAGE + "riwayat/", runs.history, name="runs"),
    path(_STAGE + "riwayat/<int:run>/", runs.show, name="run"),
    path(_STAGE + "mengapa/<int:assignment>/", runs.why_one, name="why"),
    path(_STAGE + "terlambat/", late.show, name="late_jurors"),
    path(_STAGE + "tutup/", late.close, name="close_at_quorum"),
    path("<slug:edition>/juri/bidang/", competences.mine, name="my_competences"),
    path("<slug:edition>/juri/<slug:stage>/mengapa/", runs.why_mine, name="why_mine"),
    path("<slug:edition>/orang/bidang/", competences.show, name="competences"),
    path("<slug:edition>/orang/<int:holder>/bidang/", competences.one, name="competence"),
]
