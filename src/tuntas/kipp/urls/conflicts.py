"""Addresses of conflicts of interest: the office's list, the juror's ties."""

from django.urls import URLPattern, path

from tuntas.kipp.views.conflicts import jury, office

urlpatterns: list[URLPattern] = [
    path("<slug:edition>/konflik/", office.show, name="conflicts"),
    path("<slug:edition>/konflik/hitung/", office.again, name="conflicts_again"),
    path("<slug:edition>/konflik/tambah/", office.add, name="conflict_add"),
    path("<slug:edition>/konflik/<int:pk>/", office.one, name="conflict"),
    path("<slug:edition>/kepentingan/", jury.ties, name="ties"),
    path("<slug:edition>/kepentingan/<int:tie>/cabut/", jury.tie_off, name="tie_off"),
    path("<slug:edition>/kepentingan/<slug:stage>/nyatakan/", jury.independence, name="independence"),
    path("<slug:edition>/juri/<slug:stage>/<str:reference>/mundur/", jury.step_back, name="recuse"),
]
