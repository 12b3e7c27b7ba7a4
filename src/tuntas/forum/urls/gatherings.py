"""Events; the fixed words are reserved slugs (`rules.gatherings`)."""

from django.urls import path

from tuntas.forum.views import bookings, door, gatherings, running, stands

_ONE = "acara/<slug:slug>/"
public = [
    path("acara/", gatherings.list_, name="gatherings"),
    path("acara/arsip/", gatherings.archive, name="gatherings_past"),
    path("acara/kalender.ics", gatherings.calendar, name="gatherings_calendar"),
    path(_ONE, gatherings.page, name="gathering"),
    path(_ONE + "kalender.ics", gatherings.calendar, name="gathering_calendar"),
    path(_ONE + "pameran/", stands.exhibition, name="exhibition"),
    path(_ONE + "pameran/<str:reference>/", stands.dress, name="stand"),
]
coming = [
    path(_ONE + "daftar/", bookings.book, name="book"),
    path(_ONE + "tiket/", bookings.ticket, name="ticket"),
    path(_ONE + "batal-hadir/", bookings.withdraw, name="booking_withdraw"),
]
running_ = [
    path("acara/baru/", running.begin, name="gathering_begin"),
    path(_ONE + "kelola/", running.desk, name="gathering_desk"),
    path(_ONE + "kelola/isi/", running.write, name="gathering_write"),
    path(_ONE + "kelola/terbitkan/", running.publish, name="gathering_publish"),
    path(_ONE + "kelola/batalkan/", running.cancel, name="gathering_cancel"),
    path(_ONE + "kelola/susunan/", running.item, name="item_add"),
    path(_ONE + "kelola/susunan/<int:pk>/", running.item, name="item"),
    path(_ONE + "kelola/susunan/<int:pk>/hapus/", running.drop_item, name="item_drop"),
    path(_ONE + "kelola/bahan/", running.material, name="material_add"),
    path(_ONE + "kelola/bahan/<int:pk>/hapus/", running.drop_material, name="material_drop"),
    path(_ONE + "peserta/", door.attendees, name="attendees"),
    path(_ONE + "peserta/unduh/<slug:form>/", door.export, name="attendees_export"),
    path(_ONE + "pintu/", door.door, name="door"),
    path(_ONE + "pintu/kirim/", door.send, name="door_send"),
    path(_ONE + "pintu/<slug:code>/", door.arrival, name="arrival"),
]
urlpatterns = [public[0], public[1], public[2], running_[0], *public[3:], *coming, *running_[1:]]
