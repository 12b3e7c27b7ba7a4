"""Addresses of the competition, split by noun; fixed words come before an edition's slug."""

from tuntas.kipp.urls import (
    analysis,
    archive,
    assigning,
    conflicts,
    editions,
    entries,
    hearing,
    judging,
    meetings,
    sheets,
    stages,
)

app_name = "kipp"
urlpatterns = [
    *assigning.urlpatterns,
    *conflicts.urlpatterns,
    *editions.urlpatterns,
    *entries.urlpatterns,
    *hearing.urlpatterns,
    *judging.urlpatterns,
    *analysis.urlpatterns,
    *archive.urlpatterns,
    *meetings.urlpatterns,
    *sheets.urlpatterns,
    *stages.urlpatterns,
]
