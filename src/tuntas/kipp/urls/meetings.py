"""Addresses of interviews, visits, the plenary, the announcement and the results."""

from django.urls import path

from tuntas.kipp.views.meetings import photos, plenary, results, slots, visits

_SLOTS = "<slug:edition>/wawancara/"
_VISIT = "<slug:edition>/lapangan/<str:reference>/"
_PLENARY = "<slug:edition>/pleno/"
urlpatterns = [
    path(_SLOTS, slots.slots, name="slots"),
    path(_SLOTS + "susun/", slots.make, name="slots_make"),
    path(_SLOTS + "kabari/", slots.tell, name="slots_tell"),
    path(_SLOTS + "cetak/", slots.paper, name="slots_paper"),
    path(_SLOTS + "jadwal.ics", slots.feed, name="slots_feed"),
    path(_SLOTS + "<str:reference>/", slots.slot, name="slot"),
    path("<slug:edition>/lapangan/", visits.visits, name="visits"),
    path(_VISIT, visits.visit, name="visit"),
    path(_VISIT + "rencana/", visits.plan, name="visit_plan"),
    path(_VISIT + "klaim/", visits.claims, name="visit_claims"),
    path(_VISIT + "klaim/<int:pk>/hapus/", photos.drop_one_claim, name="visit_claim_drop"),
    path(_VISIT + "foto/", photos.add, name="visit_photo"),
    path(_VISIT + "foto/<int:pk>/hapus/", photos.drop, name="visit_photo_drop"),
    path(_VISIT + "tutup/", visits.close, name="visit_close"),
    path(_VISIT + "buka/", visits.reopen, name="visit_reopen"),
    path(_VISIT + "kertas/", visits.paper, name="visit_paper"),
    path(_PLENARY, plenary.plenary, name="plenary"),
    path(_PLENARY + "kunci/", plenary.lock, name="plenary_lock"),
    path(_PLENARY + "putusan/", plenary.decisions, name="plenary_decisions"),
    path(_PLENARY + "rapat/", plenary.meeting, name="plenary_meeting"),
    path(_PLENARY + "tutup/", plenary.finish, name="plenary_close"),
    path(_PLENARY + "buka/", plenary.again, name="plenary_reopen"),
    path("<slug:edition>/umumkan/", results.announcement, name="announce"),
    path("<slug:edition>/hasil/", results.results, name="results"),
    path("<slug:edition>/hasil/<str:reference>/", results.result, name="result"),
]
