"""Addresses of the competition, split by noun; fixed words come before an edition's slug."""

from tuntas.kipp.urls import assigning, editions, entries, judging, meetings, sheets

app_name = "kipp"
urlpatterns = [
    *assigning.urlpatterns,
    *editions.urlpatterns,
    *entries.urlpatterns,
    *judging.urlpatterns,
    *meetings.urlpatterns,
    *sheets.urlpatterns,
]
