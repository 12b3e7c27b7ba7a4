"""Addresses of judging."""

from django.urls import URLPattern, path

from tuntas.kipp.views.judging import desk, queue

urlpatterns: list[URLPattern] = [
    path("<slug:edition>/juri/", queue.jury, name="jury"),
    path("<slug:edition>/juri/<slug:stage>/", queue.show, name="queue"),
    path("<slug:edition>/juri/<slug:stage>/<str:reference>/", desk.show, name="desk"),
    path("<slug:edition>/juri/<slug:stage>/<str:reference>/simpan/", desk.autosave, name="desk_autosave"),
    path("<slug:edition>/juri/<slug:stage>/<str:reference>/tarik/", desk.reopen, name="take_back"),
]
