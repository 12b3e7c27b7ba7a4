"""Addresses: each room hangs its own tree here, and nothing else happens."""

from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from tuntas.catalogue.urls import modules
from tuntas.lobby.api import api

urlpatterns = [
    path("", include("tuntas.lobby.urls")),
    path("", include("tuntas.forum.urls")),
    path("api/v1/", api.urls),
    path("akun/", include("tuntas.people.urls")),
    path("akun/", include("allauth.urls")),
    # Choosing a language harms nobody: without a token in its form, pages for strangers are alike and may be kept.
    path("bahasa/", csrf_exempt(set_language), name="set_language"),
    path("kipp/", include("tuntas.kipp.urls")),
    path("inovasi/", include("tuntas.innovations.urls")),
    path("replikasi/", include("tuntas.replication.urls")),
    path("layanan/", include("tuntas.catalogue.urls")),
    path("layanan/", include(modules)),  # every service of config/modules.py, below a place, behind the gate
    path("warga/", include("tuntas.residents.urls")),
    path("wilayah/", include("tuntas.places.urls")),
    path("mutu/", include("tuntas.quality.urls")),
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
