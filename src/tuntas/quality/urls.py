"""Addresses of quality; fixed words come before a place, which is always a code of digits."""

from django.urls import path, re_path

from tuntas.quality.views import answering, cards, keeping, results, wording

app_name = "quality"
urlpatterns = [
    path("", cards.home, name="home"),
    path("pertanyaan/", wording.versions, name="wording"),
    path("pertanyaan/baru/", wording.new, name="wording_new"),
    path("isi/<str:reference>/", answering.case, name="answer"),
    path("kios/<str:token>/", answering.kiosk, name="kiosk"),
    path("<str:place>/", cards.place, name="place"),
    path("<str:place>/<str:service>/", cards.service, name="service"),
    path("<str:place>/<str:service>/urusan/", cards.cases, name="cases"),
    path("<str:place>/<str:service>/survei/", results.result, name="result"),
    re_path(r"^(?P<place>[0-9.]+)/(?P<service>[^/]+)/survei/unduh\.xlsx$", results.export, name="result_export"),
    path("<str:place>/<str:service>/kelola/", keeping.keep, name="keep"),
    path("<str:place>/<str:service>/kelola/lembar/", keeping.sheet, name="sheet"),
    path("<str:place>/<str:service>/kelola/entri/", keeping.enter, name="enter"),
    path("<str:place>/<str:service>/kelola/saran/", keeping.remarks, name="remarks"),
    path("<str:place>/<str:service>/kelola/kios/", keeping.kiosk, name="kiosk_keep"),
    path("<str:place>/<str:service>/kelola/terbit/", keeping.publish, name="publish"),
]
