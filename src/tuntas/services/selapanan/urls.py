"""Addresses of the groups below a place; fixed words come before a group's key. The gate has looked at the place."""

from django.urls import path, re_path

from tuntas.services.selapanan.views import cash, findings, groups, home, joint, meetings, paper, schedule

app_name = "selapanan"
GROUP = "<str:key>/"
MEETING = f"{GROUP}pertemuan/<int:number>/"
urlpatterns = [
    path("", home.home, name="home"),
    path("baru/", home.new, name="new"),
    path("kalender/<str:token>.ics", schedule.feed, name="feed"),
    path("antardesa/", joint.joints, name="joints"),
    path("antardesa/<int:pk>/", joint.joint, name="joint"),
    path(GROUP, groups.group, name="group"),
    path(f"{GROUP}ubah/", groups.edit, name="edit"),
    path(f"{GROUP}anggota/", groups.members, name="members"),
    path(f"{GROUP}anggota/<int:pk>/", groups.member, name="member"),
    path(f"{GROUP}anggota/<int:pk>/tautkan/", groups.link, name="link"),
    path(f"{GROUP}jadwal/", schedule.schedule, name="schedule"),
    path(f"{GROUP}jadwal/<int:number>/geser/", schedule.shift, name="shift"),
    path(f"{GROUP}jadwal/<int:number>/lewati/", schedule.skip, name="skip"),
    path(f"{GROUP}kalender/", schedule.calendar, name="calendar"),
    path(f"{GROUP}kalender/ganti/", schedule.calendar_change, name="calendar_change"),
    path(f"{GROUP}antardesa/baru/", joint.new, name="joint_new"),
    path(f"{GROUP}temuan/", findings.findings, name="findings"),
    path(f"{GROUP}temuan/<str:reference>/", findings.finding, name="finding"),
    re_path(
        r"^(?P<key>[^/]+)/temuan/(?P<reference>[^/]+)/(?P<verb>send|settle|drop)/$", findings.end, name="finding_end"
    ),
    path(f"{GROUP}kas/", cash.cash, name="cash"),
    path(f"{GROUP}kas/catat/", cash.write, name="cash_write"),
    path(f"{GROUP}kas/tutup/", cash.close, name="cash_close"),
    path(f"{GROUP}kas/tabungan/", cash.saving, name="savings"),
    path(f"{GROUP}kas/unduh.xlsx", cash.export, name="cash_export"),
    path(f"{GROUP}kas/<int:row>/balik/", cash.reverse_row, name="cash_reverse"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}mulai/", schedule.begin, name="begin"),
    path(f"{MEETING}selesai/", schedule.finish, name="finish"),
    path(f"{MEETING}buka/", schedule.reopen, name="reopen"),
    path(f"{MEETING}undangan/", schedule.invitation, name="invitation"),
    path(f"{MEETING}presensi/", meetings.roll, name="roll"),
    path(f"{MEETING}notulen/", meetings.minutes, name="minutes"),
    path(f"{MEETING}acara/", meetings.item, name="item"),
    path(f"{MEETING}keputusan/", meetings.decision, name="decision"),
    path(f"{MEETING}tugas/", meetings.task, name="task"),
    path(f"{MEETING}tugas/<int:pk>/", meetings.task_end, name="task_end"),
    path(f"{MEETING}temuan/", findings.raise_one, name="raise"),
    path(f"{MEETING}jawaban/<str:reference>/", findings.tell, name="tell"),
    path(f"{MEETING}lembar/<str:kind>.pdf", paper.sheet, name="sheet"),
    path(f"{MEETING}foto/", paper.photo_add, name="photo_add"),
    path(f"{MEETING}foto/<int:pk>/", paper.photo, name="photo"),
    path(f"{MEETING}foto/<int:pk>/selesai/", paper.photo_done, name="photo_done"),
]
