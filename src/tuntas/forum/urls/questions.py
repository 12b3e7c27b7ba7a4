"""Questions to owners, and keeping order."""

from django.urls import path

from tuntas.forum.views import moderation, questions

urlpatterns = [
    path("tanya/", questions.unanswered, name="unanswered"),
    path("tanya/<slug:slug>/", questions.ask, name="ask"),
    path("tanya/<slug:slug>/<int:pk>/", questions.question, name="question"),
    path("tanya/<slug:slug>/<int:pk>/tutup/", questions.close, name="close"),
    path("redaksi/laporan/", moderation.reports, name="reports"),
    path("tanggapan/<int:pk>/laporkan/", moderation.report, name="report"),
    path("tanggapan/<int:pk>/sembunyikan/", moderation.hide, name="hide"),
    path("tanggapan/<int:pk>/biarkan/", moderation.keep, name="keep"),
]
