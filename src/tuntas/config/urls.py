"""Addresses: each room hangs its own tree here, and nothing else happens."""

from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("tuntas.lobby.urls")),
    path("", include("tuntas.forum.urls")),
    path("akun/", include("tuntas.people.urls")),
    path("akun/", include("allauth.urls")),
    path("bahasa/", set_language, name="set_language"),
    path("kipp/", include("tuntas.kipp.urls")),
    path("inovasi/", include("tuntas.innovations.urls")),
    path("replikasi/", include("tuntas.replication.urls")),
    path("wilayah/", include("tuntas.places.urls")),
    path("urusan/", include("tuntas.casework.urls")),
    path("dokumen/", include("tuntas.documents.urls")),
    path("kabar/", include("tuntas.notices.urls")),
    path("berkas/", include("tuntas.files.urls")),
    path("jejak/", include("tuntas.journal.urls")),
    path("ui/", include("tuntas.ui.urls")),
]
handler400 = "tuntas.ui.views.bad_request"
handler403 = "tuntas.ui.views.forbidden"
handler404 = "tuntas.ui.views.not_found"
handler500 = "tuntas.ui.views.broken"
